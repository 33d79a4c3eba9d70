import FoundationEssentials
import HTTPTransport
import Testing

@testable import AWS

@Suite("Credentials of an instance")
struct InstanceTests {
    private static let path = "/latest/meta-data/iam/security-credentials/"
    private static func given(until end: String = "2033-11-14T23:13:20Z") -> HTTPResponse {
        .json(
            #"{"Code":"Success","AccessKeyId":"I","SecretAccessKey":"s","Token":"t","Expiration":"\#(end)"}"#)
    }

    /// `listed` and `answer` are what the service has; nil for the token makes it a service of the first version.
    private func bench(
        token: HTTPResponse? = .json("imds-token"), listed: HTTPResponse = .json("role"),
        answer: HTTPResponse = given(), variables: [String: String] = [:], config: String = ""
    ) -> FetchBench {
        var bench = FetchBench(
            config: config,
            variables: ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://imds.test"].merging(variables) { $1 })
        bench.answer = { request, _ throws(HTTPFailure) in
            if request.method == "PUT" { return token ?? .json("", status: 404) }
            return request.url.hasSuffix(Self.path) ? listed : answer
        }
        return bench
    }

    private static let none =
        "no credentials found: AWS_ACCESS_KEY_ID is not set; there is no profile default; AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and …_FULL_URI are not set; the instance metadata service at http://imds.test "

    @Test("a token is fetched, then the role's name, then its credentials")
    func fetches() async throws {
        let (credentials, requests) = try await bench().fetch()
        #expect(
            credentials.accessKeyID == "I" && credentials.sessionToken == "t" && credentials.secretAccessKey == "s"
                && credentials.expiration == Date(timeIntervalSince1970: 2_015_622_800))
        #expect(
            requests.map { "\($0.method) \($0.url)" } == [
                "PUT http://imds.test/latest/api/token", "GET http://imds.test\(Self.path)",
                "GET http://imds.test\(Self.path)role",
            ])
        #expect(requests[0].header("x-aws-ec2-metadata-token-ttl-seconds") == "21600")
        #expect(requests[1...].map { $0.header("x-aws-ec2-metadata-token") } == ["imds-token", "imds-token"])
    }

