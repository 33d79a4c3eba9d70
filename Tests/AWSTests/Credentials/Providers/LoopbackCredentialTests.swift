import FoundationEssentials
import HTTPTransport
import ProcessRunning
import Synchronization
import Testing

@testable import AWS

/// Whole ways over real sockets, files and programs: an account's first call, with every byte but AWS's own answers real.
@Suite("Credentials over loopback")
struct LoopbackCredentialTests {
    /// What the servers of one test were asked, in order.
    private final class Log: Sendable {
        private let lines = Mutex<[String]>([])
        func add(_ line: String) { lines.withLock { $0.append(line) } }
        var all: [String] { lines.withLock { $0 } }
    }

    private static let end = "2099-01-01T00:00:00Z"

    /// An STS that tells whose key signed, with the key as the caller's account.
    private func sts(_ log: Log) throws -> LoopbackServer {
        try LoopbackServer { request in
            let signer =
                request.headers["authorization"]?.split(separator: "=")[1].split(separator: "/").first ?? "nobody"
            let action = request.text.split(separator: "&").first ?? ""
            log.add("\(signer) \(action)")
            let response: HTTPResponse =
                switch action {
                case "Action=AssumeRole": .session("R", until: Self.end)
                case "Action=AssumeRoleWithWebIdentity": .webSession("W", until: Self.end)
                default: .identity("\(signer)")
                }
            return LoopbackAnswer(response.status, bytes: response.body)
        }
    }

    /// A clock by which no deadline is near: other tests may take all the time of a small machine.
    private static let patient = Timekeeper(
        now: { .now + .seconds(3_600) },
        sleep: { try await Task.sleep(until: $0 - .seconds(3_600), clock: .continuous) })

