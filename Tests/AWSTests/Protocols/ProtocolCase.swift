import Document
import FoundationEssentials
import Testing

@testable import AWS

/// One case of the protocol suites that all SDKs of AWS share.
struct ProtocolCase: CustomTestStringConvertible, Sendable {
    enum Direction: String, Sendable {
        case input, output
    }

    static let protocols = ["query", "ec2", "json", "json_1_0", "rest-xml", "rest-json"]
    static let folder = Sources.botocore.appending(path: "tests/unit/protocols")

    let id: String
    let file: String
    let suite: Value
    let body: Value

    var testDescription: String { "\(file) \(id)" }

    /// All cases, those left out that botocore itself ignores.
    static func all(_ direction: Direction) -> [ProtocolCase] {
        guard let ignored = try? Published.json(folder.appending(path: "protocol-tests-ignore-list.json")) else {
            return []
        }
        return protocols.flatMap { file -> [ProtocolCase] in
            let path = folder.appending(path: "\(direction.rawValue)/\(file).json")
            let lists = [ignored["general"]?[direction.rawValue], ignored["protocols"]?[file]?[direction.rawValue]]
            let suites = Set(lists.flatMap { ($0?["suites"]?.array ?? []).compactMap(\.string) })
            let cases = Set(lists.flatMap { ($0?["cases"]?.array ?? []).compactMap(\.string) })
            return ((try? Published.json(path))?.array ?? []).flatMap { suite -> [ProtocolCase] in
                guard !suites.contains(suite["description"]?.string ?? "") else { return [] }
                return (suite["cases"]?.array ?? []).compactMap { body in
                    let id = body["id"]?.string ?? ""
                    return cases.contains(id) ? nil : ProtocolCase(id: id, file: file, suite: suite, body: body)
                }
            }
        }
    }

    var operationName: String { body["given"]?["name"]?.string ?? "OperationName" }

    /// The model that the case declares.
    func model() throws -> ServiceModel {
        var given = try #require(body["given"]?.object)
        if file == "query", var output = given["output"]?.object,
            !(suite["shapes"]?[output["shape"]?.string ?? ""]?["members"]?.object ?? [:]).isEmpty
        {
            output["resultWrapper"] = .string("\(operationName)Result")
            given["output"] = .object(output)
        }
        let document: Value = [
            "metadata": suite["metadata"] ?? [:], "shapes": suite["shapes"] ?? [:],
            "operations": .object([operationName: .object(given)]),
        ]
        return try ServiceModel(name: file, document, rules: #require(Published.rules), file: file)
    }
}
