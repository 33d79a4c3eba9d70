import Document

/// Reads one JSON document by the shape of what it answers.
///
/// - Source: botocore `parsers.py`, `BaseJSONParser`, whose results these are.
struct JSONReader {
    let nodes: ContiguousArray<ShapeTable.Node>
    let options: AnswerReading

    init(_ table: ShapeTable, _ options: AnswerReading) {
        nodes = table.nodes
        self.options = options
    }

    /// `value` as the place `place` of the model has it.
    func value(_ place: ShapeTable.Place, _ value: Value) -> Value {
        if place.isWithheld, options.withholds { return .string(AnswerReading.withheld) }
        return self.value(place.target, value)
    }

    /// `value` as the shape `shape`; what is of another kind stays as it is.
    func value(_ shape: Int, _ value: Value) -> Value {
        switch (nodes[shape].kind, value) {
        case (.structure, .object(let object)): return .object(structure(shape, object))
        case (.list, .array(let elements)):
            guard let place = nodes[shape].element else { return value }
            return .array(elements.map { self.value(place, $0) })
        case (.map, .object(let object)):
            guard let place = nodes[shape].element else { return value }
            return .object(object.mapValues { self.value(place, $0) })
        case (.timestamp, .integer(let seconds)):
            return WireTime(seconds: seconds).map { .string($0.iso8601) } ?? value
        case (.timestamp, .double(let seconds)):
            return WireTime(epoch: seconds).map { .string($0.iso8601) } ?? value
        case (.timestamp, .string(let text)): return .string(WireTime.normalized(text))
        case (.boolean, .string(let text)):
            return switch text.lowercased() {
            case "true": true
            case "false": false
            default: value
            }
        default: return value
        }
    }

    /// The members of the structure `shape`; members without a value are none.
    func structure(_ shape: Int, _ object: Object) -> Object {
        var read = Object(minimumCapacity: object.count)
        var strangers: [Object.Member] = []
        for member in object {
            guard let position = nodes[shape].byKey[member.key] else {
                strangers.append(member)
                continue
            }
            if member.value.isNull { continue }
            let place = nodes[shape].members[Int(position)]
            read.appendUnchecked(place.name, value(place, member.value))
        }
        strangers.removeAll { $0.key == "__type" }
        if options.keepsUnknown {
            for stranger in strangers where read[stranger.key] == nil { read[stranger.key] = stranger.value }
        } else if nodes[shape].isUnion, read.isEmpty, let first = strangers.first(where: { !$0.value.isNull }) {
            read[Object.unknownMember] = ["name": .string(first.key)]
        }
        return read
    }
}

extension Object {
    fileprivate func mapValues(_ transform: (Value) -> Value) -> Object {
        var mapped = Object(minimumCapacity: count)
        for member in self { mapped.appendUnchecked(member.key, transform(member.value)) }
        return mapped
    }
}
