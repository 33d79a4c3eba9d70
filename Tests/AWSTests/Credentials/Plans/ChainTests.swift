import FoundationEssentials
import ProcessRunning
import Testing

@testable import AWS

/// Every place holds credentials whose key names it; the first place that counts wins.
@Suite("The order of places")
struct ChainTests {
    private static let arn = "arn:aws:iam::123456789012:role/r"
    private static let keys = "aws_access_key_id = K\naws_secret_access_key = s\n"
    private static let variables = ["AWS_ACCESS_KEY_ID": "V", "AWS_SECRET_ACCESS_KEY": "s"]
    private static let web = ["AWS_WEB_IDENTITY_TOKEN_FILE": "/t", "AWS_ROLE_ARN": arn]
    private static let container = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/c"]
    private static let signOn =
        "sso_account_id = 1\nsso_role_name = r\nsso_region = us-east-1\nsso_start_url = https://x\n"

    /// The word for the place of a plan.
    private func place(
        _ source: AccountAccess.Source = .environment, config: String = "", credentials: String = "",
        variables: [String: String] = [:]
    ) throws(APIError) -> String {
        switch try FetchBench(config: config, credentials: credentials, variables: variables).plan(source) {
        case .fixed(let credentials): credentials.accessKeyID
        case .assume: "role"
        case .webIdentity: "web"
        case .signOn: "sso"
        case .process: "process"
        case .container: "container"
        case .instance: "instance"
        }
    }

    @Test("environment, role, web identity, SSO, credentials file, program, config file, container, instance")
    func order() throws {
        // From the last place to the first, each added to those behind it.
        var config = "[default]\n"
        var credentials = "[default]\n"
        var variables: [String: String] = [:]
        #expect(try place() == "instance")
        variables.merge(Self.container) { $1 }
        #expect(try place(config: config, variables: variables) == "container")
        config += Self.keys
        #expect(try place(config: config, variables: variables) == "K")
        config += "credential_process = x\n"
        #expect(try place(config: config, variables: variables) == "process")
        credentials += Self.keys.replacing("K", with: "C")
        #expect(try place(config: config, credentials: credentials, variables: variables) == "C")
        config += Self.signOn
        #expect(try place(config: config, credentials: credentials, variables: variables) == "sso")
        variables.merge(Self.web) { $1 }
        #expect(try place(config: config, credentials: credentials, variables: variables) == "web")
        config += "role_arn = \(Self.arn)\nsource_profile = default\n"
        #expect(try place(config: config, credentials: credentials, variables: variables) == "role")
        variables.merge(Self.variables) { $1 }
        #expect(try place(config: config, credentials: credentials, variables: variables) == "V")
    }

