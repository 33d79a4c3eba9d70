import Document

/// Reads one XML document by the shape of what it answers.
///
/// - Source: botocore `parsers.py`, `BaseXMLResponseParser`, whose results these are.
/// - Shape: members under the model's names; integers that are none stay text; members in the document's order, flattened lists and unknown members last.
/// - Cost: one walk; each pair of shape and element name is looked up once per document.
struct XMLReader {
    let nodes: ContiguousArray<ShapeTable.Node>
    let tree: XMLTree
    let options: AnswerReading
    private let names: [String]
    /// Where a shape's row begins in `positions`; -1 while it has none.
    private var rows: ContiguousArray<Int32>
    /// The member at a shape and name; -1 for none, -2 for not looked up yet.
    private var positions: ContiguousArray<Int16> = []

    init(_ table: ShapeTable, _ tree: XMLTree, _ options: AnswerReading) {
        nodes = table.nodes
        self.tree = tree
        self.options = options
        names = tree.names
        rows = ContiguousArray(repeating: -1, count: table.nodes.count)
    }

    /// The element's value as the place `place` of the model has it.
    mutating func value(_ place: borrowing ShapeTable.Place, at element: Int) -> Value {
        if place.isWithheld, options.withholds { return .string(AnswerReading.withheld) }
        return value(place.target, at: element)
    }

    /// The element's value as the shape `shape`.
    mutating func value(_ shape: Int, at element: Int) -> Value {
        switch nodes[shape].kind {
        case .structure: .object(structure(shape, at: element))
        case .list: .array(list(shape, at: element))
        case .map: .object(map(shape, entries: children(of: element)))
        case .string: .string(tree.text(at: element))
        case .integer: Self.integer(tree.text(at: element))
        case .float: Self.float(tree.text(at: element))
        case .boolean: .bool(tree.text(at: element) == "true")
        case .timestamp: .string(WireTime.normalized(tree.text(at: element)))
        case .blob: .string(Self.withoutSpaces(tree.text(at: element)))
        case .document: unknown(at: element)
        }
    }

    /// The members of the structure `shape`; children called as in `ignored` belong to the envelope.
    mutating func structure(_ shape: Int, at element: Int, ignoring ignored: [String] = []) -> Object {
        let end = tree.end(at: element)
        var object = Object(minimumCapacity: childCount(of: element))
        var seen = MemberSet()
        // Elements that belong together although they do not stand together, by member.
        var flattened: [(member: Int, elements: [Int])] = []
        var strangers: [Int] = []
        var child = element + 1
        while child < end {
            defer { child = tree.end(at: child) }
            let member = member(of: shape, named: tree.nameIndex(at: child))
            guard member >= 0 else {
                strangers.append(child)
                continue
            }
            if nodes[shape].members[member].isFlattened {
                if let known = flattened.firstIndex(where: { $0.member == member }) {
                    flattened[known].elements.append(child)
                } else {
                    flattened.append((member, [child]))
                }
            } else if seen.insert(member) {
                object.appendUnchecked(
                    nodes[shape].members[member].name, value(nodes[shape].members[member], at: child))
            } else {
                merge(child, into: &object, of: shape, member)
            }
        }
        for (member, elements) in flattened {
            object.appendUnchecked(nodes[shape].members[member].name, gathered(shape, member, elements))
        }
        addAttributes(shape, at: element, to: &object)
        if !strangers.isEmpty { add(strangers, to: &object, ignoring: ignored, of: shape) }
        return object
    }

    /// Elements of a flattened list or map, which have nothing around them.
    private mutating func gathered(_ shape: Int, _ member: Int, _ elements: [Int]) -> Value {
        let target = nodes[shape].members[member].target
        if nodes[shape].members[member].isWithheld, options.withholds { return .string(AnswerReading.withheld) }
        switch nodes[target].kind {
        case .list:
            guard let place = nodes[target].element else { return .array([]) }
            return .array(elements.map { value(place, at: $0) })
        case .map: return .object(map(target, entries: elements))
        default: return value(target, at: elements[0])
        }
    }

    /// A list that is cut in two pieces is still one; of anything else the first counts.
    private mutating func merge(_ child: Int, into object: inout Object, of shape: Int, _ member: Int) {
        let place = nodes[shape].members[member]
        guard case .array(let more) = value(place, at: child), case .array(let elements)? = object[place.name] else {
            return
        }
        object[place.name] = .array(elements + more)
    }

    private mutating func list(_ shape: Int, at element: Int) -> [Value] {
        guard let place = nodes[shape].element else { return [] }
        var elements: [Value] = []
        let end = tree.end(at: element)
        var child = element + 1
        while child < end {
            elements.append(value(place, at: child))
            child = tree.end(at: child)
        }
        return elements
    }

    private mutating func map(_ shape: Int, entries: [Int]) -> Object {
        guard let key = nodes[shape].key, let place = nodes[shape].element else { return [:] }
        let (keyName, valueName) = (key.wireName ?? "key", place.wireName ?? "value")
        var object = Object(minimumCapacity: entries.count)
        for entry in entries {
            var name: String?
            var found: Value?
            for part in children(of: entry) {
                let tag = self.name(of: part)
                switch tag {
                case keyName: name = tree.text(at: part)
                case valueName: found = value(place, at: part)
                // Maps whose names the model does not say: it has been of a JSON protocol since.
                case "Name" where key.wireName == nil, "Key" where key.wireName == nil: name = tree.text(at: part)
                case "Value" where place.wireName == nil: found = value(place, at: part)
                default: break
                }
            }
            if let name { object[name] = found ?? .null }
        }
        return object
    }

    /// The position of the member that an element called `name` belongs to; -1 for none.
    private mutating func member(of shape: Int, named name: Int) -> Int {
        if rows[shape] < 0 {
            rows[shape] = Int32(positions.count)
            positions.append(contentsOf: repeatElement(-2, count: names.count))
        }
        let place = Int(rows[shape]) + name
        if positions[place] == -2 { positions[place] = nodes[shape].byElement[names[name]] ?? -1 }
        return Int(positions[place])
    }

    func name(of element: Int) -> String { names[tree.nameIndex(at: element)] }

    func children(of element: Int) -> [Int] {
        var found: [Int] = []
        var child = element + 1
        let end = tree.end(at: element)
        while child < end {
            found.append(child)
            child = tree.end(at: child)
        }
        return found
    }

    private func childCount(of element: Int) -> Int {
        var count = 0
        var child = element + 1
        let end = tree.end(at: element)
        while child < end {
            count += 1
            child = tree.end(at: child)
        }
        return count
    }
}

/// Positions of members that were met.
private struct MemberSet {
    private var first: UInt64 = 0
    private var rest: Set<Int> = []

    /// - Returns: whether it is new.
    mutating func insert(_ position: Int) -> Bool {
        guard position < UInt64.bitWidth else { return rest.insert(position).inserted }
        defer { first |= 1 << UInt64(position) }
        return first & (1 << UInt64(position)) == 0
    }
}
