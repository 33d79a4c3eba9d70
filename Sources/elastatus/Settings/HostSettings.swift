import Configuration
import FoundationEssentials

/// The variables of the environment that decide how AWS is reached, with what counts without them.
enum HostSettings {
    /// How a variable's value is shown.
    private enum Kind { case text, keyID, secret, url }

    /// Name, how it is shown, and what counts when it is not set.
    private struct Variable {
        let name: String
        var kind = Kind.text
        let fallback: String
    }

    private static let variables: [Variable] = [
        Variable(name: "AWS_ACCESS_KEY_ID", kind: .keyID, fallback: "none"),
        Variable(name: "AWS_SECRET_ACCESS_KEY", kind: .secret, fallback: "none"),
        Variable(name: "AWS_SESSION_TOKEN", kind: .secret, fallback: "none"),
        Variable(name: "AWS_PROFILE", fallback: "default"),
        Variable(name: "AWS_CONFIG_FILE", fallback: "~/.aws/config"),
        Variable(name: "AWS_SHARED_CREDENTIALS_FILE", fallback: "~/.aws/credentials"),
        Variable(name: "AWS_ROLE_ARN", fallback: "none"),
        Variable(name: "AWS_ROLE_SESSION_NAME", fallback: "none"),
        Variable(name: "AWS_WEB_IDENTITY_TOKEN_FILE", fallback: "none"),
        Variable(name: "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", fallback: "none"),
        Variable(name: "AWS_CONTAINER_CREDENTIALS_FULL_URI", kind: .url, fallback: "none"),
        Variable(name: "AWS_CONTAINER_AUTHORIZATION_TOKEN", kind: .secret, fallback: "none"),
        Variable(name: "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", fallback: "none"),
        Variable(name: "AWS_EC2_METADATA_DISABLED", fallback: "false"),
        Variable(name: "AWS_EC2_METADATA_V1_DISABLED", fallback: "false"),
        Variable(name: "AWS_EC2_METADATA_SERVICE_ENDPOINT", kind: .url, fallback: "AWS's"),
        Variable(name: "AWS_REGION", fallback: "none"),
        Variable(name: "AWS_DEFAULT_REGION", fallback: "none"),
        Variable(name: "AWS_CA_BUNDLE", fallback: "the system's"),
        Variable(name: "AWS_MAX_ATTEMPTS", fallback: "3, 4 for DynamoDB"),
        Variable(name: "AWS_RETRY_MODE", fallback: "standard"),
        Variable(name: "AWS_USE_FIPS_ENDPOINT", fallback: "false"),
        Variable(name: "AWS_USE_DUALSTACK_ENDPOINT", fallback: "false"),
        Variable(name: "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", fallback: "false"),
        Variable(name: "AWS_ENDPOINT_URL", kind: .url, fallback: "AWS's"),
        Variable(name: "HTTPS_PROXY", kind: .url, fallback: "none"),
        Variable(name: "NO_PROXY", fallback: "none"),
    ]

    /// Every setting, with its source; further `AWS_ENDPOINT_URL_…` where they are set.
    static func settings(_ environment: [String: String]) -> [ConfigurationSetting] {
        let own = environment.keys.filter { $0.hasPrefix("AWS_ENDPOINT_URL_") }.sorted().map {
            Variable(name: $0, kind: .url, fallback: "")
        }
        return (variables + own).map { variable in
            // curl takes proxies in small letters, too, and those first.
            let names =
                variable.name.hasSuffix("_PROXY") ? [variable.name.lowercased(), variable.name] : [variable.name]
            guard let name = names.first(where: { environment[$0]?.isEmpty == false }), let value = environment[name]
            else { return ConfigurationSetting(path: variable.name, value: variable.fallback, source: .fallback) }
            return ConfigurationSetting(path: name, value: shown(value, variable.kind), source: .environment)
        }
    }

    private static func shown(_ value: String, _ kind: Kind) -> String {
        switch kind {
        case .text: Masked.text(value)
        case .keyID: Masked.accessKeyID(value)
        case .secret: Masked.secret
        case .url: Masked.url(value)
        }
    }
}
