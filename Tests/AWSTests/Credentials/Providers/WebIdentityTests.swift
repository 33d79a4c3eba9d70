import FoundationEssentials
import HTTPTransport
import Synchronization
import Testing

@testable import AWS

@Suite("Web identities")
struct WebIdentityTests {
    private static let arn = "arn:aws:iam::123456789012:role/r"
    private static let variables = [
        "AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": arn, "AWS_ROLE_SESSION_NAME": "pod",
    ]

    private func bench(_ variables: [String: String] = variables, config: String = "") -> FetchBench {
        var bench = FetchBench(config: config, variables: variables, files: ["/token": "jwt+one"])
        bench.answer = { _, number throws(HTTPFailure) in .webSession("W\(number)", until: "2033-11-14T23:13:20Z") }
        return bench
    }

    @Test("STS is asked without a signature, with the token of the file")
    func asks() async throws {
        let (credentials, requests) = try await bench().fetch()
        #expect(
            credentials
                == Credentials(
                    accessKeyID: "W1", secretAccessKey: "s", sessionToken: "t-W1",
                    expiration: Date(timeIntervalSince1970: 2_015_622_800)))
        let request = try #require(requests.first)
        #expect(requests.count == 1)
        #expect(request.method == "POST" && request.url == "https://sts.us-east-1.amazonaws.com/")
        #expect(
            request.text
                == "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fr&RoleSessionName=pod&WebIdentityToken=jwt%2Bone"
        )
        #expect(request.header("Authorization") == nil && request.header("X-Amz-Date") == nil)
    }

    @Test("the token is read anew for each call")
    func rereads() async throws {
        let bench = bench()
        let aws = FakeAWS(bench.answer)
        let fetcher = try bench.fetcher(over: aws)
        _ = try await fetcher.fetch()
        bench.written.set("/token", "jwt-two")
        _ = try await fetcher.fetch()
        #expect(aws.requests.map { $0.text.hasSuffix("jwt%2Bone") } == [true, false])
        #expect(aws.requests.last?.text.hasSuffix("jwt-two") == true)
    }

    @Test("a profile's settings do, and the variables count before them unless the account names the profile")
    func profile() throws {
        let config = "[profile p]\nrole_arn = \(Self.arn)p\nweb_identity_token_file = ~/token\n"
        let own = WebIdentity(role: AssumedRole(arn: Self.arn + "p"), tokenFile: "/home/u/token")
        #expect(try bench(config: config).plan(.profile("p")) == .webIdentity(own))
        #expect(try bench(["AWS_PROFILE": "p"], config: config).plan() == .webIdentity(own))
        let mixed = ["AWS_PROFILE": "p", "AWS_ROLE_ARN": Self.arn]
        #expect(
            try bench(mixed, config: config).plan()
                == .webIdentity(WebIdentity(role: AssumedRole(arn: Self.arn), tokenFile: "/home/u/token")))
        #expect(
            try bench(config: config + "role_session_name = n").plan(.profile("p"))
                == .webIdentity(
                    WebIdentity(role: AssumedRole(arn: Self.arn + "p", sessionName: "n"), tokenFile: "/home/u/token")))
    }

    @Test("a token without a role, a role that is none, a file that is not there or empty")
    func incomplete() async throws {
        #expect(
            throws: APIError(
                .credentialsMissing,
                "there is a web identity token file and no role: neither AWS_ROLE_ARN nor the role_arn of the profile default"
            )
        ) { try bench(["AWS_WEB_IDENTITY_TOKEN_FILE": "/token"]).plan() }
        #expect(
            throws: APIError(.credentialsMissing, "the web identity's role r is not the ARN of a role")
        ) { try bench(Self.variables.merging(["AWS_ROLE_ARN": "r"]) { $1 }).plan() }
        var missing = bench()
        missing.files = [:]
        #expect(
            try await missing.failure().error
                == APIError(.credentialsMissing, "the web identity token file /token is not there"))
        missing.files = ["/token": ""]
        #expect(
            try await missing.failure().error
                == APIError(.credentialsMissing, "the web identity token file /token holds no token"))
    }

    @Test("a role that may not be taken names the action, an expired token says so, and what may pass is tried again")
    func faults() async throws {
        var denied = bench()
        denied.answer = { _, _ throws(HTTPFailure) in .stsFault("AccessDenied") }
        let (error, requests) = try await denied.failure()
        #expect(error?.code == .denied && error?.action == "sts:AssumeRoleWithWebIdentity")
        #expect(requests.count == 1)
        var expired = bench()
        expired.answer = { _, _ throws(HTTPFailure) in .stsFault("ExpiredTokenException", 400) }
        #expect(try await expired.failure().error?.code == .credentialsExpired)
        var passing = bench()
        passing.answer = { _, number throws(HTTPFailure) in
            switch number {
            case 1: .stsFault("IDPCommunicationError", 400)
            case 2: .json("<html>", status: 503)
            default: .webSession("W", until: "2033-11-14T23:13:20Z")
            }
        }
        #expect(try await passing.fetch().1.count == 3)
        var broken = bench()
        broken.answer = { _, _ throws(HTTPFailure) in .json("<x/>") }
        #expect(try await broken.failure().error?.code == .badResponse)
    }

    @Test("STS is asked in this machine's region first, where the role's partition has it")
    func regions() async throws {
        for (region, role, host) in [
            ("eu-west-1", Self.arn, "sts.eu-west-1.amazonaws.com"), ("mars-1", Self.arn, "sts.us-east-1.amazonaws.com"),
            ("eu-west-1", Self.arn.replacing("aws:", with: "aws-cn:"), "sts.cn-northwest-1.amazonaws.com.cn"),
            ("cn-north-1", Self.arn.replacing("aws:", with: "aws-cn:"), "sts.cn-north-1.amazonaws.com.cn"),
        ] {
            let variables = Self.variables.merging(["AWS_REGION": region, "AWS_ROLE_ARN": role]) { $1 }
            #expect(try await bench(variables).fetch().1.map(\.url) == ["https://\(host)/"])
        }
    }

    @Test("roles of a chain that begins with a web identity")
    func chain() async throws {
        let config = """
            [profile a]
            role_arn = \(Self.arn)a
            source_profile = b
            [profile b]
            role_arn = \(Self.arn)b
            web_identity_token_file = /token
            """
        var bench = bench([:], config: config)
        bench.answer = { request, _ throws(HTTPFailure) in
            request.text.contains("WebIdentity")
                ? .webSession("W", until: "2033-11-14T23:13:20Z") : .session("S", until: "2033-11-14T23:13:20Z")
        }
        let (credentials, requests) = try await bench.fetch(.profile("a"))
        #expect(credentials.accessKeyID == "S")
        #expect(requests.map(\.signer) == [nil, "W"])
        #expect(requests.last?.header("X-Amz-Security-Token") == "t-W")
    }

    @Test("a hundred accounts whose roles the same credentials assume fetch those once")
    func shared() async throws {
        let bench = bench()
        let bases = Atomic(0)
        let aws = FakeAWS { request, _ throws(HTTPFailure) in
            guard request.text.contains("WebIdentity") else { return .session("S", until: "2033-11-14T23:13:20Z") }
            bases.wrappingAdd(1, ordering: .relaxed)
            return .webSession("W", until: "2033-11-14T23:13:20Z")
        }
        let shared = SharedSources()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<100 {
                let source = AccountAccess.Source.role(
                    arn: "arn:aws:iam::\(number):role/r", externalID: nil, base: .environment)
                let fetcher = try bench.fetcher(source, over: aws, shared: shared)
                group.addTask { _ = try await fetcher.fetch() }
            }
            try await group.waitForAll()
        }
        #expect(bases.load(ordering: .relaxed) == 1)
        #expect(aws.requests.count == 101)
    }
}

extension HTTPResponse {
    /// What STS answers to AssumeRoleWithWebIdentity.
    static func webSession(_ key: String, until expiration: String) -> HTTPResponse {
        var answer = session(key, until: expiration)
        let text = String(decoding: answer.body, as: UTF8.self)
        answer.body = Array(text.replacing("AssumeRole", with: "AssumeRoleWithWebIdentity").utf8)
        return answer
    }
}
