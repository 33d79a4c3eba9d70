package import Document

/// A place in an answer, in the little of JMESPath that paginators use: `A.B`, `A[-1].B`, `A || B`.
package struct MemberPath: Sendable, Hashable {
    private let alternatives: [[Step]]

    private enum Step: Sendable, Hashable {
        case member(String)
        /// Counted from the end when negative.
        case element(Int)
    }

    /// Nil for what is no such path.
    package init?(_ text: String) {
        var alternatives: [[Step]] = []
        for part in text.split(separator: "||", omittingEmptySubsequences: false) {
            var steps: [Step] = []
            let path = part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
            for word in String(path).split(separator: ".", omittingEmptySubsequences: false) {
                let name = word.prefix { $0 != "[" }
                guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }) else {
                    return nil
                }
                steps.append(.member(String(name)))
                guard name.endIndex < word.endIndex else { continue }
                guard word.last == "]", let index = Int(word[name.endIndex...].dropFirst().dropLast()) else {
                    return nil
                }
                steps.append(.element(index))
            }
            alternatives.append(steps)
        }
        self.alternatives = alternatives
    }

    /// What stands there, the first alternative that is not null or empty; nil for nothing.
    package func value(in answer: Value) -> Value? {
        var last: Value?
        for steps in alternatives {
            guard let found = Self.value(at: steps[...], in: answer) else { continue }
            last = found
            if found.isTruthy { return found }
        }
        return last
    }

    /// Puts `value` there, making objects on the way; nothing happens for paths with elements or alternatives.
    package func set(_ value: Value?, in answer: inout Value) {
        guard alternatives.count == 1, let steps = alternatives.first else { return }
        Self.set(value, at: steps[...], in: &answer)
    }

    private static func value(at steps: ArraySlice<Step>, in value: Value) -> Value? {
        guard let step = steps.first else { return value.isNull ? Value?.none : value }
        switch step {
        case .member(let name):
            return value[name].flatMap { Self.value(at: steps.dropFirst(), in: $0) }
        case .element(let index):
            guard let elements = value.array else { return nil }
            return value[index < 0 ? elements.count + index : index].flatMap {
                Self.value(at: steps.dropFirst(), in: $0)
            }
        }
    }

    private static func set(_ new: Value?, at steps: ArraySlice<Step>, in value: inout Value) {
        guard case .member(let name)? = steps.first else { return }
        var object = value.object ?? [:]
        if steps.count == 1 {
            object[name] = new
        } else {
            // Nothing is made on the way to nothing.
            guard new != nil || object[name] != nil else { return }
            var member = object[name] ?? .object([:])
            set(new, at: steps.dropFirst(), in: &member)
            object[name] = member
        }
        value = .object(object)
    }
}
