import Document
import FoundationEssentials
import HTTPTransport
import Synchronization
import Testing

@testable import AWS

/// FIPS, dual stack and buckets, by the rules of the services themselves.
@Suite("Endpoints of a kind")
struct EndpointPlaceTests {
    private static let models = try? ModelStore(directories: [Sources.root.appending(path: "models").path()])
    private static let keys = AccountAccess.Source.keys(accessKeyID: "k", secretAccessKey: "s", sessionToken: nil)

    private func endpoint(
        _ service: String, _ region: String = "eu-west-1", fips: Bool? = nil, dualStack: Bool? = nil,
        url: String? = nil, source: AccountAccess.Source = keys, environment: HostEnvironment = HostEnvironment(),
        parameters: [String: Value] = [:]
    ) throws -> Endpoint {
        let models = try #require(Self.models)
        let access = AccountAccess(
            name: "a", source: source, endpointURL: url, usesFIPS: fips, usesDualStack: dualStack)
        return try EndpointResolver(
            partitions: Partitions(models.partitions()), models: models, environment: environment
        ).place(of: service, region: region, for: access).endpoint(parameters)
    }

    @Test(
        "FIPS and dual stack have hosts of their own",
        arguments: [
            ("ec2", "us-east-1", true, false, "ec2-fips.us-east-1.amazonaws.com us-east-1"),
            ("ec2", "us-gov-west-1", true, false, "ec2.us-gov-west-1.amazonaws.com us-gov-west-1"),
            ("sts", "us-gov-west-1", true, false, "sts.us-gov-west-1.amazonaws.com us-gov-west-1"),
            ("ec2", "eu-west-1", false, true, "ec2.eu-west-1.api.aws eu-west-1"),
            ("elbv2", "us-east-2", true, true, "elasticloadbalancing-fips.us-east-2.api.aws us-east-2"),
            ("s3", "us-east-1", false, true, "s3.dualstack.us-east-1.amazonaws.com us-east-1"),
            ("route53", "global", true, false, "route53-fips.amazonaws.com us-east-1"),
            ("iam", "us-gov-east-1", false, false, "iam.us-gov.amazonaws.com us-gov-west-1"),
            ("rds", "cn-north-1", false, true, "rds.cn-north-1.api.amazonwebservices.com.cn cn-north-1"),
            ("kms", "eusc-de-east-1", false, false, "kms.eusc-de-east-1.amazonaws.eu eusc-de-east-1"),
        ])
    func special(service: String, region: String, fips: Bool, dualStack: Bool, expected: String) throws {
        let found = try endpoint(service, region, fips: fips, dualStack: dualStack)
        #expect("\(found.host) \(found.signingRegion)" == expected)
    }