    /// To whom the environment's credentials belong, as the STS at `server` says.
    private func identity(
        _ variables: [String: String], files: [String: String] = [:], at server: LoopbackServer
    ) async throws -> String {
        let folder = FileManager.default.temporaryDirectory.path + "/elastatus-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder + "/.aws/sso/cache", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, text) in files {
            try Data(text.replacing("FOLDER", with: folder).utf8).write(to: URL(filePath: "\(folder)/\(name)"))
        }
        var environment = HostEnvironment.process
        environment.variables = ["HOME": folder, "PATH": "/usr/bin:/bin"].merging(variables) { $1 }.mapValues {
            $0.replacing("FOLDER", with: folder)
        }
        let client = AWSClient(
            accounts: [AccountAccess(name: "a", source: .environment, endpointURL: server.url)], models: FakeModels(),
            partitions: try Partitions(EndpointTests.partitions), http: try HTTPClient(), environment: environment,
            time: Self.patient)
        return try await client.identity(of: "a").accountID
    }

    @Test("a container's agent, with the token of a file")
    func container() async throws {
        let log = Log()
        let sts = try sts(log)
        defer { sts.close() }
        let agent = try LoopbackServer { request in
            log.add("\(request.method) \(request.target) \(request.headers["authorization"] ?? "")")
            return LoopbackAnswer(
                200, #"{"AccessKeyId":"C","SecretAccessKey":"s","Token":"t","Expiration":"\#(Self.end)"}"#)
        }
        defer { agent.close() }
        let variables = [
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": agent.url + "/v1/credentials",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "FOLDER/token",
        ]
        #expect(try await identity(variables, files: ["token": "secret"], at: sts) == "C")
        #expect(log.all == ["GET /v1/credentials secret", "C Action=GetCallerIdentity"])
    }

    @Test("an instance's metadata service, and a role assumed with what it gives")
    func instance() async throws {
        let log = Log()
        let sts = try sts(log)
        defer { sts.close() }
        let metadata = try LoopbackServer { request in
            log.add("\(request.method) \(request.target) \(request.headers["x-aws-ec2-metadata-token"] ?? "")")
            switch request.target.split(separator: "/").last {
            case "token": return LoopbackAnswer(200, "imds")
            case "security-credentials": return LoopbackAnswer(200, "web")
            default:
                return LoopbackAnswer(
                    200,
                    #"{"Code":"Success","AccessKeyId":"I","SecretAccessKey":"s","Token":"t","Expiration":"\#(Self.end)"}"#
                )
            }
        }
        defer { metadata.close() }
        let config = "[default]\nrole_arn = arn:aws:iam::1:role/r\ncredential_source = Ec2InstanceMetadata\n"
        #expect(
            try await identity(
                ["AWS_EC2_METADATA_SERVICE_ENDPOINT": metadata.url], files: [".aws/config": config], at: sts) == "R")
        let path = "/latest/meta-data/iam/security-credentials/"
        #expect(
            log.all == [
                "PUT /latest/api/token ", "GET \(path) imds", "GET \(path)web imds", "I Action=AssumeRole",
                "R Action=GetCallerIdentity",
            ])
    }

    @Test("a metadata service that accepts connections and never answers is given up soon")
    func silentInstance() async throws {
        let silent = try LoopbackServer { connection in
            connection.waitForPeer()
            connection.waitForPeer(milliseconds: 20_000)
        }
        defer { silent.close() }
        let metadata = InstanceMetadata(
            exchange: PlainExchange(http: try HTTPClient(), time: .continuous, jitter: { 1 }), date: { Date() })
        let source = try InstanceCredentials(
            HostEnvironment(variables: ["AWS_EC2_METADATA_SERVICE_ENDPOINT": silent.url]), profile: Profile(name: "p"))
        let error = await #expect(throws: APIError.self) { try await metadata.credentials(source) }
        #expect(error?.code == .credentialsMissing)
        #expect(
            error?.message.hasPrefix("the instance metadata service at \(silent.url) cannot be reached: ") == true)
    }

    @Test("a token of SSO, renewed on the way")
    func signOn() async throws {
        let log = Log()
        let server = try LoopbackServer { request in
            if request.target.hasPrefix("/federation/credentials") {
                log.add("portal \(request.headers["x-amz-sso_bearer_token"] ?? "")")
                return LoopbackAnswer(
                    200,
                    #"{"roleCredentials":{"accessKeyId":"S","secretAccessKey":"s","sessionToken":"t","expiration":4070908800000}}"#
                )
            }
            if request.target == "/token" {
                log.add("issuer")
                return LoopbackAnswer(200, #"{"accessToken":"new","expiresIn":3600}"#)
            }
            let response = HTTPResponse.identity(
                String(request.headers["authorization"]?.split(separator: "=")[1].split(separator: "/").first ?? ""))
            return LoopbackAnswer(response.status, bytes: response.body)
        }
        defer { server.close() }
        let config = """
            [default]
            sso_session = sso
            sso_account_id = 111111111111
            sso_role_name = r
            [sso-session sso]
            sso_start_url = https://example.com
            sso_region = us-east-1

            """
        let token =
            #"{"accessToken":"old","expiresAt":"2020-01-01T00:00:00UTC","refreshToken":"x","clientId":"i","clientSecret":"s","registrationExpiresAt":"\#(Self.end)"}"#
        let name = "afb9d1dcf212fa33d079a070ab90f0bef03c324b"
        #expect(
            try await identity(
                [:], files: [".aws/config": config, ".aws/sso/cache/\(name).json": token], at: server) == "S")
        #expect(log.all == ["issuer", "portal new"])
    }

    @Test("a web identity, and a program")
    func others() async throws {
        let log = Log()
        let sts = try sts(log)
        defer { sts.close() }
        #expect(
            try await identity(
                ["AWS_WEB_IDENTITY_TOKEN_FILE": "~/jwt", "AWS_ROLE_ARN": "arn:aws:iam::1:role/r"], files: ["jwt": "x"],
                at: sts) == "W")
        #expect(log.all == ["nobody Action=AssumeRoleWithWebIdentity", "W Action=GetCallerIdentity"])
        let answer = #"{"Version":1,"AccessKeyId":"P","SecretAccessKey":"s"}"#
        #expect(
            try await identity(
                [:],
                files: [
                    ".aws/config": "[default]\ncredential_process = cat \"FOLDER/an answer\"\n", "an answer": answer,
                ],
                at: sts) == "P")
    }
}
