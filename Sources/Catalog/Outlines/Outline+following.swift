import Document
import JMESPath

extension Outline {
    /// What `syntax` finds in a value of this outline.
    ///
    /// - Throws: `PathFault` where it can find nothing, whatever AWS answers: an unknown member, a member of a text.
    func following(_ syntax: Syntax) throws(PathFault) -> Outline {
        switch syntax {
        case .current: return self
        case .field(let name): return try member(name)
        case .literal(let value): return Outline(of: value)
        case .index: return try elements("an index")
        case .slice:
            _ = try elements("a slice")
            return self
        case .path(let steps), .indexed(let steps):
            var outline = self
            for step in steps { outline = try outline.following(step) }
            return outline
        case .pipe(let left, let right): return try following(left).following(right)
        case .projection(let list, let each):
            return .list(try following(list).elements("a projection").following(each))
        case .valueProjection(let object, let each):
            return .list(try following(object).values.following(each))
        case .filter(let list, let condition, let each):
            let element = try following(list).elements("a filter")
            _ = try element.following(condition)
            return .list(try element.following(each))
        case .flatten(let list): return .list(try following(list).elements("[]").flattened)
        case .comparison(_, let left, let right):
            _ = try following(left)
            _ = try following(right)
            return .scalar(.truth)
        case .or(let left, let right): return .either([try following(left), try following(right)])
        case .and(let left, let right):
            _ = try following(left)
            return try following(right)
        case .not(let operand):
            _ = try following(operand)
            return .scalar(.truth)
        case .multiSelectList(let parts):
            var outlines: [Outline] = []
            for part in parts { outlines.append(try following(part)) }
            return .list(.either(outlines))
        case .multiSelectHash(let parts):
            var members: [String: Outline] = [:]
            for part in parts { members[part.name] = try following(part.value) }
            return .record(name: "the hash", members)
        case .call(let name, let arguments): return try calling(name, arguments)
        case .reference: return .unknown
        }
    }

    private func member(_ name: String) throws(PathFault) -> Outline {
        switch opened {
        case .unknown, .shape: return .unknown
        case .nothing: return .nothing
        case .map(let value): return value
        case .record(let record, let members):
            guard let member = members[name] else {
                throw PathFault("\(record) has no member \(quoted(name))", member: name, known: members.keys.sorted())
            }
            return member
        case .either(let outlines):
            return try Outline.some(of: outlines) { outline throws(PathFault) in
                try outline.member(name)
            }
        case .scalar, .list:
            throw PathFault("\(quoted(name)) is asked of \(text), which has no members")
        }
    }

    private func elements(_ what: String) throws(PathFault) -> Outline {
        guard let element else { throw PathFault("\(what) is asked of \(text), which is no list") }
        return element
    }

    /// The elements of elements that are lists, and those that are none.
    private var flattened: Outline {
        switch opened {
        case .list(let inner): inner
        case .either(let outlines): .either(outlines.map(\.flattened))
        case let other: other
        }
    }

    private var values: Outline {
        switch opened {
        case .map(let value): value
        case .record(_, let members): .either(Array(members.values))
        case .nothing: .nothing
        case .unknown, .shape, .scalar, .list, .either: .unknown
        }
    }

    /// The outlines that `transform` finds; it fails only where all do.
    private static func some(
        of outlines: [Outline], _ transform: (Outline) throws(PathFault) -> Outline
    ) throws(PathFault) -> Outline {
        var found: [Outline] = []
        var fault: PathFault?
        for outline in outlines {
            do throws(PathFault) {
                found.append(try transform(outline))
            } catch {
                // The fault that names the most members helps most.
                if fault.map({ $0.known.count < error.known.count }) ?? true { fault = error }
            }
        }
        if found.isEmpty, let fault { throw fault }
        return .either(found)
    }

    /// In the words of messages.
    var text: String {
        guard let classes, !classes.isEmpty else { return "something" }
        return classes.map(\.name).sorted().joined(separator: " or ")
    }

    /// The outline of a literal.
    init(of value: Value) {
        self =
            switch value {
            case .null: .nothing
            case .bool: .scalar(.truth)
            case .integer, .double: .scalar(.number)
            case .string: .scalar(.text)
            case .array(let elements): .list(.either(elements.map(Outline.init(of:))))
            case .object(let object):
                .record(
                    name: "the literal",
                    Dictionary(object.map { ($0.key, Outline(of: $0.value)) }, uniquingKeysWith: { $1 }))
            }
    }
}
