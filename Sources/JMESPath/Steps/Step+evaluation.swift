import Document

extension Step {
    /// The value of this step for `value`.
    func evaluate(_ value: Value) throws(ExpressionError) -> Value {
        switch self {
        case .current: return value
        case .field(let name): return Self.member(name, of: value)
        case .fields(let names):
            var result = value
            for name in names { result = Self.member(name, of: result) }
            return result
        case .literal(let literal): return literal
        case .index(let index): return Self.element(index, of: value)
        case .slice(let start, let stop, let step):
            guard case .array(let elements) = value else { return .null }
            return .array(try elements.slice(from: start, to: stop, by: step))
        case .sequence(let steps):
            var result = value
            for step in steps { result = try step.evaluate(result) }
            return result
        case .fieldProjection(let list, let name):
            guard case .array(let elements) = try list.evaluate(value) else { return .null }
            // Not `nil`: that is a Value, too.
            return .array(elements.compactMap { $0[name].flatMap { $0.isNull ? Value?.none : $0 } })
        case .projection(let list, let each):
            guard case .array(let elements) = try list.evaluate(value) else { return .null }
            return try Self.project(elements, each)
        case .valueProjection(let object, let each):
            guard case .object(let object) = try object.evaluate(value) else { return .null }
            return try Self.project(object.values, each)
        case .filter(let list, let condition, let each):
            guard case .array(let elements) = try list.evaluate(value) else { return .null }
            var matching: [Value] = []
            for element in elements where try !condition.evaluate(element).isFalsy { matching.append(element) }
            return try Self.project(matching, each)
        case .flatten(let list):
            guard case .array(let elements) = try list.evaluate(value) else { return .null }
            return .array(elements.flatMap { $0.array ?? [$0] })
        case .comparison(let comparator, let left, let right):
            return Self.compare(try left.evaluate(value), comparator, try right.evaluate(value))
        case .or(let left, let right):
            let first = try left.evaluate(value)
            return first.isFalsy ? try right.evaluate(value) : first
        case .and(let left, let right):
            let first = try left.evaluate(value)
            return first.isFalsy ? first : try right.evaluate(value)
        case .not(let operand): return .bool(try operand.evaluate(value).isFalsy)
        case .list(let steps):
            guard !value.isNull else { return .null }
            var results: [Value] = []
            results.reserveCapacity(steps.count)
            for step in steps { results.append(try step.evaluate(value)) }
            return .array(results)
        case .hash(let members):
            guard !value.isNull else { return .null }
            var object = Object(minimumCapacity: members.count)
            for member in members { object[member.name] = try member.value.evaluate(value) }
            return .object(object)
        case .call(let function, let steps):
            var arguments: [Argument] = []
            arguments.reserveCapacity(steps.count)
            for step in steps { arguments.append(try step.argument(value)) }
            return try function.call(arguments)
        case .reference:
            // The parser lets a reference stand only as an argument, and `argument` takes it there.
            throw ExpressionError(.invalidType, "an &expression is no value")
        }
    }

    private func argument(_ value: Value) throws(ExpressionError) -> Argument {
        if case .reference(let target) = self { return .reference(target) }
        return .value(try evaluate(value))
    }

    private static func member(_ name: String, of value: Value) -> Value {
        guard case .object(let object) = value else { return .null }
        return object[name] ?? .null
    }

    private static func element(_ index: Int, of value: Value) -> Value {
        guard case .array(let elements) = value else { return .null }
        // An index below zero counts from the end; no list is long enough for `&+` to wrap into range.
        let place = index < 0 ? elements.count &+ index : index
        return elements.indices.contains(place) ? elements[place] : .null
    }

    /// What `each` gives for every element, without nulls.
    private static func project(_ elements: some Sequence<Value>, _ each: Step) throws(ExpressionError) -> Value {
        var results: [Value] = []
        results.reserveCapacity(elements.underestimatedCount)
        for element in elements {
            let result = try each.evaluate(element)
            if !result.isNull { results.append(result) }
        }
        return .array(results)
    }

    private static func compare(_ left: Value, _ comparator: Comparator, _ right: Value) -> Value {
        switch comparator {
        case .equal: return .bool(left.isEqual(to: right))
        case .notEqual: return .bool(!left.isEqual(to: right))
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            // Order is for two numbers or two strings; anything else has none.
            guard left.isNumber && right.isNumber || left.string != nil && right.string != nil else { return .null }
            return switch comparator {
            case .less: .bool(left.precedes(right))
            case .greater: .bool(right.precedes(left))
            case .lessOrEqual: .bool(left.precedes(right) || left.isEqual(to: right))
            case .greaterOrEqual: .bool(right.precedes(left) || left.isEqual(to: right))
            case .equal, .notEqual: .null
            }
        }
    }
}