    @Test("the profile is read once for all regions, and accounts that say the same share what is found")
    func readOnce() async throws {
        let reads = Atomic(0)
        let looks = Atomic(0)
        let base = ProfileTests.environment(
            config: "[default]\nuse_dualstack_endpoint = true\naws_access_key_id = K\naws_secret_access_key = s\n")
        let environment = HostEnvironment(variables: base.variables) { path throws(APIError) in
            reads.wrappingAdd(1, ordering: .relaxed)
            return try base.readFile(path)
        }
        let aws = FakeAWS { _, _ throws(HTTPFailure) in .json(#"{"Things":[]}"#) }
        let time = FakeTime()
        let client = AWSClient(
            accounts: ["a", "b"].map { AccountAccess(name: $0, source: .environment) },
            models: FakeModels(look: { looks.wrappingAdd(1, ordering: .relaxed) }),
            partitions: try Partitions(EndpointTests.partitions), http: aws, environment: environment,
            time: time.keeper, date: { time.date }, jitter: { 1 })
        func call(_ account: String, _ region: String) async throws {
            _ = try await client.call(
                APICall(
                    OperationName(service: "things", operation: "ListThings"), account: account, region: region,
                    deadline: time.now + .seconds(3_600)))
        }
        for account in ["a", "b"] { try await call(account, "eu-west-1") }
        let before = reads.load(ordering: .relaxed)
        for _ in 0..<3 {
            for account in ["a", "b"] {
                for region in ["eu-west-1", "us-east-1", "us-west-2"] { try await call(account, region) }
            }
        }
        #expect(reads.load(ordering: .relaxed) == before)
        #expect(looks.load(ordering: .relaxed) == 3, "once for each region")
        #expect(aws.requests.count == 20)
    }

    @Test("settings of endpoints hold no credential, and those without any are all the same")
    func settings() throws {
        let environment = ProfileTests.environment(
            config: "[profile x]\nregion = r\naws_secret_access_key = canary\n[profile y]\nmax_attempts = 3\n",
            credentials: "[x]\naws_access_key_id = canary\naws_session_token = canary\n")
        func settings(_ profile: String) throws -> EndpointSettings {
            try EndpointSettings(AccountAccess(name: profile, source: .profile(profile)), environment: environment)
        }
        let keys = AccountAccess(name: "k", source: Self.keys)
        #expect(try settings("x") == EndpointSettings(keys, environment: environment))
        #expect(try settings("x").profile == nil)
        #expect(try settings("y").profile == Profile(name: "y", settings: ["max_attempts": "3"]))
    }

    @Test("where there is none, that is an error and not another endpoint")
    func none() {
        let china = #expect(throws: APIError.self) { try endpoint("s3", "cn-north-1", fips: true) }
        #expect(china?.code == .unsupported)
        #expect(china?.message == "s3 in cn-north-1: Partition does not support FIPS")
        let replaced = #expect(throws: APIError.self) { try endpoint("ec2", fips: true, url: "https://example.com") }
        #expect(replaced?.code == .unsupported)
        #expect(replaced?.message.contains("FIPS and custom endpoint are not supported") == true)
    }

    @Test("the account's setting, the environment's, the profile's")
    func precedence() throws {
        let profile = "[default]\nuse_fips_endpoint = true\nuse_dualstack_endpoint = TRUE\n"
        func host(_ variables: [String: String] = [:], fips: Bool? = nil, dualStack: Bool? = nil) throws -> String {
            try endpoint(
                "ec2", fips: fips, dualStack: dualStack, source: .environment,
                environment: ProfileTests.environment(config: profile, variables: variables)
            ).host
        }
        #expect(try host() == "ec2-fips.eu-west-1.api.aws")
        #expect(try host(["AWS_USE_FIPS_ENDPOINT": "false"]) == "ec2.eu-west-1.api.aws")
        #expect(try host(["AWS_USE_DUALSTACK_ENDPOINT": "false"]) == "ec2-fips.eu-west-1.amazonaws.com")
        #expect(
            try host(["AWS_USE_FIPS_ENDPOINT": "True"], fips: false, dualStack: false) == "ec2.eu-west-1.amazonaws.com")
        let error = #expect(throws: APIError.self) { try host(["AWS_USE_FIPS_ENDPOINT": "yes"]) }
        #expect(error?.message == "AWS_USE_FIPS_ENDPOINT is neither true nor false")
    }

    @Test(
        "a bucket stands before the host where it can, and in the path where it cannot",
        arguments: [
            ("bucket", "eu-west-1", "https://bucket.s3.eu-west-1.amazonaws.com"),
            ("bucket", "us-east-1", "https://bucket.s3.us-east-1.amazonaws.com"),
            ("bucket", "global", "https://bucket.s3.us-east-1.amazonaws.com"),
            ("bucket", "cn-north-1", "https://bucket.s3.cn-north-1.amazonaws.com.cn"),
            ("my.bucket", "eu-west-1", "https://s3.eu-west-1.amazonaws.com/my.bucket"),
            ("Old_Bucket", "us-east-1", "https://s3.us-east-1.amazonaws.com/Old_Bucket"),
        ])
    func buckets(bucket: String, region: String, expected: String) throws {
        let found = try endpoint("s3", region, parameters: ["Bucket": .string(bucket)])
        #expect(found.origin + found.basePath == expected)
        #expect(found.signingName == "s3")
    }

    @Test("a replacement has one host: buckets stand in its path")
    func replacedBuckets() throws {
        let found = try endpoint("s3", url: "http://127.0.0.1:4566/aws/", parameters: ["Bucket": "bucket"])
        #expect(found.origin + found.basePath == "http://127.0.0.1:4566/aws/bucket")
        #expect(found.isReplacement && found.signingRegion == "eu-west-1")
    }

    @Test("what stands in place of a service without regions is signed as that service is")
    func replacedGlobal() throws {
        let found = try endpoint("iam", url: "https://example.com")
        #expect(found.origin == "https://example.com" && found.signingRegion == "us-east-1")
    }

    @Test("directory buckets are signed for their own service; what wants other signatures is refused")
    func schemes() throws {
        let control: [String: Value] = [
            "Bucket": "name--usw2-az1--x-s3", "UseS3ExpressControlEndpoint": true, "DisableAccessPoints": true,
        ]
        let found = try endpoint("s3", "us-west-2", parameters: control)
        #expect(found.host == "s3express-control.us-west-2.amazonaws.com" && found.basePath == "/name--usw2-az1--x-s3")
        #expect(found.signingName == "s3express")
        let error = #expect(throws: APIError.self) {
            try endpoint("s3", parameters: ["Bucket": "arn:aws:s3::123456789012:accesspoint:mrap.alias"])
        }
        #expect(error?.code == .unsupported)
        #expect(error?.message.contains("sigv4a") == true)
    }
}
