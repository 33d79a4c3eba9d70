import Document
import FoundationEssentials
import HTTPTransport
import Testing

@testable import AWS

@Suite("Protocol suites, answers")
struct ProtocolOutputTests {
    static let cases = ProtocolCase.all(.output)

    @Test("all are there: 326, less 31 that botocore ignores, too")
    func count() {
        #expect(Self.cases.count == 295, "run make deps")
    }

    @Test("reads", arguments: cases)
    func reads(_ example: ProtocolCase) throws {
        let model = try example.model()
        let operation = try #require(model.operations[example.operationName])
        let given = example.body["response"]
        let headers = (given?["headers"]?.object ?? [:]).map { HTTPHeader($0.key, $0.value.string ?? "") }
        let response = HTTPResponse(
            status: given?["status_code"]?.integer ?? 200,
            headers: headers.map { HTTPHeader($0.name.lowercased(), $0.value) },
            body: Array((given?["body"]?.string ?? (example.file == "query" ? "<XResponse/>" : "")).utf8))
        switch try model.answer(to: operation, response, reading: .modelled) {
        case .fault(let fault):
            #expect(example.body["error"] != nil)
            #expect(fault.code == example.body["errorCode"]?.string)
            if let message = example.body["errorMessage"]?.string { #expect(fault.message == message) }
        case .output(let output, _):
            let expected = try #require(example.body["result"])
            let normalized = operation.output.map { expected.normalized($0) } ?? expected
            #expect(
                output.withPlainNumbers == normalized.withPlainNumbers,
                "\(output.text)\nexpected\n\(normalized.text)")
        }
    }
}
