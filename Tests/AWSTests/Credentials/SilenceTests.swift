import Document
import FoundationEssentials
import HTTPTransport
import ProcessRunning
import Testing

@testable import AWS

/// Secrets called `canary-…` in every place that can hold one; no text that anybody sees may have one.
@Suite("Secrets stay secret")
struct SilenceTests {
    private static let canary = "Canary7/wJalrXUtnFEMIK7MDENGbPxRfiCY"

    /// All that can be said of a value.
    private func texts(of value: Any) -> String {
        var dumped = ""
        dump(value, to: &dumped)
        return dumped + "\(value)" + String(reflecting: value)
    }

    private func isSilent(_ text: String) -> Bool { !text.contains("Canary7") && !text.contains("wJalrXUtnFEMI") }

    @Test("no value shows one")
    func values() throws {
        let canary = Self.canary
        let keys = Credentials(accessKeyID: "K", secretAccessKey: canary, sessionToken: canary)
        let settings = "aws_access_key_id = K\naws_secret_access_key = \(canary)\naws_session_token = \(canary)\n"
        let environment = FetchBench(
            config: "[profile p]\ncredential_process = x --password \(canary)\n", credentials: "[default]\n" + settings,
            variables: [
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x", "AWS_CONTAINER_AUTHORIZATION_TOKEN": canary,
            ], files: ["/home/u/.aws/sso/cache/x.json": canary]
        ).environment
        let profiles = try SharedProfiles(environment)
        let signOn = SignOn(startURL: "u", region: "r", accountID: "1", roleName: "n", session: "s", profile: "p")
        let path = try SignOnToken.path(of: signOn, environment)
        let token = try SignOnToken(
            of: signOn,
            FetchBench(files: [
                path: #"{"accessToken":"\#(canary)","expiresAt":"2033-01-01T00:00:00Z","clientSecret":"\#(canary)"}"#
            ]).environment)
        let container = try #require(try ContainerCredentials(environment))
        let process = try CredentialProcess("x \(canary)", of: "p")
        var state = RefreshState()
        state.ended(.success(keys), now: FakeTime.date)
        let profile = try #require(try profiles.profile("default"))
        let values: [Any] = [
            keys, [keys], ["k": keys], Optional(keys) as Any, profiles, profile,
            token, container, process, state, CredentialPlan.fixed(keys), CredentialPlan.container(container),
            CredentialPlan.process(process), CredentialPlan.assume(AssumedRole(arn: "a"), with: .fixed(keys)),
            AccountAccess(name: "a", source: .keys(accessKeyID: "K", secretAccessKey: canary, sessionToken: canary)),
        ]
        for value in values { #expect(isSilent(texts(of: value)), "\(type(of: value))") }
    }

    /// What a network may say: nothing, an error that quotes what it was sent, and answers of the wrong kind.
    private static func answer(_ kind: Int) throws(HTTPFailure) -> HTTPResponse {
        let told = "{\"message\":\"token \(canary)\",\"Code\":\"\(canary)\"}"
        switch kind {
        case 0: throw HTTPFailure(.unreachable, "no route")
        case 1: return .json(canary, status: 500)
        case 2: return .json(told, status: 400)
        case 3: return .json(told)
        default: return .json(canary)
        }
    }

    @Test("no error shows one, whatever is broken")
    func errors() async throws {
        let canary = Self.canary
        let arn = "arn:aws:iam::1:role/r"
        let keys = "aws_access_key_id = \(canary)\naws_secret_access_key = \(canary)\n"
        var benches: [(FetchBench, AccountAccess.Source)] = []
        func add(
            _ config: String = "", credentials: String = "", variables: [String: String] = [:],
            files: [String: String] = [:], _ source: AccountAccess.Source = .environment
        ) {
            benches.append(
                (FetchBench(config: config, credentials: credentials, variables: variables, files: files), source))
        }
        add("[default]\n\(canary)\n")
        add("\(canary)\n")
        add(credentials: "[default]\n= \(canary)\n")
        add("[default]\naws_access_key_id = \(canary)\n")
        add("[default]\naws_secret_access_key = \(canary)\n")
        add("[default]\n\(keys)role_arn = \(arn)\nsource_profile = default\n")
        add("[default]\n\(keys)role_arn = \(arn)\nsource_profile = default\nmfa_serial = m\n")
        add("[default]\ncredential_process = 'x \(canary)\n")
        add("[default]\ncredential_process = missing \(canary)\n")
        for output in [canary, "{\"Version\":1,\"AccessKeyId\":\"\(canary)\"}", "{\"Version\":\"\(canary)\"}"] {
            add("[default]\ncredential_process = x\n")
            let outcome = ProcessOutcome(status: 0, output: Array(output.utf8))
            benches[benches.count - 1].0.programs = [["x"]: outcome]
        }
        for said in [
            canary, "secret: \(canary)", "SecretAccessKey=\(canary)", "\"SecretAccessKey\": \"\(canary)\"",
            "Authorization: Bearer \(canary)", "https://u:\(canary)@h/", "a\(canary)b", "password \(canary)",
        ] {
            add("[default]\ncredential_process = x\n")
            let outcome = ProcessOutcome(status: 1, errors: Array(said.utf8))
            benches[benches.count - 1].0.programs = [["x"]: outcome]
        }
        add(variables: ["AWS_ACCESS_KEY_ID": canary])
        add(variables: [
            "AWS_ACCESS_KEY_ID": canary, "AWS_SECRET_ACCESS_KEY": canary, "AWS_CREDENTIAL_EXPIRATION": canary,
        ])
        add(variables: ["AWS_WEB_IDENTITY_TOKEN_FILE": "/t", "AWS_ROLE_ARN": arn], files: ["/t": canary])
        let full = ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://localhost/x"]
        add(variables: full.merging(["AWS_CONTAINER_AUTHORIZATION_TOKEN": canary]) { $1 })
        add(variables: full.merging(["AWS_CONTAINER_AUTHORIZATION_TOKEN": canary + "\n"]) { $1 })
        add(
            variables: full.merging(["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/t"]) { $1 },
            files: ["/t": canary + "\r"])
        add(variables: ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://h"])
        let signOn = "[default]\nsso_start_url = u\nsso_region = us-east-1\nsso_account_id = 1\nsso_role_name = r\n"
        let cache = "/home/u/.aws/sso/cache/51e69892ab49df85c6230ccc57f8e1d1606caccc.json"
        for text in [
            canary, "{\"accessToken\":\"\(canary)\"}",
            "{\"accessToken\":\"\(canary)\",\"expiresAt\":\"2003-01-01T00:00:00Z\"}",
            "{\"accessToken\":\"\(canary)\",\"expiresAt\":\"2033-01-01T00:00:00Z\"}",
        ] { add(signOn, files: [cache: text]) }

        var count = 0
        for (bench, source) in benches {
            for kind in 0..<5 {
                var bench = bench
                bench.answer = { _, _ throws(HTTPFailure) in try Self.answer(kind) }
                guard let error = try await bench.failure(source).error else { continue }
                count += 1
                #expect(isSilent(texts(of: error)), "\(error)")
            }
        }
        #expect(count > 150)
    }

    @Test(
        "what other programs say loses its secrets and keeps its sense",
        arguments: [
            ("login failed: no such user", "login failed: no such user"),
            ("/usr/local/bin/aws-vault: not found", "/usr/local/bin/aws-vault: not found"),
            (
                "AccessDeniedException for arn:aws:iam::123456789012:role/ElastatusReadOnly",
                "AccessDeniedException for arn:aws:iam::123456789012:role/ElastatusReadOnly"
            ),
            ("key AKIAIOSFODNN7EXAMPLE", "key ***"), ("token=abc", "token=***"),
            ("password: hunter2x!A", "password: ***"), ("password = hunter2", "password = ***"),
            ("password : hunter", "password : ***"), ("Password => hunter", "Password => ***"),
            ("\"password\" : \"hunter\"", "\"password\" : ***"), ("password=hunter2", "password=***"),
            ("password= hunter2", "password= ***"),
            ("tool --password hunter2 --user u", "tool --password *** --user u"),
            ("tool -password=hunter2", "tool -password=***"), ("tool --client-secret x", "tool --client-secret ***"),
            ("Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic ***"),
            ("Authorization : basic dXNl", "Authorization : basic ***"),
            ("authorization: Bearer abc end", "authorization: Bearer *** end"), ("Bearer abc", "Bearer ***"),
            ("https://svc:hunter2@vault/x", "https://***@vault/x"),
            ("the token has expired = log in", "the token has expired = log in"),
            ("basic authentication failed", "basic authentication failed"), ("= :", "= :"),
            (
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
                "***.***.***"
            ),
            ("da39a3ee5e6b4b0d3255bfef95601890afd80709", "***"), ("line\u{1B}[31m one\n two", "line [31m one two"),
            ("", ""),
        ])
    func redaction(text: String, expected: String) { #expect(Redaction.redacted(text) == expected) }
}
