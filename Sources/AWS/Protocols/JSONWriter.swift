import Document

/// Writes an input as the JSON of the json and rest-json protocols.
///
/// - Source: botocore `serialize.py`, `JSONSerializer`.
/// - Shape: members in the input's order; members without a value are left out.
struct JSONWriter {
    let nodes: ContiguousArray<ShapeTable.Node>

    init(_ table: ShapeTable) { nodes = table.nodes }

    func object(_ object: Object, of shape: Int) throws(InputFault) -> Object {
        var written = Object(minimumCapacity: object.count)
        for member in object where !member.value.isNull {
            let place = try nodes[shape].place(of: member.key)
            do throws(InputFault) {
                written[place.wireName ?? place.name] = try value(member.value, place)
            } catch { throw error.inside(member.key) }
        }
        return written
    }

    func value(_ value: Value, _ place: ShapeTable.Place) throws(InputFault) -> Value {
        let node = nodes[place.target]
        switch (node.kind, value) {
        case (.document, _), (_, .null): return value
        case (.structure, .object(let object)): return .object(try self.object(object, of: place.target))
        case (.list, .array(let elements)):
            guard let element = node.element else { return value }
            var written: [Value] = []
            for (offset, value) in elements.enumerated() {
                do throws(InputFault) { written.append(try self.value(value, element)) } catch {
                    throw error.inside("[\(offset)]")
                }
            }
            return .array(written)
        case (.map, .object(let object)):
            guard let element = node.element else { return value }
            var written = Object(minimumCapacity: object.count)
            for member in object {
                do throws(InputFault) { written[member.key] = try self.value(member.value, element) } catch {
                    throw error.inside(member.key)
                }
            }
            return .object(written)
        case (.structure, _), (.map, _): throw InputFault("wants members")
        case (.list, _): throw InputFault("wants a list")
        default: return try Scalar.json(value, node.kind, place.timestampFormat ?? .unixTimestamp)
        }
    }
}
