import Document
import FoundationEssentials
import HTTPTransport
import Testing

@testable import AWS

@Suite("Protocol suites, requests")
struct ProtocolInputTests {
    static let cases = ProtocolCase.all(.input)

    @Test("all are there: 349")
    func count() {
        #expect(
            ProtocolCase.counts(Self.cases)
                == ["query": 38, "ec2": 29, "json": 54, "json_1_0": 21, "rest-xml": 94, "rest-json": 113],
            "run make deps")
    }

    /// Cases that are written otherwise, with the reason.
    static let apart: [String: String] = {
        var apart: [String: String] = [:]
        func add(_ reason: String, _ names: String...) { for name in names { apart[name] = reason } }
        add(
            "only what writes is compressed", "query SDKAppliedContentEncoding_awsQuery",
            "query SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsQuery", "ec2 SDKAppliedContentEncoding_ec2Query",
            "ec2 SDKAppendsGzipAndIgnoresHttpProvidedEncoding_ec2Query", "json SDKAppliedContentEncoding_awsJson1_1",
            "json SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsJson1_1",
            "json_1_0 SDKAppliedContentEncoding_awsJson1_0",
            "json_1_0 SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsJson1_0",
            "rest-xml SDKAppliedContentEncoding_restXml", "rest-xml SDKAppendedGzipAfterProvidedEncoding_restXml",
            "rest-json SDKAppliedContentEncoding_restJson1",
            "rest-json SDKAppendedGzipAfterProvidedEncoding_restJson1")
        add(
            "tokens against doing a thing twice are for what does things",
            "query QueryProtocolIdempotencyTokenAutoFill",
            "ec2 Ec2ProtocolIdempotencyTokenAutoFill", "rest-xml QueryIdempotencyTokenAutoFill",
            "rest-json RestJsonQueryIdempotencyTokenAutoFill")
        add(
            "a body that is one member is called as that member, as botocore has it and S3 needs it",
            "rest-xml RestXmlHttpPayloadWithUnion", "rest-xml HttpPayloadWithXmlName",
            "rest-xml HttpPayloadWithXmlNamespace", "rest-xml HttpPayloadWithXmlNamespaceAndPrefix",
            "rest-xml XmlAttributesOnPayload")
        add(
            "the operation's name for its body counts before the shape's, as botocore has it and Route 53 needs it",
            "rest-xml BodyWithXmlName")
        add(
            "an empty list is no header, as botocore has it", "rest-xml NullAndEmptyHeaders",
            "rest-json RestJsonNullAndEmptyHeaders")
        add("no operation that only reads needs a checksum", "rest-json RestJsonHttpChecksumRequired")
        add(
            "a member of JSON takes any value, not its text, as botocore has it", "rest-json MediaTypeHeaderInputBase64"
        )
        return apart
    }()

    @Test("of 349 cases 26 are written otherwise, each by its name")
    func exceptions() {
        #expect(Self.apart.count == 26)
        #expect(Self.apart.keys.allSatisfy { name in Self.cases.contains { "\($0.file) \($0.id)" == name } })
    }

    @Test("writes", arguments: cases)
    func writes(_ example: ProtocolCase) throws {
        guard let reason = Self.apart["\(example.file) \(example.id)"] else { return try compare(example) }
        withKnownIssue("\(reason)") { try compare(example) }
    }

    private func compare(_ example: ProtocolCase) throws {
        let model = try example.model()
        let operation = try #require(model.operations[example.operationName])
        let params = example.body["params"] ?? [:]
        let input = operation.input.map { params.encoded($0) } ?? params
        let request = try model.serialized(operation, input.object ?? [:])
        let expected = try #require(example.body["serialized"])
        let endpoint = try example.suite["clientEndpoint"]?.string.map { url in
            try Endpoint(url: url, from: "the case", signingRegion: "", allowingPlainText: true)
        }
        let path = (endpoint?.basePath ?? "") + request.path
        let uri = request.query.isEmpty ? path : "\(path)?\(request.query)"
        #expect(uri == expected["uri"]?.string)
        if let method = expected["method"]?.string { #expect(request.method == method) }
        for header in expected["headers"]?.object ?? [:] {
            compare(header.key, header.value.string ?? "", request, example)
        }
        for name in expected["forbidHeaders"]?.array ?? [] {
            #expect(!request.headers.contains { $0.name.lowercased() == name.string?.lowercased() })
        }
        if let host = expected["host"]?.string, let endpoint {
            #expect((request.hostPrefix ?? "") + endpoint.host + endpoint.basePath == host)
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
