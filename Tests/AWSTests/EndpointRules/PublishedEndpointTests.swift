import Document
import FoundationEssentials
import Testing

@testable import AWS

/// The endpoints that botocore publishes for its own rules, as every SDK of AWS has them.
///
/// - Source: `tests/functional/endpoint-rules` of botocore 1.40.0, with the rules and partitions of that release.
@Suite("Published endpoints")
struct PublishedEndpointTests {
    private static let folder = Sources.botocore.appending(path: "tests/functional/endpoint-rules")
    private static let models = Sources.root.appending(path: ".build/models-full-1.40.0")

    static let services = Sources.files(under: Sources.root.appending(path: "models/endpoints"), suffix: ".json")
        .map { String($0.dropLast(5)) }

    private static func cases(_ service: String) throws -> [Value] {
        try Published.json(folder.appending(path: "\(service)/endpoint-tests-1.json"))["testCases"]?.array ?? []
    }

    @Test("all are there: 2,317 cases of 34 services, 468 of them refusals; 347 of S3, 367 of DynamoDB")
    func counts() throws {
        let cases = try Self.services.map { try Self.cases($0) }
        #expect(cases.count == 34)
        #expect(cases.joined().count == 2_317, "run make deps")
        #expect(cases.joined().filter { $0["expect"]?["error"] != nil }.count == 468)
        #expect(try Self.cases("s3").count == 347)
        #expect(try Self.cases("dynamodb").count == 367)
    }

    @Test("every case of a service gives what is published", arguments: services)
    func cases(service: String) throws {
        let rules = try EndpointRules(Published.json(Self.models.appending(path: "endpoints/\(service).json")))
        let partitions = try Partitions(Published.json(Self.models.appending(path: "partitions.json")))
        for example in try Self.cases(service) {
            let title = "\(service): \(example["documentation"]?.string ?? "")"
            let given = example["params"]?.object ?? [:]
            let arguments = Dictionary(given.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
            let expected = try #require(example["expect"])
            do throws(EndpointRuleFault) {
                let outcome = try rules.outcome(arguments, partitions: partitions)
                #expect(outcome.url == expected["endpoint"]?["url"]?.string, "\(title)")
                let properties = expected["endpoint"]?["properties"] ?? [:]
                #expect(Value.object(outcome.properties) == properties, "\(title)")
                #expect(outcome.headers.isEmpty == (expected["endpoint"]?["headers"] == nil), "\(title)")
            } catch {
                #expect(error.isRefusal, "\(title): \(error.message)")
                #expect(error.message == expected["error"]?.string, "\(title)")
            }
        }
    }

    /// Where the endpoint depends on the keys of a member, which no operation that only reads has.
    private static let byParts = "BatchGetItem"

    @Test("what an operation and its input tell the rules leads there too: 329 cases, and 44 of an operation apart")
    func operations() throws {
        var counts: [Bool: Int] = [:]
        let partitions = try Partitions(Published.json(Self.models.appending(path: "partitions.json")))
        for service in ["s3", "dynamodb", "sts"] {
            let model = try Published.model(service)
            let rules = try EndpointRules(Published.json(Self.models.appending(path: "endpoints/\(service).json")))
            for example in try Self.cases(service) {
                for given in example["operationInputs"]?.array ?? [] {
                    let name = try #require(given["operationName"]?.string)
                    counts[name == Self.byParts, default: 0] += 1
                    guard name != Self.byParts else { continue }
                    let operation = try #require(model.operations[name])
                    var arguments = operation.endpointParameters(given["operationParams"]?.object ?? [:])
                    for parameter in rules.parameters {
                        guard let builtIn = parameter.builtIn else { continue }
                        arguments[parameter.name] = given["builtInParams"]?[builtIn] ?? arguments[parameter.name]
                    }
                    do throws(EndpointRuleFault) {
                        let outcome = try rules.outcome(arguments, partitions: partitions)
                        #expect(outcome.url == example["expect"]?["endpoint"]?["url"]?.string, "\(name) \(given)")
                    } catch {
                        #expect(error.message == example["expect"]?["error"]?.string, "\(name) \(given)")
                    }
                }
            }
        }
        #expect(counts == [false: 329, true: 44])
    }
}

/// Where botocore sends calls today, by the rules in `models/`: every region, FIPS and dual stack, buckets and tables.
///
/// - Source: `tools/wire-cases`, which `make deps` runs.
@Suite("Endpoints that botocore finds")
struct ReferenceEndpointTests {
    private static let models = try? ModelStore(directories: [Sources.root.appending(path: "models").path()])
    private static let cases: [String: [Value]] = {
        let bytes = try? Published.bytes(Sources.root.appending(path: ".build/wire-cases/endpoints.jsonl"))
        let examples = (bytes ?? []).split(separator: 0x0A).compactMap { try? Value(json: Array($0)) }
        return Dictionary(grouping: examples) { $0["service"]?.string ?? "" }
    }()

    @Test("all are there: 10,800 cases of 34 services")
    func count() {
        #expect(Self.cases.count == 34)
        #expect(Self.cases.values.reduce(0) { $0 + $1.count } == 10_800, "run make deps")
    }

    @Test("every case of a service gives what botocore gives", arguments: PublishedEndpointTests.services)
    func cases(service: String) throws {
        let models = try #require(Self.models)
        let rules = try models.endpointRules(of: service)
        let partitions = try Partitions(models.partitions())
        var fallThroughs = 0
        for example in try #require(Self.cases[service], "run make deps") {
            let given = example["params"]?.object ?? [:]
            let arguments = Dictionary(given.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
            do throws(EndpointRuleFault) {
                let outcome = try rules.outcome(arguments, partitions: partitions)
                #expect(outcome.url == example["url"]?.string, "\(given)")
                #expect(Value.object(outcome.properties) == example["properties"], "\(given)")
            } catch  where error == .broken("no rule fits") && given["Endpoint"] == "https://example.com?query" {
                // Botocore leaves a tree that counts when nothing in it does, and forgets the replacement.
                fallThroughs += 1
            } catch {
                #expect(error.isRefusal && error.message == example["error"]?.string, "\(given): \(error.message)")
            }
        }
        #expect(fallThroughs == (service == "s3" ? 4 : 0))
    }
}
