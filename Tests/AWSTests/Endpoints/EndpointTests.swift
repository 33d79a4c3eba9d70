import Document
import FoundationEssentials
import Testing

@testable import AWS

@Suite("Endpoints")
struct EndpointTests {
    /// The shape of `models/partitions.json`, three partitions and seven regions long.
    static let partitions: Value = [
        "partitions": [
            "aws": [
                "dnsSuffix": "amazonaws.com", "dualStackDnsSuffix": "api.aws", "implicitGlobalRegion": "us-east-1",
                "supportsFIPS": true, "supportsDualStack": true, "regionRegex": #"^(us|eu)\-\w+\-\d+$"#,
                "regions": [
                    "us-east-1": "N. Virginia", "us-west-2": "Oregon", "eu-west-1": "Ireland", "aws-global": "all",
                ],
            ],
            "aws-cn": [
                "dnsSuffix": "amazonaws.com.cn", "dualStackDnsSuffix": "api.amazonwebservices.com.cn",
                "implicitGlobalRegion": "cn-northwest-1", "supportsFIPS": true, "supportsDualStack": true,
                "regionRegex": #"^cn\-\w+\-\d+$"#,
                "regions": ["cn-north-1": "Beijing", "cn-northwest-1": "Ningxia"],
            ],
            "aws-us-gov": [
                "dnsSuffix": "amazonaws.com", "dualStackDnsSuffix": "api.aws", "implicitGlobalRegion": "us-gov-west-1",
                "supportsFIPS": true, "supportsDualStack": true, "regionRegex": #"^us\-gov\-\w+\-\d+$"#,
                "regions": ["us-gov-west-1": "US-West", "us-gov-east-1": "US-East"],
            ],
        ]
    ]

    private static let models = try? ModelStore(directories: [Sources.root.appending(path: "models").path()])

    private func resolver(_ environment: HostEnvironment = HostEnvironment()) throws -> EndpointResolver {
        let models = try #require(Self.models)
        return EndpointResolver(
            partitions: try Partitions(models.partitions()), models: models, environment: environment)
    }

    private func endpoint(
        _ service: String, _ region: String, partition: String? = nil, url: String? = nil,
        source: AccountAccess.Source = .keys(accessKeyID: "k", secretAccessKey: "s", sessionToken: nil),
        fips: Bool? = nil, dualStack: Bool? = nil, environment: HostEnvironment = HostEnvironment(),
        parameters: [String: Value] = [:]
    ) throws -> String {
        let access = AccountAccess(
            name: "a", source: source, endpointURL: url, partition: partition, usesFIPS: fips,
            usesDualStack: dualStack)
        let place = try resolver(environment).place(of: service, region: region, for: access)
        let endpoint = try place.endpoint(parameters)
        return "\(endpoint.origin)\(endpoint.basePath) \(endpoint.signingRegion)"
    }

