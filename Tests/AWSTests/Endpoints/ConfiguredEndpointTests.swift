import Document
import FoundationEssentials
import Testing

@testable import AWS

/// Which of several configured endpoints counts.
///
/// - Source: `tests/functional/configured_endpoint_urls/profile-tests.json` of botocore 1.40.0.
@Suite("Configured endpoints")
struct ConfiguredEndpointTests {
    private static let suite: Value = {
        let file = Sources.botocore.appending(path: "tests/functional/configured_endpoint_urls/profile-tests.json")
        return (try? Published.json(file))?["testSuites"]?[0] ?? .null
    }()
    static let cases = suite["endpointUrlTests"]?.array ?? []

    @Test("all are there: 39")
    func count() {
        #expect(Self.cases.count == 39, "run make deps")
    }

    @Test("the one that counts is found", arguments: cases.indices)
    func found(index: Int) throws {
        let example = Self.cases[index]
        func part(_ kind: String, _ key: String) throws -> Object {
            try #require(Self.suite[kind]?[example[key]?.string ?? ""]?.object)
        }
        let name = try #require(example["profile"]?.string)
        var variables = try part("environments", "environment").reduce(into: ["AWS_PROFILE": name]) {
            $0[$1.key] = $1.value.string
        }
        let client = try part("client_configs", "client_config")
        // An account has no such setting of its own: it is the environment that says so.
        if client["ignore_configured_endpoint_urls"] == true {
            variables["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true"
        }
        let access = AccountAccess(name: "a", source: .environment, endpointURL: client["endpoint_url"]?.string)
        let environment = ProfileTests.environment(
            config: Self.profile(name, try part("profiles", "profile")), variables: variables)
        let models = try ModelStore(directories: [Sources.root.appending(path: "models").path()])
        let service = try #require(example["service"]?.string)
        let endpoint = try EndpointResolver(
            partitions: Partitions(Self.partitions(models)), models: models, environment: environment
        ).endpoint(of: service, region: "fake-region-10", for: access)
        #expect(endpoint.origin == example["output"]?["endpointUrl"]?.string, "\(example["name"]?.string ?? "")")
        #expect(endpoint.signingRegion == "fake-region-10")
    }

    /// The config file with the profile and every section of services.
    private static func profile(_ name: String, _ settings: Object) -> String {
        var lines = [name == "default" ? "[default]" : "[profile \(name)]"]
        lines += settings.map { "\($0.key) = \($0.value.string ?? "")" }
        for section in suite["services"]?.object ?? [:] {
            lines.append("[services \(section.key)]")
            for service in section.value.object ?? [:] {
                lines.append("\(service.key) =")
                lines += (service.value.object ?? [:]).map { "  \($0.key) = \($0.value.string ?? "")" }
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The suite's region is none of AWS's, which is refused otherwise.
    private static func partitions(_ models: ModelStore) throws -> Value {
        var facts = try #require(models.partitions().object)
        var all = try #require(facts["partitions"]?.object)
        var aws = try #require(all["aws"]?.object)
        aws["regions"] = ["fake-region-10": "made up"]
        all["aws"] = .object(aws)
        facts["partitions"] = .object(all)
        return .object(facts)
    }
}
