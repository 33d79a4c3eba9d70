import Document

/// Writes an input as the form of the query and EC2 protocols.
///
/// - Source: botocore `serialize.py`, `QuerySerializer` and `EC2Serializer`.
/// - Shape: pairs in the input's order, lists numbered from 1.
struct FormWriter {
    let nodes: ContiguousArray<ShapeTable.Node>
    let isEC2: Bool
    private(set) var pairs: [(name: String, value: String)] = []

    init(_ table: ShapeTable, isEC2: Bool) {
        nodes = table.nodes
        self.isEC2 = isEC2
    }

    /// The form so far.
    var text: String {
        pairs.map { "\(URIEncoding.encode($0.name))=\(URIEncoding.encode($0.value))" }.joined(separator: "&")
    }

    mutating func add(_ name: String, _ value: String) { pairs.append((name, value)) }

    /// Adds the members of the structure `shape`.
    mutating func add(_ object: Object, of shape: Int, under prefix: String = "") throws(InputFault) {
        for member in object where !member.value.isNull {
            let place = try nodes[shape].place(of: member.key)
            let name = self.name(place, otherwise: member.key)
            do throws(InputFault) {
                try add(member.value, place, under: prefix.isEmpty ? name : "\(prefix).\(name)")
            } catch { throw error.inside(member.key) }
        }
    }

    private mutating func add(
        _ value: Value, _ place: ShapeTable.Place, under prefix: String
    ) throws(InputFault) {
        let node = nodes[place.target]
        switch (node.kind, value) {
        case (.structure, .object(let object)): try add(object, of: place.target, under: prefix)
        case (.list, .array(let elements)): try add(elements, node, place, under: prefix)
        case (.map, .object(let object)): try add(object, entriesOf: node, place, under: prefix)
        case (.structure, _), (.map, _): throw InputFault("wants members")
        case (.list, _): throw InputFault("wants a list")
        case (.blob, _):
            _ = try Scalar.bytes(value)
            add(prefix, value.string ?? "")
        default: add(prefix, try Scalar.text(value, node.kind, place.timestampFormat ?? .iso8601))
        }
    }

    private mutating func add(
        _ elements: [Value], _ node: ShapeTable.Node, _ place: ShapeTable.Place, under prefix: String
    ) throws(InputFault) {
        guard let element = node.element else { return }
        var prefix = prefix
        if !isEC2 {
            // An empty list is told apart from none.
            guard !elements.isEmpty else { return add(prefix, "") }
            if !place.isFlattened {
                prefix += ".\(element.wireName ?? "member")"
            } else if !place.flags.contains(.flattenedHere), let name = element.wireName {
                prefix = (prefix.split(separator: ".").dropLast().map(String.init) + [name]).joined(separator: ".")
            }
        }
        for (offset, value) in elements.enumerated() {
            do throws(InputFault) { try add(value, element, under: "\(prefix).\(offset + 1)") } catch {
                throw error.inside("[\(offset)]")
            }
        }
    }

    private mutating func add(
        _ object: Object, entriesOf node: ShapeTable.Node, _ place: ShapeTable.Place, under prefix: String
    ) throws(InputFault) {
        guard let key = node.key, let element = node.element else { return }
        let full = place.isFlattened ? prefix : "\(prefix).entry"
        for (offset, member) in object.enumerated() {
            add("\(full).\(offset + 1).\(name(key, otherwise: "key"))", member.key)
            do throws(InputFault) {
                try add(member.value, element, under: "\(full).\(offset + 1).\(name(element, otherwise: "value"))")
            } catch { throw error.inside(member.key) }
        }
    }

    /// EC2 has names of its own, or else those of its answers with a capital.
    private func name(_ place: ShapeTable.Place, otherwise name: String) -> String {
        guard isEC2 else { return place.wireName ?? name }
        if let queryName = place.queryName { return queryName }
        let wireName = place.wireName ?? name
        return wireName.prefix(1).uppercased() + wireName.dropFirst()
    }
}

extension ShapeTable.Node {
    /// Where the member called `name` goes.
    func place(of name: String) throws(InputFault) -> ShapeTable.Place {
        guard let position = byName[name] else { throw InputFault("there is no \(name) in \(self.name)") }
        return members[Int(position)]
    }
}
