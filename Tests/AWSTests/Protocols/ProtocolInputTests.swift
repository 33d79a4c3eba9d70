import Document
import FoundationEssentials
import HTTPTransport
import Testing

@testable import AWS

@Suite("Protocol suites, requests")
struct ProtocolInputTests {
    static let cases = ProtocolCase.all(.input)

    @Test("all are there: 349, less 45 that botocore ignores, too")
    func count() {
        #expect(Self.cases.count == 304, "run make deps")
    }

    @Test("writes", arguments: cases)
    func writes(_ example: ProtocolCase) throws {
        let model = try example.model()
        let operation = try #require(model.operations[example.operationName])
        let params = example.body["params"] ?? [:]
        let input = operation.input.map { params.encoded($0) } ?? params
        let request = try model.serialized(operation, input.object ?? [:])
        let expected = try #require(example.body["serialized"])
        let uri = request.query.isEmpty ? request.path : "\(request.path)?\(request.query)"
        #expect(uri == expected["uri"]?.string)
        if let method = expected["method"]?.string { #expect(request.method == method) }
        for header in expected["headers"]?.object ?? [:] {
            compare(header.key, header.value.string ?? "", request, example)
        }
        for name in expected["forbidHeaders"]?.array ?? [] {
            #expect(!request.headers.contains { $0.name.lowercased() == name.string?.lowercased() })
        }
        if let host = expected["host"]?.string, let endpoint = example.suite["clientEndpoint"]?.string {
            let ours = (request.hostPrefix ?? "") + (endpoint.split(separator: "/").dropFirst().first ?? "")
            #expect(ours == host)
        }
        if let body = expected["body"]?.string { try compare(body, request, example) }
    }

    private func compare(_ name: String, _ value: String, _ request: WireRequest, _ example: ProtocolCase) {
        let ours = request.headers.first { $0.name.lowercased() == name.lowercased() }?.value
        guard name.lowercased() != "content-type" else {
            switch example.file {
            case "query", "ec2": #expect(ours == "\(value); charset=utf-8")
            // As botocore: none for XML, and none for a body that is one member's bytes.
            case "rest-xml": break
            case "rest-json" where value != "application/json": break
            default: #expect(ours == value)
            }
            return
        }
        // Lists are joined with a comma alone, as botocore joins them.
        #expect(ours?.replacing(", ", with: ",") == value.replacing(", ", with: ","))
    }

    private func compare(_ body: String, _ request: WireRequest, _ example: ProtocolCase) throws {
        let ours = String(decoding: request.body, as: UTF8.self)
        switch example.file {
        case "json", "json_1_0", "rest-json":
            guard let expected = try? Value(json: Array(body.utf8)) else {
                #expect(ours == body)
                return
            }
            let value = try Value(json: request.body)
            #expect(value.withPlainNumbers == expected.withPlainNumbers)
        case "rest-xml": #expect(ours.canonicalXML == body.canonicalXML)
        default: #expect(ours == body)
        }
    }
}

extension Value {
    /// Blobs of `shape` in base64, as inputs have them; the suites have them decoded.
    func encoded(_ shape: Shape, depth: Int = 0) -> Value {
        guard depth < 40 else { return self }
        return switch (shape.kind, self) {
        case (.structure, .object(let object)):
            .object(
                Object(
                    object.map { member in
                        let value = shape.member(member.key).map { member.value.encoded($0, depth: depth + 1) }
                        return (member.key, value ?? member.value)
                    }))
        case (.list, .array(let elements)):
            .array(
                elements.map { element in shape.listMember.map { element.encoded($0, depth: depth + 1) } ?? element })
        case (.map, .object(let object)):
            .object(
                Object(
                    object.map { member in
                        let value = shape.mapValue.map { member.value.encoded($0, depth: depth + 1) }
                        return (member.key, value ?? member.value)
                    }))
        case (.blob, .string(let text)): .string(Data(text.utf8).base64EncodedString())
        default: self
        }
    }
}

extension String {
    /// Without white space between tags, and with one spelling of empty elements.
    fileprivate var canonicalXML: String {
        var text = ""
        for part in split(separator: ">", omittingEmptySubsequences: false) {
            let trimmed = part.drop(while: \.isWhitespace)
            text += (trimmed.hasPrefix("<") ? String(trimmed) : String(part)) + ">"
        }
        text.removeLast()
        text = text.replacing(" />", with: "/>")
        while let open = text.firstRange(of: "/>") {
            let start = text[..<open.lowerBound].lastIndex(of: "<") ?? text.startIndex
            let name = text[text.index(after: start)..<open.lowerBound].prefix { !$0.isWhitespace }
            text.replaceSubrange(open, with: "></\(name)>")
        }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
