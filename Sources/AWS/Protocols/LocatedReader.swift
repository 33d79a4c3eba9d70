import Document
import FoundationEssentials
import HTTPTransport

/// Reads the members of an answer that stand in the head of an HTTP message.
///
/// - Source: botocore `parsers.py`, `BaseRestParser`.
struct LocatedReader {
    let nodes: ContiguousArray<ShapeTable.Node>
    let response: HTTPResponse

    /// The members of the structure `shape` that are there.
    func members(of shape: Int) -> Object {
        var object: Object = [:]
        for position in nodes[shape].located {
            let place = nodes[shape].members[Int(position)]
            switch place.location {
            case .statusCode: object[place.name] = .integer(response.status)
            case .headers: object[place.name] = .object(headers(after: (place.wireName ?? "").lowercased()))
            case .header: object[place.name] = header(place.wireName ?? place.name).map { value(place, $0) }
            case .body, .uri, .querystring: break
            }
        }
        return object
    }

    private func header(_ name: String) -> String? {
        let name = name.lowercased()
        return response.headers.first { $0.name.lowercased() == name }?.value
    }

    private func headers(after prefix: String) -> Object {
        Object(
            response.headers.filter { $0.name.lowercased().hasPrefix(prefix) }.map {
                (String($0.name.dropFirst(prefix.count)), .string($0.value))
            })
    }

    private func value(_ place: ShapeTable.Place, _ text: String) -> Value {
        switch nodes[place.target].kind {
        case .integer: return XMLReader.integer(text)
        case .float: return XMLReader.float(text)
        case .boolean: return .bool(text.lowercased() == "true")
        case .timestamp: return .string(WireTime.normalized(text))
        case .list:
            guard let element = nodes[place.target].element else { return .string(text) }
            // A date in a header has a comma of its own.
            let isDates = nodes[element.target].kind == .timestamp && text.contains(" ")
            return .array(HeaderList.elements(of: text, commas: isDates ? 2 : 1).map { value(element, $0) })
        case .string where place.flags.contains(.jsonValue):
            let decoded = Data(base64Encoded: text).flatMap { try? Value(json: [UInt8]($0)) }
            return decoded ?? .string(text)
        case .string, .blob, .structure, .map, .document: return .string(text)
        }
    }
}
