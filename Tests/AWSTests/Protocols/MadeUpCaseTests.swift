import Document
import FoundationEssentials
import HTTPTransport
import Testing

@testable import AWS

/// Answers and inputs made up by the shapes of every operation, with what botocore makes of them.
///
/// - Source: `tools/wire-cases`, which `make deps` runs.
@Suite("Made-up cases of every operation")
struct MadeUpCaseTests {
    private static let models = try? ModelStore(directories: [Sources.root.appending(path: "models").path()])

    static let services = models?.services ?? []

    private static let answerCases = cases("answers.jsonl")
    private static let requestCases = cases("requests.jsonl")

    /// The cases in a file by service; none when it is missing.
    private static func cases(_ file: String) -> [String: [Value]] {
        let bytes = try? Published.bytes(Sources.root.appending(path: ".build/wire-cases/\(file)"))
        let examples = (bytes ?? []).split(separator: 0x0A).compactMap { try? Value(json: Array($0)) }
        return Dictionary(grouping: examples) { $0["service"]?.string ?? "" }
    }

    @Test("all are there")
    func count() {
        #expect(Self.services.count == 34)
        #expect(Self.answerCases.values.reduce(0) { $0 + $1.count } > 4_700, "run make deps")
        #expect(Self.requestCases.values.reduce(0) { $0 + $1.count } > 4_800, "run make deps")
    }

    private func operation(_ example: Value) throws -> (ServiceModel, AWS.Operation) {
        let store = try #require(Self.models)
        let service = example["service"]?.string ?? ""
        let name = OperationName(service: service, operation: example["operation"]?.string ?? "")
        return (try store.model(of: service), try store.operation(named: name))
    }

    @Test("an answer is read as botocore reads it", arguments: services)
    func answers(service: String) throws {
        let examples = try #require(Self.answerCases[service], "run make deps")
        let operations = Set(examples.map { $0["operation"]?.string })
        #expect(operations.count >= (try #require(Self.models).model(of: service).operations.count * 4 / 5))
        for example in examples {
            let (model, operation) = try operation(example)
            let headers = (example["headers"]?.object ?? [:]).map {
                HTTPHeader($0.key.lowercased(), $0.value.string ?? "")
            }
            let body = example["body"]?.string ?? ""
            let response = HTTPResponse(status: 200, headers: headers, body: Array(body.utf8))
            guard
                case .output(let output, let requestID) = try model.answer(to: operation, response, reading: .modelled)
            else {
                Issue.record("\(operation.name): an error")
                continue
            }
            let expected = (example["expected"] ?? .null).withPlainNumbers
            #expect(
                output.withPlainNumbers == expected, "\(operation.name)\n\(output.text)\nexpected\n\(expected.text)")
            #expect(requestID == example["requestID"]?.string)
        }
    }

    @Test("an input is written as botocore writes it", arguments: services)
    func requests(service: String) throws {
        let examples = try #require(Self.requestCases[service], "run make deps")
        #expect(examples.count == (try #require(Self.models).model(of: service).operations.count * 4))
        for example in examples {
            let (model, operation) = try operation(example)
            let request = try model.serialized(operation, example["input"]?.object ?? [:])
            #expect(request.method == example["method"]?.string)
            #expect(request.path == example["path"]?.string, "\(operation.name)")
            #expect(request.query == example["query"]?.string, "\(operation.name)")
            let headers = (example["headers"]?.object ?? [:]).map { HTTPHeader($0.key, $0.value.string ?? "") }
            let own = model.headers.map { HTTPHeader($0.name, $0.value) }
            #expect(Set(request.headers) == Set(headers + own), "\(operation.name)")
            let body = example["body"]?.string ?? ""
            if model.wireProtocol == .json || (model.wireProtocol == .restJSON && !body.isEmpty) {
                let (ours, theirs) = (try Value(json: request.body), try Value(json: Array(body.utf8)))
                #expect(ours.withPlainNumbers == theirs.withPlainNumbers, "\(operation.name)")
            } else {
                #expect(String(decoding: request.body, as: UTF8.self) == body, "\(operation.name)")
            }
        }
    }
}
