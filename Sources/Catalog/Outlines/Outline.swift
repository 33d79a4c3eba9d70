/// What is known of a value before there is one: the shape that the service models give it.
indirect enum Outline: Sendable {
    /// Anything: a document, or something the models do not tell.
    case unknown
    /// Null, always.
    case nothing
    case scalar(ScalarClass)
    case list(Outline)
    /// Members by name; `name` is how messages call it.
    case record(name: String, [String: Outline])
    /// Any keys, each with a value like this.
    case map(Outline)
    /// One of several, by what a path finds.
    case either([Outline])
    /// A shape of a model, not yet looked into: shapes may contain themselves.
    case shape(any OutlinedShape)

    /// This outline with a model's shape looked into, one level deep.
    var opened: Outline {
        guard case .shape(let shape) = self else { return self }
        return shape.outline
    }
}

/// A shape of a service model that can tell its outline, one level deep.
protocol OutlinedShape: Sendable {
    var outline: Outline { get }
}

/// What a single value is.
enum ScalarClass: String, Sendable, CaseIterable {
    case text, number, truth, time
}

/// What a value turns out to be, in the words of messages.
enum OutlineClass: Hashable, Sendable {
    case scalar(ScalarClass)
    case list, object

    var name: String {
        switch self {
        case .scalar(.text): "a text"
        case .scalar(.number): "a number"
        case .scalar(.truth): "true or false"
        case .scalar(.time): "a time"
        case .list: "a list"
        case .object: "an object"
        }
    }
}

extension Outline {
    /// What a value of this outline can be besides null; nil when that is not known.
    var classes: Set<OutlineClass>? {
        switch opened {
        case .unknown, .shape: return nil
        case .nothing: return []
        case .scalar(let scalar): return [.scalar(scalar)]
        case .list: return [.list]
        case .record, .map: return [.object]
        case .either(let outlines):
            var classes: Set<OutlineClass> = []
            for outline in outlines {
                guard let some = outline.classes else { return nil }
                classes.formUnion(some)
            }
            return classes
        }
    }

    /// The elements, where this is or may be a list; nil when it never is.
    var element: Outline? {
        switch opened {
        case .unknown, .shape: return .unknown
        case .nothing: return .nothing
        case .list(let element): return element
        case .either(let outlines):
            let elements = outlines.compactMap(\.element)
            return elements.isEmpty ? nil : .either(elements)
        case .scalar, .record, .map: return nil
        }
    }

    /// This outline as an item or element is seen by its paths: an object, or the scalar as `value`.
    var asItem: Outline {
        guard let classes, !classes.contains(.object), !classes.isEmpty else { return self }
        return .record(name: "the item", ["value": self])
    }

    /// This record with more members; anything else becomes what it was or that record.
    func adding(_ members: [String: Outline]) -> Outline {
        switch opened {
        case .record(let name, let own): .record(name: name, own.merging(members) { $1 })
        case .nothing: .record(name: "the row", members)
        case .either(let outlines): .either(outlines.map { $0.adding(members) })
        // Of what is not known anything may be there, and `members` are.
        case .unknown, .shape, .map, .list, .scalar: .either([self, .record(name: "the row", members)])
        }
    }
}
