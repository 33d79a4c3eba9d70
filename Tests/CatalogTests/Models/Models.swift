import Document
import Foundation

@testable import Catalog

/// The models as they stand in the repository, read plainly.
struct Models: OperationKnowing {
    let services: [String: Value]
    static let repository = Models()
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    init() {
        var services: [String: Value] = [:]
        let folder = Self.root.appending(path: "models").path
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasSuffix(".json") {
            let bytes = Array((try? Data(contentsOf: URL(filePath: folder + "/" + name))) ?? Data())
            services[String(name.dropLast(5))] = try? Value(json: bytes)
        }
        self.services = services
    }

    func facts(of operation: String, service: String) throws(OperationFault) -> OperationFacts {
        guard let model = services[service] else { throw .unknownService(known: Array(services.keys)) }
        guard let body = model["operations"]?[operation] else {
            throw .unknownOperation(known: Array(model["operations"]?.object?.keys.map { $0 } ?? []))
        }
        let shapes = model["shapes"] ?? .null
        var input: [String: Outline] = [:]
        var required: [String] = []
        if let reference = body["input"], case .record(_, let members) = JSONShape(reference, shapes).outline {
            input = members
            required = shapes[name(reference)]?["required"]?.array?.compactMap(\.string) ?? []
        }
        let output: Outline = body["output"].map { .shape(JSONShape($0, shapes)) } ?? .record(name: "nothing", [:])
        return OperationFacts(input: input, requiredInputs: required, output: output)
    }
}

private func name(_ reference: Value) -> String { reference.string ?? reference["shape"]?.string ?? "" }

struct JSONShape: OutlinedShape {
    let reference: Value
    let shapes: Value

    init(_ reference: Value, _ shapes: Value) {
        self.reference = reference
        self.shapes = shapes
    }

    var outline: Outline {
        let name = name(reference)
        switch name {
        case "string", "character", "blob": return .scalar(.text)
        case "integer", "long", "float", "double", "biginteger", "bigdecimal": return .scalar(.number)
        case "boolean": return .scalar(.truth)
        case "timestamp": return .scalar(.time)
        default: break
        }
        guard let shape = shapes[name], let type = shape["type"]?.string else { return .unknown }
        switch type {
        case "structure":
            return .record(
                name: name,
                Dictionary(
                    (shape["members"]?.object ?? [:]).map { ($0.key, Outline.shape(JSONShape($0.value, shapes))) },
                    uniquingKeysWith: { $1 }))
        case "list": return .list(.shape(JSONShape(shape["member"] ?? .null, shapes)))
        case "map": return .map(.shape(JSONShape(shape["value"] ?? .null, shapes)))
        default: return JSONShape(.string(type), shapes).outline
        }
    }
}