    @Test("regional hosts in three partitions, known and newer regions")
    func regional() throws {
        #expect(try endpoint("elbv2", "eu-west-1") == "https://elasticloadbalancing.eu-west-1.amazonaws.com eu-west-1")
        #expect(
            try endpoint("elbv2", "cn-north-1")
                == "https://elasticloadbalancing.cn-north-1.amazonaws.com.cn cn-north-1")
        #expect(
            try endpoint("elbv2", "us-gov-west-1")
                == "https://elasticloadbalancing.us-gov-west-1.amazonaws.com us-gov-west-1")
        #expect(
            try endpoint("elbv2", "eu-south-9") == "https://elasticloadbalancing.eu-south-9.amazonaws.com eu-south-9")
        #expect(try endpoint("elbv2", "us-gov-south-1").contains("us-gov-south-1.amazonaws.com"))
    }

    @Test(
        "what fits no partition is no host name",
        arguments: ["mars-1", "", "eu-west-1.evil.com/", "eu", "EU-west-1", "eu-west-x", "xx-west-1"])
    func unknownRegion(region: String) {
        let error = #expect(throws: APIError.self) { try endpoint("elbv2", region) }
        #expect(error?.code == .unreachable)
    }

    @Test("global services have one host and one signing region per partition, and none in others")
    func global() throws {
        #expect(try endpoint("route53", "global") == "https://route53.amazonaws.com us-east-1")
        #expect(try endpoint("route53", "eu-west-1") == "https://route53.amazonaws.com us-east-1")
        #expect(
            try endpoint("route53", "global", partition: "aws-cn")
                == "https://route53.amazonaws.com.cn cn-northwest-1")
        let role = AccountAccess.Source.role(
            arn: "arn:aws-cn:iam::1:role/r", externalID: nil, base: .environment)
        #expect(try endpoint("route53", "global", source: role) == "https://route53.amazonaws.com.cn cn-northwest-1")
        #expect(try endpoint("route53", "us-gov-west-1") == "https://route53.us-gov.amazonaws.com us-gov-west-1")
        let error = #expect(throws: APIError.self) { try endpoint("cloudfront", "us-gov-west-1") }
        #expect(error?.code == .unsupported)
    }

    @Test("a regional service asked for `global` is asked in the partition's home")
    func globalRegion() throws {
        #expect(try endpoint("sts", "global") == "https://sts.us-east-1.amazonaws.com us-east-1")
        #expect(
            try endpoint("sts", "global", partition: "aws-cn")
                == "https://sts.cn-northwest-1.amazonaws.com.cn cn-northwest-1")
        #expect(
            try endpoint("sts", "global", partition: "aws-us-gov")
                == "https://sts.us-gov-west-1.amazonaws.com us-gov-west-1")
        #expect(throws: APIError.self) { try endpoint("sts", "global", partition: "aws-moon") }
    }

    @Test(
        "the configuration's endpoint_url, the service's variable, the common one, the profile's section, the profile")
    func precedence() throws {
        let config = """
            [default]
            endpoint_url = http://127.0.0.1:5
            services = s
            [services s]
            elastic_load_balancing_v2 =
              endpoint_url = http://127.0.0.1:4
            """
        func environment(_ variables: [String: String]) -> HostEnvironment {
            ProfileTests.environment(config: config, variables: variables)
        }
        let both = [
            "AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2": "http://127.0.0.1:2",
            "AWS_ENDPOINT_URL": "http://127.0.0.1:3",
        ]
        func found(_ variables: [String: String], url: String? = nil, _ service: String = "elbv2") throws
            -> String
        {
            try endpoint(service, "eu-west-1", url: url, source: .environment, environment: environment(variables))
        }
        #expect(try found(both, url: "http://127.0.0.1:1") == "http://127.0.0.1:1 eu-west-1")
        #expect(try found(both) == "http://127.0.0.1:2 eu-west-1")
        #expect(try found(both, "route53") == "http://127.0.0.1:3 us-east-1")
        #expect(try found([:]) == "http://127.0.0.1:4 eu-west-1")
        #expect(try found([:], "route53") == "http://127.0.0.1:5 us-east-1")
        let ignored = both.merging(["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"]) { $1 }
        #expect(try found(ignored) == "https://elasticloadbalancing.eu-west-1.amazonaws.com eu-west-1")
        #expect(try found(ignored, url: "http://127.0.0.1:1") == "http://127.0.0.1:1 eu-west-1")
    }

    @Test(
        "endpoint URLs are normalized",
        arguments: [
            ("https://Example.com", "https://example.com"), ("https://example.com:443/", "https://example.com"),
            ("http://localhost:80", "http://localhost"), ("http://[::1]:4566/a/b/", "http://[::1]:4566/a/b"),
            ("HTTPS://example.com:8443/x", "https://example.com:8443/x"),
        ])
    func urls(url: String, origin: String) throws {
        #expect(try endpoint("elbv2", "eu-west-1", url: url) == "\(origin) eu-west-1")
    }

    @Test(
        "what is no endpoint is refused",
        arguments: [
            "", "example.com", "ftp://example.com", "https://", "https://u:p@example.com", "https://example.com?x",
            "https://example.com/#f", "https://example.com:99999", "https://example.com:x", "https://exa mple.com",
            "https://example.com/\\x", "https://:443", "https://[::1",
        ])
    func badURLs(url: String) {
        let error = #expect(throws: APIError.self) { try endpoint("elbv2", "eu-west-1", url: url) }
        #expect(error?.code == .refused)
    }

    @Test("plain http goes to this machine, and elsewhere only when the configuration says so")
    func plainText() throws {
        #expect(try endpoint("elbv2", "eu-west-1", url: "http://moto:5000") == "http://moto:5000 eu-west-1")
        for url in ["http://moto:5000", "http://127.0.0.1.evil.com", "http://127.1", "http://0.0.0.0"] {
            #expect(throws: APIError.self, "\(url)") {
                try endpoint(
                    "elbv2", "eu-west-1", source: .environment,
                    environment: HostEnvironment(variables: ["AWS_ENDPOINT_URL": url]))
            }
        }
    }

    @Test("all regions, sorted within their partitions; bad facts are refused")
    func partitions() throws {
        let partitions = try Partitions(Self.partitions)
        #expect(
            partitions.allRegions == [
                "eu-west-1", "us-east-1", "us-west-2", "cn-north-1", "cn-northwest-1", "us-gov-east-1", "us-gov-west-1",
            ])
        #expect(partitions.partition(of: "us-gov-west-9")?.name == "aws-us-gov")
        let patterns = ["*", "cn-*", "us-*", "us-gov-*", "eu-west-1", "xx-*"]
        #expect(
            patterns.map { partitions.partition(ofPattern: $0)?.name }
                == ["aws", "aws-cn", "aws", "aws-us-gov", "aws", nil])
        for bad in [Value.null, [:], ["partitions": [:]], ["partitions": ["aws": ["dnsSuffix": "x"]]]] {
            #expect(throws: DocumentError.self) { try Partitions(bad) }
        }
    }
}
