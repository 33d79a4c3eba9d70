import Document

/// What stands outside the model, and the texts of scalars.
extension XMLReader {
    /// The one member that the document itself is, as in S3's `<LocationConstraint>EU</LocationConstraint>`.
    mutating func member(of shape: Int) -> Object? {
        let node = nodes[shape]
        guard tree.end(at: 0) == 1, let position = node.byElement[name(of: 0)] else { return nil }
        let place = node.members[Int(position)]
        return [place.name: value(place, at: 0)]
    }

    /// Any element as it is written: text, a list of equals, or members by their names.
    func unknown(at element: Int) -> Value {
        let children = children(of: element)
        guard let first = children.first else { return .string(tree.text(at: element)) }
        let name = self.name(of: first)
        let isList =
            (children.count > 1 || name == "item" || name == "member")
            && children.allSatisfy { tree.nameIndex(at: $0) == tree.nameIndex(at: first) }
        if isList { return .array(children.map(unknown)) }
        var object = Object(minimumCapacity: children.count)
        for child in children { object.add(unknown(at: child), named: self.name(of: child)) }
        return .object(object)
    }

    /// Adds children that are members of nothing.
    func add(_ strangers: [Int], to object: inout Object, ignoring ignored: [String], of shape: Int) {
        if !options.keepsUnknown {
            guard nodes[shape].isUnion, object.isEmpty, let first = strangers.first else { return }
            object[Object.unknownMember] = ["name": .string(name(of: first))]
            return
        }
        let known = Set(object.keys)
        for stranger in strangers {
            let name = self.name(of: stranger)
            if !known.contains(name), !ignored.contains(name) { object.add(unknown(at: stranger), named: name) }
        }
    }

    /// Adds members that are attributes of the element.
    func addAttributes(_ shape: Int, at element: Int, to object: inout Object) {
        let wanted = nodes[shape].attributes
        guard options.keepsUnknown || !wanted.isEmpty else { return }
        let attributes = tree.attributes(at: element)
        guard !attributes.isEmpty else { return }
        var rest = attributes
        for position in wanted {
            let member = nodes[shape].members[Int(position)]
            let name = member.wireName ?? member.name
            guard let index = rest.firstIndex(where: { $0.name == name }) else { continue }
            object[member.name] = .string(rest.remove(at: index).value)
        }
        guard options.keepsUnknown else { return }
        for attribute in rest where object[attribute.name] == nil { object[attribute.name] = .string(attribute.value) }
    }

    static func integer(_ text: String) -> Value {
        if let number = Int(text) { return .integer(number) }
        return Int(withoutSpaces(text)).map(Value.integer) ?? .string(text)
    }

    static func float(_ text: String) -> Value {
        guard let number = Double(withoutSpaces(text)), number.isFinite else { return .string(text) }
        return .double(number)
    }

    static func withoutSpaces(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 <= 0x20 }) else { return text }
        return String(decoding: text.utf8.filter { $0 > 0x20 }, as: UTF8.self)
    }
}

extension Object {
    /// What botocore puts for a member of a union that it does not know.
    static let unknownMember = "SDK_UNKNOWN_MEMBER"

    /// Adds a value under a name that may be there already: then both become a list.
    fileprivate mutating func add(_ value: Value, named name: String) {
        switch self[name] {
        case nil: appendUnchecked(name, value)
        case .array(let elements)?: self[name] = .array(elements + [value])
        case let single?: self[name] = [single, value]
        }
    }
}
