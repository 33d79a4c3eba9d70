import Document
import FoundationEssentials
import HTTPTransport
import Testing

@testable import AWS

/// Answers and requests that botocore publishes with their results.
///
/// - Source: `tests/unit/response_parsing` and `tests/unit/protocols` of botocore's source distribution.
enum Published {
    static let rules = try? ReadingRules(
        String(contentsOf: Sources.root.appending(path: "models/refused.txt"), encoding: .utf8), file: "refused.txt")

    /// The bytes of a file that `make deps` provides.
    static func bytes(_ file: URL) throws -> [UInt8] {
        do { return [UInt8](try Data(contentsOf: file)) } catch {
            throw Missing(description: "\(file.path()) is missing: run make deps")
        }
    }

    static func json(_ file: URL) throws -> Value { try Value(json: bytes(file)) }

    /// The whole model of a service, as of the release that published the answers.
    static func model(_ service: String) throws -> ServiceModel {
        let file = Sources.root.appending(path: ".build/models-full-1.40.0/\(service).json")
        return try ServiceModel(name: service, json(file), rules: #require(rules), file: file.path())
    }

    struct Missing: Error, CustomStringConvertible {
        let description: String
    }
}

extension Value {
    /// This value with times and blobs of `shape` as this program writes them; published results have them as written
    /// on the wire, as seconds, and decoded.
    func normalized(_ shape: Shape, depth: Int = 0) -> Value {
        guard depth < 40 else { return self }
        switch (shape.kind, self) {
        case (.structure, .object(let object)):
            return .object(
                Object(
                    object.map { member in
                        (
                            member.key,
                            shape.member(member.key).map { member.value.normalized($0, depth: depth + 1) }
                                ?? member.value
                        )
                    }))
        case (.list, .array(let elements)):
            guard let element = shape.listMember else { return self }
            return .array(elements.map { $0.normalized(element, depth: depth + 1) })
        case (.map, .object(let object)):
            guard let element = shape.mapValue else { return self }
            return .object(Object(object.map { ($0.key, $0.value.normalized(element, depth: depth + 1)) }))
        case (.timestamp, .string(let text)): return .string(WireTime.normalized(text))
        case (.timestamp, .integer(let seconds)): return (WireTime(seconds: seconds)?.iso8601).map(Value.string) ?? self
        case (.timestamp, .double(let seconds)): return (WireTime(epoch: seconds)?.iso8601).map(Value.string) ?? self
        case (.blob, .string(let text)): return .string(Data(text.utf8).base64EncodedString())
        case (.float, .integer(let number)): return .double(Double(number))
        default: return self
        }
    }

    /// This value with whole doubles as integers: JSON does not tell them apart.
    var withPlainNumbers: Value {
        switch self {
        case .double(let number) where number == number.rounded() && abs(number) < 1e15: .integer(Int(number))
        case .array(let elements): .array(elements.map(\.withPlainNumbers))
        case .object(let object): .object(Object(object.map { ($0.key, $0.value.withPlainNumbers) }))
        default: self
        }
    }

    var text: String { String(decoding: json(), as: UTF8.self) }
}

extension String {
    /// As botocore names the files of an operation (`DescribeDBInstances` becomes `describe-db-instances`).
    var fileName: String {
        var words = ""
        let characters = Array(self)
        for (index, character) in characters.enumerated() {
            let before = index > 0 ? characters[index - 1] : nil
            let after = index + 1 < characters.count ? characters[index + 1] : nil
            if let before, character.isUppercase,
                before.isLowercase || before.isNumber || (after?.isLowercase ?? false)
            {
                words += "-"
            }
            words += character.lowercased()
        }
        return words
    }
}
