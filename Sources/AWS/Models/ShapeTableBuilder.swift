import Document

/// Makes a shape table from the shapes of a model, those that are reachable from what is asked for.
struct ShapeTableBuilder {
    /// What is wrong with the model.
    struct Fault: Error {
        let message: String
    }

    private let shapes: Object
    /// Whether the service answers in XML, too, whose element names its model no longer says.
    private let spokeQuery: Bool
    private var indices: [String: Int] = [:]
    private var pending: [(name: String, index: Int)] = []
    private(set) var nodes: ContiguousArray<ShapeTable.Node> = []

    init(_ shapes: Object, spokeQuery: Bool = false) {
        self.shapes = shapes
        self.spokeQuery = spokeQuery
    }

    /// The number of the shape that `reference` names; nil without a reference.
    mutating func index(of reference: Value?) throws(Fault) -> Int? {
        guard let reference else { return nil }
        guard let name = reference.string ?? reference["shape"]?.string else {
            throw Fault(message: "a reference names no shape")
        }
        if let known = indices[name] { return known }
        guard let kind = try kind(of: name) else { throw Fault(message: "there is no shape \(name)") }
        let index = nodes.count
        indices[name] = index
        nodes.append(ShapeTable.Node(name: name, kind: kind))
        pending.append((name, index))
        return index
    }

    /// Fills in the shapes that were named.
    mutating func finish() throws(Fault) {
        while let (name, index) = pending.popLast() {
            guard let body = shapes[name]?.object else { continue }
            try fill(index, body)
        }
    }

    private mutating func fill(_ index: Int, _ body: Object) throws(Fault) {
        var node = nodes[index]
        node.isUnion = body["union"]?.bool ?? false
        node.required = body["required"]?.array?.compactMap(\.string) ?? []
        for member in body["members"]?.object ?? [:] {
            node.members.append(try place(member.key, member.value))
        }
        if let reference = body["member"] { node.element = try place("member", reference) }
        if let reference = body["value"] { node.element = try place("value", reference) }
        if let reference = body["key"] { node.key = try place("key", reference) }
        guard node.kind != .list || node.element != nil, node.kind != .map || (node.element != nil && node.key != nil)
        else { throw Fault(message: "the shape \(node.name) does not say what it holds") }
        guard node.members.count < Int(Int16.max) else { throw Fault(message: "\(node.name) has too many members") }
        if let payload = body["payload"]?.string { node.payload = node.members.firstIndex { $0.name == payload } }
        Self.prepareLookups(&node, elementNames: node.members.map(elementName))
        if spokeQuery { addSingulars(to: &node) }
        nodes[index] = node
    }

    /// Prepares the look-ups of a structure's members.
    private static func prepareLookups(_ node: inout ShapeTable.Node, elementNames: [String]) {
        for (offset, member) in node.members.enumerated() {
            let position = Int16(offset)
            node.byName[member.name] = position
            if [.header, .headers, .statusCode].contains(member.location) {
                node.located.append(position)
            } else if member.flags.contains(.attribute) {
                node.attributes.append(position)
            } else {
                // Of two members for one element, in old operations, the list loses nothing.
                if node.byElement[elementNames[offset]] == nil || member.isFlattened {
                    node.byElement[elementNames[offset]] = position
                }
                node.byKey[member.wireName ?? member.name] = position
            }
        }
    }

    /// A flattened member's elements are called by its singular (`QueueUrl` of `QueueUrls`).
    private func addSingulars(to node: inout ShapeTable.Node) {
        for (offset, member) in node.members.enumerated() where member.name.hasSuffix("s") {
            let isFlattened = shapes[nodes[member.target].name]?["flattened"]?.bool == true
            let singular = String(member.name.dropLast())
            if isFlattened, node.byElement[singular] == nil { node.byElement[singular] = Int16(offset) }
        }
    }

    /// A list that is always flattened calls its elements what its members are called, if they are called anything;
    /// one that is flattened in this place alone, as in newer models, what the place is called.
    ///
    /// - Source: botocore `parsers.py`, `_member_key_name`; Smithy, "xmlFlattened trait".
    private func elementName(of member: ShapeTable.Place) -> String {
        if member.isFlattened, !member.flags.contains(.flattenedHere), nodes[member.target].kind == .list,
            let reference = shapes[nodes[member.target].name]?["member"],
            let name = reference["locationName"] ?? reference.string.flatMap({ shapes[$0]?["locationName"] })
                ?? reference["shape"]?.string.flatMap({ shapes[$0]?["locationName"] })
        {
            return name.string ?? member.name
        }
        return member.wireName ?? member.name
    }

    /// What stands where `reference` does; `name` is the member's, or that of a whole body.
    mutating func place(
        _ name: String, _ reference: Value, isBody: Bool = false
    ) throws(Fault) -> ShapeTable.Place {
        guard let target = try index(of: reference) else { throw Fault(message: "\(name) has no shape") }
        var place = ShapeTable.Place(name: name, target: target)
        // What the shape says, then what the reference to it says: that counts more.
        for facts in [shapes[nodes[target].name]?.object, reference.object] {
            for fact in facts ?? [:] { Self.note(fact, in: &place) }
        }
        if reference["flattened"]?.bool == true { place.flags.insert(.flattenedHere) }
        // A structure's own name is that of bodies; as a member it is called as the member.
        if !isBody, nodes[target].kind == .structure { place.wireName = reference["locationName"]?.string }
        return place
    }

    private static func note(_ fact: Object.Member, in place: inout ShapeTable.Place) {
        switch fact.key {
        case "locationName": place.wireName = fact.value.string
        case "queryName": place.queryName = fact.value.string
        case "location": place.location = fact.value.string.flatMap(ShapeTable.Location.init) ?? .body
        case "timestampFormat":
            place.timestampFormat = fact.value.string.flatMap(ShapeTable.TimestampFormat.init)
        case "contextParam": place.contextParameter = fact.value.string
        case "xmlNamespace":
            let uri = fact.value.string ?? fact.value["uri"]?.string
            place.xmlNamespace = uri.map {
                ShapeTable.XMLNamespace(uri: $0, prefix: fact.value["prefix"]?.string)
            }
        default:
            guard let flag = flags[fact.key] else { return }
            if fact.value.bool == true { place.flags.insert(flag) } else { place.flags.remove(flag) }
        }
    }

    private static let flags: [String: ShapeTable.Flags] = [
        "flattened": .flattened, "xmlAttribute": .attribute, "withheld": .withheld, "lastSegment": .lastSegment,
        "jsonvalue": .jsonValue, "hostLabel": .hostLabel,
    ]

    private func kind(of name: String) throws(Fault) -> Shape.Kind? {
        guard let body = shapes[name] else { return Self.kinds[name] }
        guard let type = body["type"]?.string, let kind = Self.kinds[type] else {
            throw Fault(message: "the shape \(name) has no known type")
        }
        return body["document"]?.bool == true ? .document : kind
    }

    private static let kinds: [String: Shape.Kind] = [
        "structure": .structure, "list": .list, "map": .map, "string": .string, "character": .string,
        "integer": .integer, "long": .integer, "biginteger": .integer, "float": .float, "double": .float,
        "bigdecimal": .float, "boolean": .boolean, "timestamp": .timestamp, "blob": .blob,
    ]
}
