import Document

/// Writes an input as the XML of the rest-xml protocol.
///
/// - Source: botocore `serialize.py`, `RestXMLSerializer`.
struct XMLWriter {
    let nodes: ContiguousArray<ShapeTable.Node>
    private(set) var text = ""

    init(_ table: ShapeTable) { nodes = table.nodes }

    /// Adds `value` as an element called `name`, or as several for a flattened list or map.
    mutating func add(_ value: Value, _ place: ShapeTable.Place, named name: String) throws(InputFault) {
        let node = nodes[place.target]
        switch (node.kind, value) {
        case (.structure, .object(let object)): try add(object, node, place, named: name)
        case (.list, .array(let elements)): try add(elements, node, place, named: name)
        case (.map, .object(let object)): try add(object, entriesOf: node, place, named: name)
        case (.structure, _), (.map, _): throw InputFault("wants members")
        case (.list, _): throw InputFault("wants a list")
        case (.blob, _):
            _ = try Scalar.bytes(value)
            element(name, namespace(place), Self.escaped(value.string ?? "", inAttribute: false))
        default:
            let content = try Scalar.text(value, node.kind, place.timestampFormat ?? .iso8601)
            element(name, namespace(place), Self.escaped(content, inAttribute: false))
        }
    }

    private mutating func add(
        _ object: Object, _ node: ShapeTable.Node, _ place: ShapeTable.Place, named name: String
    ) throws(InputFault) {
        var attributes = namespace(place)
        var inner = XMLWriter(nodes)
        for member in object where !member.value.isNull {
            do throws(InputFault) {
                let place = try node.place(of: member.key)
                let name = place.wireName ?? place.name
                if place.flags.contains(.attribute) {
                    attributes += " \(name)=\"\(Self.escaped(try Scalar.text(member.value, .string, .iso8601)))\""
                } else {
                    try inner.add(member.value, place, named: name)
                }
            } catch { throw error.inside(member.key) }
        }
        element(name, attributes, inner.text)
    }

    private mutating func add(
        _ elements: [Value], _ node: ShapeTable.Node, _ place: ShapeTable.Place, named name: String
    ) throws(InputFault) {
        guard let element = node.element else { return }
        var inner = XMLWriter(nodes)
        for (offset, value) in elements.enumerated() {
            do throws(InputFault) {
                try inner.add(value, element, named: place.isFlattened ? name : element.wireName ?? "member")
            } catch { throw error.inside("[\(offset)]") }
        }
        place.isFlattened ? text += inner.text : self.element(name, namespace(place), inner.text)
    }

    private mutating func add(
        _ object: Object, entriesOf node: ShapeTable.Node, _ place: ShapeTable.Place, named name: String
    ) throws(InputFault) {
        guard let key = node.key, let element = node.element else { return }
        var entries = XMLWriter(nodes)
        for member in object {
            var entry = XMLWriter(nodes)
            do throws(InputFault) {
                try entry.add(.string(member.key), key, named: key.wireName ?? "key")
                try entry.add(member.value, element, named: element.wireName ?? "value")
            } catch { throw error.inside(member.key) }
            entries.element(place.isFlattened ? name : "entry", "", entry.text)
        }
        place.isFlattened ? text += entries.text : self.element(name, namespace(place), entries.text)
    }

    private init(_ nodes: ContiguousArray<ShapeTable.Node>) { self.nodes = nodes }

    private mutating func element(_ name: String, _ attributes: String, _ content: String) {
        text += content.isEmpty ? "<\(name)\(attributes) />" : "<\(name)\(attributes)>\(content)</\(name)>"
    }

    private func namespace(_ place: ShapeTable.Place) -> String {
        guard let namespace = place.xmlNamespace else { return "" }
        return " xmlns\(namespace.prefix.map { ":\($0)" } ?? "")=\"\(Self.escaped(namespace.uri))\""
    }

    private static func escaped(_ text: String, inAttribute: Bool = true) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"" where inAttribute: escaped += "&quot;"
            case "\r": escaped += "&#13;"
            case "\n" where inAttribute: escaped += "&#10;"
            case "\t" where inAttribute: escaped += "&#9;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
