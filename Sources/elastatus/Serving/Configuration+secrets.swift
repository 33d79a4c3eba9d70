import Configuration
import FoundationEssentials

extension Configuration {
    /// Every value that nobody may see, wherever it would come from; those of `env:NAME` included.
    var secrets: [String] {
        let environment = ProcessInfo.processInfo.environment
        let written = accounts.flatMap {
            [$0.accessKeyID, $0.secretAccessKey, $0.sessionToken, $0.externalID].compactMap(\.self)
        }
        let own = [
            "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        ]
        return (written + [organization?.externalID].compactMap(\.self) + own.map { "env:\($0)" }).compactMap { text in
            text.hasPrefix("env:") ? environment[String(text.dropFirst(4))] : text
        }
    }
}
