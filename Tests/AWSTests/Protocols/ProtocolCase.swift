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

    /// All cases, those too that botocore itself leaves out.
    static func all(_ direction: Direction) -> [ProtocolCase] {
        protocols.flatMap { file -> [ProtocolCase] in
            let path = folder.appending(path: "\(direction.rawValue)/\(file).json")
            return ((try? Published.json(path))?.array ?? []).flatMap { suite in
                (suite["cases"]?.array ?? []).map { body in
                    ProtocolCase(id: body["id"]?.string ?? "", file: file, suite: suite, body: body)
                }
            }
        }
    }

    /// How many there are of each protocol.
    static func counts(_ cases: [ProtocolCase]) -> [String: Int] {
        Dictionary(grouping: cases, by: \.file).mapValues(\.count)
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