    @Test(
        "a service that gives no token is asked as the first version, unless that is switched off",
        arguments: [403, 404, 405])
    func firstVersion(status: Int) async throws {
        let (_, requests) = try await bench(token: .json("", status: status)).fetch()
        #expect(requests.map { $0.header("x-aws-ec2-metadata-token") } == [nil, nil, nil])
        for bench in [
            bench(token: .json("", status: status), variables: ["AWS_EC2_METADATA_V1_DISABLED": "TRUE"]),
            bench(
                token: .json("", status: status),
                config: "[default]\nec2_metadata_v1_disabled = true"),
        ] {
            let (error, requests) = try await bench.failure()
            #expect(
                error?.message.hasSuffix(
                    "gives no token, and its first version is switched off by AWS_EC2_METADATA_V1_DISABLED") == true)
            #expect(requests.count == 1)
        }
    }

    @Test(
        "a token that does not come is done without; nobody there at all is asked no further, and a bad request neither"
    )
    func tokenFailures() async throws {
        var late = bench()
        late.answer = { [answer = late.answer] request, number throws(HTTPFailure) in
            if request.method == "PUT" { throw HTTPFailure(.timeout, "late") }
            return try answer(request, number)
        }
        #expect(try await late.fetch().1.count == 3)
        var gone = bench()
        gone.answer = { _, _ throws(HTTPFailure) in throw HTTPFailure(.unreachable, "no route") }
        let (error, requests) = try await gone.failure()
        #expect(error == APIError(.credentialsMissing, Self.none + "cannot be reached: no route"))
        #expect(requests.count == 1)
        let refused = try await bench(token: .json("", status: 400)).failure()
        #expect(refused.error?.message == Self.none + "refuses to give a token")
        #expect(refused.requests.count == 1)
    }

    @Test("an instance without a role, and answers that are none, are told")
    func noRole() async throws {
        for (bench, reason) in [
            (bench(listed: .json("", status: 404)), "knows no role of this instance"),
            (bench(listed: .json("")), "names no role (status 200)"),
            (bench(listed: .json("x", status: 500)), "names no role (status 500)"),
            (bench(listed: .json("../../user-data")), "names something that is no role"),
            (bench(listed: .json("a b")), "names something that is no role"),
            (bench(answer: .json("", status: 404)), "answers with status 404 for the role role"),
            (bench(answer: .json("<html>")), "did not answer in JSON"),
            (bench(answer: .json(#"{"AccessKeyId":"I"}"#)), "answered without credentials"),
            (
                // Status 200 although the instance's service may not take the role.
                bench(
                    answer: .json(
                        #"{"Code":"AssumeRoleUnauthorizedAccess","Message":"EC2 cannot assume the role x."}"#)),
                "answered AssumeRoleUnauthorizedAccess EC2 cannot assume the role x."
            ),
        ] {
            let error = try await bench.failure().error
            #expect(error == APIError(.credentialsMissing, Self.none + reason))
        }
    }

    @Test("attempts and time are settings, within bounds")
    func settings() throws {
        func settings(_ variables: [String: String], _ config: String = "") throws -> InstanceCredentials {
            let bench = FetchBench(config: config, variables: variables)
            guard case .instance(let instance, _) = try bench.plan() else {
                throw APIError(.refused, "another plan")
            }
            return instance
        }
        let standard = try settings([:])
        #expect(standard.endpoint == "http://169.254.169.254" && standard.allowsFirstVersion)
        #expect(standard.timeout == .seconds(1) && standard.attempts == 1)
        let more = try settings(["AWS_METADATA_SERVICE_TIMEOUT": "5", "AWS_METADATA_SERVICE_NUM_ATTEMPTS": "3"])
        #expect(more.timeout == .seconds(5) && more.attempts == 3)
        let profile = try settings([:], "[default]\nmetadata_service_timeout = 900\nmetadata_service_num_attempts = 0")
        #expect(profile.timeout == .seconds(30) && profile.attempts == 1)
        for (variables, config) in [
            (["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "IPv6"], ""), (["AWS_IMDS_USE_IPV6": "true"], ""),
            ([:], "[default]\nec2_metadata_service_endpoint_mode = ipv6"), ([:], "[default]\nimds_use_ipv6 = true"),
        ] {
            #expect(try settings(variables, config).endpoint == "http://[fd00:ec2::254]")
        }
        #expect(
            try settings(["AWS_IMDS_USE_IPV6": "true", "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "ipv4"]).endpoint
                == "http://169.254.169.254")
        let own = ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://h:1/base/", "AWS_IMDS_USE_IPV6": "true"]
        #expect(try settings(own).endpoint == "http://h:1/base")
        #expect(try settings(["AWS_EC2_METADATA_DISABLED": "True"]).endpoint == nil)
        #expect(
            throws: APIError(
                .credentialsMissing, "ec2_metadata_service_endpoint_mode is ipv5, neither ipv4 nor ipv6")
        ) { try settings(["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "ipv5"]) }
        #expect(
            throws: APIError(.credentialsMissing, "ec2_metadata_service_endpoint is no http or https URL")
        ) { try settings(["AWS_EC2_METADATA_SERVICE_ENDPOINT": "h:1"]) }
    }

    @Test("failed attempts are repeated as often as the settings say")
    func attempts() async throws {
        var bench = bench(variables: ["AWS_METADATA_SERVICE_NUM_ATTEMPTS": "3"])
        bench.answer = { [answer = bench.answer] request, number throws(HTTPFailure) in
            if number % 3 == 1 { throw HTTPFailure(.unreachable, "gone") }
            if number % 3 == 2 { return .json("", status: 500) }
            return try answer(request, number)
        }
        #expect(try await bench.fetch().1.count == 9)
    }

    @Test("with a role's credential_source the error stands alone")
    func asSource() async throws {
        let config = "[profile a]\nrole_arn = arn:aws:iam::1:role/r\ncredential_source = Ec2InstanceMetadata"
        let error = try await bench(listed: .json("", status: 404), config: config).failure(.profile("a")).error
        #expect(error?.message == "the instance metadata service at http://imds.test knows no role of this instance")
        let off = try await bench(variables: ["AWS_EC2_METADATA_DISABLED": "true"], config: config).failure(
            .profile("a"))
        #expect(off.error?.message == "the instance metadata service is switched off by AWS_EC2_METADATA_DISABLED")
        #expect(off.requests.isEmpty)
    }

    @Test("credentials that ended, or end soon, are kept in use and asked for again in 15 minutes and 2 to 10 more")
    func stability() async throws {
        for (end, isExtended) in [
            ("2023-11-14T20:00:00Z", true), ("2023-11-14T22:13:20Z", true), ("2023-11-14T22:38:20Z", true),
            ("2023-11-14T22:38:21Z", false), ("2023-11-15T04:13:20Z", false),
        ] {
            let credentials = try await bench(answer: Self.given(until: end)).fetch().0
            // The tests' jitter is 1: 15 and 10 minutes.
            let expected = isExtended ? FakeTime.date + 1_500 : try #require(WireTime(end)).date
            #expect(credentials.expiration == expected)
            #expect(credentials.isKept)
        }
        let keys = Credentials(accessKeyID: "I", secretAccessKey: "s", expiration: FakeTime.date)
        #expect(keys.kept(now: FakeTime.date, jitter: 0).expiration == FakeTime.date + 1_020)
    }
}
