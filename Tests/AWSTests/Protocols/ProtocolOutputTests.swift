import Document
import FoundationEssentials
import HTTPTransport
import Testing

@testable import AWS

@Suite("Protocol suites, answers")
struct ProtocolOutputTests {
    static let cases = ProtocolCase.all(.output)

    @Test("all are there: 326")
    func count() {
        #expect(
            ProtocolCase.counts(Self.cases)
                == ["query": 38, "ec2": 29, "json": 58, "json_1_0": 32, "rest-xml": 78, "rest-json": 91],
            "run make deps")
    }

    /// Cases that are read otherwise, with the reason.
    static let apart: [String: String] = [
        "rest-xml HttpPayloadTraitsWithNoBlobBody": "a body without bytes is a blob without bytes, as botocore has it",
        "rest-json RestJsonHttpPayloadTraitsWithNoBlobBody": "as in rest-xml",
        "rest-json RestJsonDeserializesDenseSetMapAndSkipsNull": "a null that a map holds is kept, as botocore has it",
        "rest-json MediaTypeHeaderOutputBase64":
            "a member of JSON is read as a value, not as its text, as botocore has it",
    ]

    static let agreeing = cases.filter { apart["\($0.file) \($0.id)"] == nil }

    @Test("of 326 cases four are read otherwise, each by its name")
    func exceptions() {
        #expect(Self.apart.count == 4)
        #expect(Self.apart.keys.allSatisfy { name in Self.cases.contains { "\($0.file) \($0.id)" == name } })
    }

    @Test("reads", arguments: cases)
    func reads(_ example: ProtocolCase) throws {
        guard let reason = Self.apart["\(example.file) \(example.id)"] else { return try compare(example) }
        withKnownIssue("\(reason)") { try compare(example) }
    }

    private func compare(_ example: ProtocolCase) throws {
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