    @Test("a profile that the account names takes the environment's keys and web identity out of the chain")
    func explicit() throws {
        let variables = Self.variables.merging(Self.web) { $1 }
        #expect(try place(.profile("p"), config: "[profile p]\n" + Self.keys, variables: variables) == "K")
        #expect(
            try place(
                .profile("p"), config: "[profile p]\nregion = r", variables: variables.merging(Self.container) { $1 })
                == "container")
        #expect(try place(.profile("p"), config: "[profile p]\nregion = r", variables: variables) == "instance")
        // One that a variable names does not.
        let named = variables.merging(["AWS_PROFILE": "p"]) { $1 }
        #expect(try place(config: "[profile p]\n" + Self.keys, variables: named) == "V")
    }

    @Test("a profile that a variable names must be there; the default one need not")
    func named() throws {
        #expect(try place() == "instance")
        #expect(throws: APIError(.credentialsMissing, "the profile p does not exist")) {
            try place(variables: ["AWS_PROFILE": "p"])
        }
        #expect(throws: APIError(.credentialsMissing, "the profile prud does not exist (did you mean prod?)")) {
            try place(.profile("prud"), config: "[profile prod]\n" + Self.keys)
        }
    }

    @Test("keys in the environment need no file: a broken one does no harm")
    func brokenFile() throws {
        let broken = "[default]\nnothing here\n"
        #expect(try place(config: broken, variables: Self.variables) == "V")
        #expect(throws: APIError(.credentialsMissing, "/home/u/.aws/config:2: a setting is written \"name = value\"")) {
            try place(config: broken)
        }
        // A broken profile fails those alone who need it.
        #expect(try place(.profile("p"), config: broken + "[profile p]\n" + Self.keys) == "K")
    }

    @Test(
        "empty variables are none",
        arguments: [
            ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""],
            ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "s"],
        ])
    func emptyVariables(variables: [String: String]) throws {
        #expect(try place(variables: variables) == "instance")
    }

    @Test("a key without its secret is an error, in variables and in each file by itself")
    func partial() {
        for variables in [["AWS_ACCESS_KEY_ID": "V"], ["AWS_ACCESS_KEY_ID": "V", "AWS_SECRET_ACCESS_KEY": ""]] {
            #expect(
                throws: APIError(.credentialsMissing, "AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not")
            ) { try place(variables: variables) }
        }
        let message = "the profile default has aws_access_key_id and no aws_secret_access_key"
        #expect(throws: APIError(.credentialsMissing, message)) {
            try place(config: "[default]\naws_access_key_id = K")
        }
        // The secret of the other file is another key's.
        #expect(throws: APIError(.credentialsMissing, message)) {
            try place(config: "[default]\n" + Self.keys, credentials: "[default]\naws_access_key_id = C")
        }
    }

    @Test("the environment's credentials end when their variable says so")
    func expiration() throws {
        func plan(_ text: String) throws(APIError) -> CredentialPlan {
            try FetchBench(variables: Self.variables.merging(["AWS_CREDENTIAL_EXPIRATION": text]) { $1 }).plan()
        }
        let end = Date(timeIntervalSince1970: 2_015_622_800)
        #expect(
            try plan("2033-11-14T23:13:20Z")
                == .fixed(Credentials(accessKeyID: "V", secretAccessKey: "s", expiration: end)))
        #expect(try plan("") == .fixed(Credentials(accessKeyID: "V", secretAccessKey: "s")))
        #expect(
            throws: APIError(.credentialsMissing, "AWS_CREDENTIAL_EXPIRATION is no time like 2026-11-20T13:37:00Z")
        ) { try plan("soon") }
    }

    @Test("a key of the configuration may be a variable's")
    func references() throws {
        let source = AccountAccess.Source.keys(
            accessKeyID: "env:A", secretAccessKey: "env:B", sessionToken: "env:C")
        #expect(
            try FetchBench(variables: ["A": "a", "B": "b", "C": "c"]).plan(source)
                == .fixed(Credentials(accessKeyID: "a", secretAccessKey: "b", sessionToken: "c")))
        #expect(
            throws: APIError(
                .credentialsMissing,
                "aws_secret_access_key refers to the environment variable B, which is not set")
        ) { try FetchBench(variables: ["A": "a", "B": ""]).plan(source) }
    }

    @Test("where nothing is, the error names every place")
    func nothing() async throws {
        let off = ["AWS_EC2_METADATA_DISABLED": "true"]
        let (error, requests) = try await FetchBench(variables: off).failure()
        #expect(
            error
                == APIError(
                    .credentialsMissing,
                    "no credentials found: AWS_ACCESS_KEY_ID is not set; there is no profile default; AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and …_FULL_URI are not set; the instance metadata service is switched off by AWS_EC2_METADATA_DISABLED"
                ))
        #expect(requests.isEmpty)
        let session = try await FetchBench(config: "[profile p]\nsso_session = s", variables: off).failure(
            .profile("p"))
        #expect(session.error?.message.contains("the profile p has no sso_account_id and sso_role_name") == true)
        let empty = try await FetchBench(config: "[profile p]\nregion = r", variables: off).failure(.profile("p"))
        #expect(
            empty.error?.message.hasPrefix(
                "no credentials found: the profile p has no keys, role, SSO or credential_process; AWS_CONTAINER")
                == true)
    }

    @Test("the credentials of a source profile are its own alone: web identity, SSO, program, keys; never variables")
    func sourceProfiles() throws {
        func base(_ settings: String, variables: [String: String] = [:]) throws -> CredentialPlan? {
            let config = "[profile a]\nrole_arn = \(Self.arn)\nsource_profile = b\n[profile b]\n\(settings)"
            guard case .assume(_, let base) = try FetchBench(config: config, variables: variables).plan(.profile("a"))
            else { return nil }
            return base
        }
        #expect(
            try base("web_identity_token_file = /t\nrole_arn = \(Self.arn)b")
                == .webIdentity(WebIdentity(role: AssumedRole(arn: Self.arn + "b"), tokenFile: "/t")))
        guard case .signOn(let signOn) = try base(Self.signOn) else { return #expect(Bool(false), "no SSO") }
        #expect(signOn.profile == "b")
        #expect(try base("credential_process = x y") == .process(CredentialProcess("x y", of: "b")))
        #expect(try base(Self.keys) == .fixed(Credentials(accessKeyID: "K", secretAccessKey: "s")))
        // Keys before a further role.
        #expect(
            try base(Self.keys + "role_arn = \(Self.arn)\nsource_profile = c")
                == .fixed(Credentials(accessKeyID: "K", secretAccessKey: "s")))
        let error = APIError(.credentialsMissing, "the profile b, source_profile of a, has no keys and no role")
        for variables in [Self.variables, Self.web, Self.container] {
            #expect(throws: error) { try base("region = r", variables: variables) }
        }
    }

    @Test("a web identity in the environment is no key of the environment")
    func environmentSource() {
        let config = "[profile a]\nrole_arn = \(Self.arn)\ncredential_source = Environment"
        #expect(
            throws: APIError(.credentialsMissing, "the profile a takes its keys from the environment, which has none")
        ) { try place(.profile("a"), config: config, variables: Self.web) }
    }

    @Test("credential_source names the container or the instance")
    func machineSources() throws {
        func config(_ source: String) -> String {
            "[profile a]\nrole_arn = \(Self.arn)\ncredential_source = \(source)\nec2_metadata_service_endpoint = http://h"
        }
        let variables = Self.container.merging(Self.variables) { $1 }
        guard
            case .assume(_, .container(let container)) = try FetchBench(
                config: config("EcsContainer"), variables: variables
            ).plan(.profile("a"))
        else { return #expect(Bool(false), "no container") }
        #expect(container.url == "http://169.254.170.2/c")
        guard
            case .assume(_, .instance(let instance, let tried)) = try FetchBench(
                config: config("Ec2InstanceMetadata"), variables: variables
            ).plan(.profile("a"))
        else { return #expect(Bool(false), "no instance") }
        #expect(instance.endpoint == "http://h" && tried.isEmpty)
    }
}
