import Document
import FoundationEssentials
import HTTPTransport
import Synchronization
import Testing

@testable import AWS

@Suite("Signing on by SSO")
struct SignOnTests {
    private static let session = """
        [profile p]
        sso_session = work
        sso_account_id = 111111111111
        sso_role_name = Read Only
        [sso-session work]
        sso_start_url = https://example.awsapps.com/start
        sso_region = eu-west-1

        """
    private static let legacy = """
        [profile p]
        sso_start_url = https://example.awsapps.com/start
        sso_region = eu-west-1
        sso_account_id = 111111111111
        sso_role_name = Read Only

        """
    // From Python: hashlib.sha1(b"work").hexdigest(), and of the start URL.
    private static let sessionFile = "/home/u/.aws/sso/cache/e274eeff768c6396088ec6eb091f4bf4d47ab1e0.json"
    private static let legacyFile = "/home/u/.aws/sso/cache/e8be5486177c5b5392bd9aa76563515b29358e6e.json"
    private static let given = HTTPResponse.json(
        #"{"roleCredentials":{"accessKeyId":"S","secretAccessKey":"s","sessionToken":"t","expiration":2015622800000}}"#)

    /// `minutes` are those that the token has left.
    private func bench(
        _ config: String = session, minutes: Double = 60, more: String = ""
    ) -> FetchBench {
        let end = (FakeTime.date + minutes * 60).formatted(.iso8601)
        let path = config.contains("sso-session") ? Self.sessionFile : Self.legacyFile
        var bench = FetchBench(
            config: config, files: [path: #"{"accessToken":"bearer","expiresAt":"\#(end)"\#(more)}"#])
        bench.answer = { _, _ throws(HTTPFailure) in Self.given }
        return bench
    }

    private static let renewal =
        #","refreshToken":"again","clientId":"id","clientSecret":"cs","registrationExpiresAt":"2033-01-01T00:00:00Z","region":"eu-west-1""#

    @Test(
        "the token of a session, and of settings of old, is exchanged for the role's credentials",
        arguments: [session, legacy])
    func exchanges(config: String) async throws {
        let (credentials, requests) = try await bench(config).fetch(.profile("p"))
        #expect(
            credentials
                == Credentials(
                    accessKeyID: "S", secretAccessKey: "s", sessionToken: "t",
                    expiration: Date(timeIntervalSince1970: 2_015_622_800)))
        #expect(
            requests.map(\.url) == [
                "https://portal.sso.eu-west-1.amazonaws.com/federation/credentials?role_name=Read%20Only&account_id=111111111111"
            ])
        let request = try #require(requests.first)
        #expect(request.method == "GET" && request.header("x-amz-sso_bearer_token") == "bearer")
        #expect(request.header("Authorization") == nil)
    }

    @Test("the token's file is named by the session, or by the start URL")
    func files() throws {
        func path(_ session: String?) throws -> String {
            try SignOnToken.path(
                of: SignOn(
                    startURL: "https://example.com", region: "r", accountID: "1", roleName: "n", session: session,
                    profile: "p"), FetchBench().environment)
        }
        // From Python: hashlib.sha1(b"sso").hexdigest() and of b"https://example.com".
        #expect(try path("sso") == "/home/u/.aws/sso/cache/\(Self.sha1OfSSO).json")
        #expect(try path(nil) == "/home/u/.aws/sso/cache/\(Self.sha1OfURL).json")
    }
    private static let sha1OfSSO = "afb9d1dcf212fa33d079a070ab90f0bef03c324b"
    private static let sha1OfURL = "327c3fda87ce286848a574982ddd0b7c7487f816"

    @Test("no token, a damaged one and an expired one say what to run")
    func expired() async throws {
        for (config, command) in [(Self.session, "--sso-session work"), (Self.legacy, "--profile p")] {
            var bench = bench(config, minutes: 0)
            let path = try #require(bench.files.keys.first)
            #expect(
                try await bench.failure(.profile("p")).error
                    == APIError(
                        .credentialsExpired,
                        "the SSO token ended at 2023-11-14T22:13:20Z: run `aws sso login \(command)`"))
            #expect(try await bench.failure(.profile("p")).requests.isEmpty)
            for text in [
                "", "canary", "{}", #"{"accessToken":"canary"}"#,
                #"{"accessToken":"a\nb","expiresAt":"2033-01-01T00:00:00Z"}"#,
            ] {
                bench.files = [path: text]
                let error = try await bench.failure(.profile("p")).error
                #expect(error?.code == .credentialsExpired)
                #expect(error?.message.hasSuffix("run `aws sso login \(command)`") == true)
                #expect(error?.message.contains("canary") == false)
            }
            bench.files = [:]
            #expect(
                try await bench.failure(.profile("p")).error
                    == APIError(.credentialsExpired, "nobody has signed on by SSO yet: run `aws sso login \(command)`"))
        }
    }

    @Test("a token that is not taken any more says what to run; other refusals stay what they are")
    func unauthorized() async throws {
        var bench = bench()
        bench.answer = { _, _ throws(HTTPFailure) in
            .json(
                #"{"message":"Session token not found or invalid"}"#, status: 401,
                headers: [HTTPHeader("x-amzn-errortype", "UnauthorizedException:http://x")])
        }
        let (error, requests) = try await bench.failure(.profile("p"))
        #expect(error?.code == .credentialsExpired && error?.awsCode == "UnauthorizedException")
        #expect(
            error?.message
                == "IAM Identity Center does not take the SSO token any more: run `aws sso login --sso-session work`")
        #expect(requests.count == 1)
        bench.answer = { _, _ throws(HTTPFailure) in
            .json(
                #"{"message":"No access"}"#, status: 403,
                headers: [HTTPHeader("x-amzn-errortype", "ForbiddenException")])
        }
        #expect(try await bench.failure(.profile("p")).error?.code == .denied)
        bench.answer = { _, number throws(HTTPFailure) in
            number < 3 ? .json("{}", status: number == 1 ? 500 : 429) : Self.given
        }
        #expect(try await bench.fetch(.profile("p")).1.count == 3)
        bench.answer = { _, _ throws(HTTPFailure) in .json("{}") }
        #expect(try await bench.failure(.profile("p")).error?.code == .badResponse)
    }

    @Test(
        "settings that are missing or contradict each other",
        arguments: [
            (
                session.replacing("sso_account_id = 111111111111\n", with: ""),
                "signs on by SSO and lacks sso_account_id"
            ),
            (session.replacing("sso_role_name = Read Only\n", with: ""), "signs on by SSO and lacks sso_role_name"),
            (session.replacing("sso_region = eu-west-1\n", with: ""), "signs on by SSO and lacks sso_region"),
            (
                legacy.replacing("sso_start_url = https://example.awsapps.com/start\n", with: ""),
                "signs on by SSO and lacks sso_start_url"
            ),
            (
                session.replacing("sso_role_name = Read Only\n", with: "sso_role_name = r\nsso_region = us-east-1\n"),
                "has another sso_region than its sso-session"
            ),
            (
                session.replacing("[sso-session work]", with: "[sso-session play]"),
                "names the sso_session work, and there is no section [sso-session work]"
            ),
            (
                // The session's own, not the profile's, say where its token is from.
                session.replacing("sso_region = eu-west-1\n", with: "").replacing(
                    "sso_session = work\n", with: "sso_session = work\nsso_region = eu-west-1\n"),
                "signs on by SSO and lacks sso_region"
            ),
        ])
    func settings(config: String, reason: String) {
        #expect(throws: APIError(.credentialsMissing, "the profile p \(reason)")) {
            try FetchBench(config: config).plan(.profile("p"))
        }
    }

    @Test("a token that is about to end is renewed once for all, kept for other programs, and used")
    func renews() async throws {
        let bench = bench(minutes: 14, more: Self.renewal)
        let renewals = Atomic(0)
        let aws = FakeAWS { request, _ throws(HTTPFailure) in
            guard request.url.hasPrefix("https://oidc.eu-west-1.amazonaws.com/token") else { return Self.given }
            renewals.wrappingAdd(1, ordering: .relaxed)
            return .json(#"{"accessToken":"new","expiresIn":28800,"refreshToken":"next","tokenType":"Bearer"}"#)
        }
        let shared = SharedSources()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                let fetcher = try bench.fetcher(.profile("p"), over: aws, shared: shared)
                group.addTask { _ = try await fetcher.fetch() }
            }
            try await group.waitForAll()
        }
        #expect(renewals.load(ordering: .relaxed) == 1)
        let asked = try #require(aws.requests.first { $0.url.contains("oidc") })
        #expect(asked.method == "POST")
        #expect(
            try Value(json: asked.body) == [
                "grantType": "refresh_token", "clientId": "id", "clientSecret": "cs", "refreshToken": "again",
            ])
        #expect(
            aws.requests.filter { $0.url.contains("portal") }.allSatisfy {
                $0.header("x-amz-sso_bearer_token") == "new"
            })
        let kept = try #require(bench.written[Self.sessionFile])
        #expect(
            try Value(json: Array(kept.utf8)) == [
                "accessToken": "new", "expiresAt": "2023-11-15T06:13:20Z", "refreshToken": "next", "clientId": "id",
                "clientSecret": "cs", "registrationExpiresAt": "2033-01-01T00:00:00Z", "region": "eu-west-1",
            ])
    }

    @Test("a renewal that fails leaves the old token in use while it lasts, and is told when it does not")
    func renewalFails() async throws {
        for (minutes, isGood) in [(14.0, true), (0, false)] {
            var bench = bench(minutes: minutes, more: Self.renewal)
            bench.answer = { request, _ throws(HTTPFailure) in
                request.url.contains("oidc")
                    ? .json(#"{"error":"invalid_grant","error_description":"Invalid refresh token"}"#, status: 400)
                    : Self.given
            }
            let (error, requests) = try await bench.failure(.profile("p"))
            #expect((error == nil) == isGood)
            #expect(requests.filter { $0.url.contains("portal") }.count == (isGood ? 1 : 0))
            if !isGood {
                #expect(
                    error
                        == APIError(
                            .credentialsExpired,
                            "the SSO token ended at 2023-11-14T22:13:20Z and was not renewed (Invalid refresh token): run `aws sso login --sso-session work`"
                        ))
            }
        }
    }

    @Test("somebody who signs on during a renewal is not overwritten: their token is used")
    func signedOnMeanwhile() async throws {
        var bench = bench(minutes: 14, more: Self.renewal)
        let fresh = #"{"accessToken":"fresh","expiresAt":"2023-11-15T06:13:20Z"}"#
        bench.answer = { [written = bench.written] request, _ throws(HTTPFailure) in
            guard request.url.contains("oidc") else { return Self.given }
            #expect(written["\(Self.sessionFile).draft"] == "", "whether it can be kept is known before")
            written.set(Self.sessionFile, fresh)
            return .json(#"{"accessToken":"renewed","expiresIn":28800,"refreshToken":"next"}"#)
        }
        let (_, requests) = try await bench.fetch(.profile("p"))
        #expect(requests.last?.header("x-amz-sso_bearer_token") == "fresh")
        #expect(bench.written[Self.sessionFile] == fresh)
        #expect(bench.written["\(Self.sessionFile).draft"] == nil)
    }

    @Test("somebody who signs off during a renewal stays signed off")
    func signedOffMeanwhile() async throws {
        var bench = bench(minutes: 0, more: Self.renewal)
        bench.answer = { [written = bench.written] request, _ throws(HTTPFailure) in
            written.set(Self.sessionFile, "")
            return .json(#"{"accessToken":"renewed","expiresIn":28800,"refreshToken":"next"}"#)
        }
        #expect(try await bench.failure(.profile("p")).error?.code == .credentialsExpired)
        #expect(bench.written[Self.sessionFile] == "")
        #expect(bench.written["\(Self.sessionFile).draft"] == nil)
    }

    @Test("no renewal is asked for that could not be kept, nor without registration, nor for settings of old")
    func noRenewal() async throws {
        let readOnly = bench(minutes: 14, more: Self.renewal)
        var environment = readOnly.environment
        environment.draft = { path throws(APIError) in
            throw APIError(.credentialsMissing, "\(path) cannot be written")
        }
        let aws = FakeAWS(readOnly.answer)
        let exchange = PlainExchange(http: aws, time: readOnly.time.keeper, jitter: { 1 })
        let service = SignOnService(exchange: exchange, date: { FakeTime.date })
        let profiles = try SharedProfiles(environment)
        let signOn = try #require(try profiles.profile("p").flatMap { try SignOn($0, profiles) })
        let token = try SignOnToken(of: signOn, environment)
        let endpoint = try Endpoint(
            url: "https://oidc", from: "test", signingRegion: "r", allowingPlainText: false)
        let same = try await service.renewed(
            token, of: signOn, environment, at: endpoint, before: readOnly.time.now + .seconds(900))
        #expect(same == token && aws.requests.isEmpty)

        for (config, more) in [
            (Self.session, ""), (Self.session, Self.renewal.replacing("2033", with: "2013")),
            (Self.session, Self.renewal.replacing("refreshToken", with: "other")), (Self.legacy, Self.renewal),
        ] {
            #expect(try await bench(config, minutes: 14, more: more).fetch(.profile("p")).1.count == 1)
        }
    }
}
