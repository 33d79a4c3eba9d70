import Document
import FoundationEssentials
import HTTPTransport
import Synchronization
import Testing

@testable import AWS

/// Real answers of AWS, with what botocore makes of them.
@Suite("Published answers")
struct PublishedAnswerTests {
    static let folder = Sources.botocore.appending(path: "tests/unit/response_parsing")

    /// Their results come from handlers that run after the parsers and read text as JSON; upstream skips them.
    static let special: Set = [
        "xml/responses/iam-get-user-policy.xml", "xml/responses/iam-list-roles.xml",
        "xml/responses/cloudformation-get-template.xml",
    ]

    static let xml = Sources.files(under: folder, suffix: ".xml")
    static let answers = xml.filter { $0.hasPrefix("xml/responses/") }
    static let faults = xml.filter { $0.hasPrefix("xml/errors/") }
    static let jsonFaults = Sources.files(under: folder.appending(path: "json/errors"), suffix: ".json")

    @Test("all are there: 204 answers in XML, 151 of them of services in use, and 20 errors")
    func counts() {
        let inUse: Set = ["autoscaling", "cloudformation", "ec2", "elb", "rds", "redshift", "s3", "sns", "sts"]
        let all = Self.xml.filter { $0.hasPrefix("xml/responses/") }
        #expect(all.count == 204, "run make deps")
        #expect(all.filter { inUse.contains(Self.service(of: $0)) }.count == 151)
        #expect(Self.answers.count == 204)
        #expect(Self.faults.count == 13)
        #expect(Self.jsonFaults.count == 7)
    }

    @Test("is read as botocore reads it", arguments: answers)
    func answer(file: String) throws {
        let (model, operation) = try Self.operation(file)
        let response = HTTPResponse(status: 200, body: try Published.bytes(Self.folder.appending(path: file)))
        let answer = try model.answer(to: operation, response, reading: .modelled)
        guard case .output(let output, let requestID) = answer else {
            Issue.record("an error: \(answer)")
            return
        }
        var expected = try #require(Self.expected(file).object)
        let metadata = expected["ResponseMetadata"]
        expected["ResponseMetadata"] = nil
        let shape = operation.output
        let normalized = shape.map { Value.object(expected).normalized($0) } ?? .object(expected)
        let opened = Self.special.contains(file) ? output.opened(like: normalized) : output
        #expect(opened == normalized, "\(opened.text)\nexpected\n\(normalized.text)")
        #expect(requestID == metadata?["RequestId"]?.string)
    }

    @Test("keeps what the model does not know, and nothing else changes", arguments: answers)
    func complete(file: String) throws {
        let (model, operation) = try Self.operation(file)
        let response = HTTPResponse(status: 200, body: try Published.bytes(Self.folder.appending(path: file)))
        guard case .output(let modelled, _) = try model.answer(to: operation, response, reading: .modelled),
            case .output(let complete, _) = try model.answer(to: operation, response)
        else {
            Issue.record("an error")
            return
        }
        #expect(complete.contains(modelled))
    }

    @Test("an error is read as botocore reads it", arguments: faults)
    func fault(file: String) throws {
        let (model, operation) = try Self.operation(file)
        let response = HTTPResponse(status: 400, body: try Published.bytes(Self.folder.appending(path: file)))
        try Self.compare(try model.answer(to: operation, response), with: Self.expected(file))
    }

    @Test("an error in JSON is read as botocore reads it", arguments: jsonFaults)
    func jsonFault(file: String) throws {
        let (model, operation) = try Self.operation(file)
        var body = try #require(Published.json(Self.folder.appending(path: "json/errors/\(file)")).object)
        let headers = (body["__headers__"]?.object ?? [:]).map {
            HTTPHeader($0.key.lowercased(), $0.value.string ?? "")
        }
        body["__headers__"] = nil
        let response = HTTPResponse(status: 400, headers: headers, body: Value.object(body).json())
        let expected = try Published.json(Self.folder.appending(path: "json/expected/\(file)"))
        try Self.compare(try model.answer(to: operation, response), with: expected)
    }

    private static func compare(_ answer: WireAnswer<Value>, with expected: Value) throws {
        guard case .fault(let fault) = answer else {
            Issue.record("no error: \(answer)")
            return
        }
        #expect(fault.code == expected["Error"]?["Code"]?.string)
        #expect(fault.message == expected["Error"]?["Message"]?.string)
        // S3's own body has the id too, where botocore only looks at the headers.
        if let requestID = expected["ResponseMetadata"]?["RequestId"]?.string { #expect(fault.requestID == requestID) }
    }

    private static func service(of file: String) -> String {
        String((file.split(separator: "/").last ?? "").prefix { $0 != "-" })
    }

    static func expected(_ file: String) throws -> Value {
        try Published.json(folder.appending(path: String(file.dropLast(3)) + "json"))
    }

    /// The operation that a file is named for (`ec2-describe-instances#2.xml`).
    static func operation(_ file: String) throws -> (ServiceModel, AWS.Operation) {
        let name = (file.split(separator: "/").last ?? "").prefix { $0 != "#" && $0 != "." }
        let service = String(name.prefix { $0 != "-" })
        let model = try Models.shared.model(service)
        let words = name.dropFirst(service.count + 1)
        let operation = model.operations.values.first { $0.name.operation.fileName == words }
        return (model, try #require(operation, "no operation for \(file)"))
    }
}

/// Models that many cases need, read once.
private final class Models: Sendable {
    static let shared = Models()
    private let models = Mutex<[String: ServiceModel]>([:])

    func model(_ service: String) throws -> ServiceModel {
        try models.withLock { models in
            if let known = models[service] { return known }
            let model = try Published.model(service)
            models[service] = model
            return model
        }
    }
}

extension Value {
    /// With JSON, percent-encoded or not, in place of texts where `other` has objects.
    fileprivate func opened(like other: Value) -> Value {
        switch (self, other) {
        case (.string(let text), .object):
            let bytes = text.hasPrefix("%7B") ? URIEncoding.decode(text) : Array(text.utf8)
            return (try? Value(json: bytes)) ?? self
        case (.object(let mine), .object(let others)):
            return .object(
                Object(mine.map { ($0.key, others[$0.key].map($0.value.opened(like:)) ?? $0.value) }))
        case (.array(let mine), .array(let others)) where mine.count == others.count:
            return .array(zip(mine, others).map { $0.opened(like: $1) })
        default: return self
        }
    }

    /// Whether everything of `other` is here too.
    fileprivate func contains(_ other: Value) -> Bool {
        switch (self, other) {
        case (.object(let mine), .object(let others)):
            others.allSatisfy { member in mine[member.key].map { $0.contains(member.value) } ?? false }
        case (.array(let mine), .array(let others)):
            mine.count == others.count && zip(mine, others).allSatisfy { $0.contains($1) }
        default: self == other
        }
    }
}
