import Document

extension Function {
    static let orderFunctions: [Function] = [
        Function("sort", [[.strings, .numbers]]) { arguments in
            .array((arguments[0].array ?? []).sorted { $0.precedes($1) })
        },
        Function("min", [[.strings, .numbers]]) { arguments in
            extreme(arguments[0].array ?? [], keys: arguments[0].array ?? []) { $0.precedes($1) }
        },
        Function("max", [[.strings, .numbers]]) { arguments in
            extreme(arguments[0].array ?? [], keys: arguments[0].array ?? []) { $1.precedes($0) }
        },
        Function("sort_by", taking: [.array, .reference]) { arguments throws(ExpressionError) in
            let elements = arguments[0].value?.array ?? []
            let keys = try keys("sort_by", elements, arguments[1])
            let order = elements.indices.sorted { keys[$0].precedes(keys[$1]) }
            return .array(order.map { elements[$0] })
        },
        Function("min_by", taking: [.array, .reference]) { arguments throws(ExpressionError) in
            let elements = arguments[0].value?.array ?? []
            return extreme(elements, keys: try keys("min_by", elements, arguments[1])) { $0.precedes($1) }
        },
        Function("max_by", taking: [.array, .reference]) { arguments throws(ExpressionError) in
            let elements = arguments[0].value?.array ?? []
            return extreme(elements, keys: try keys("max_by", elements, arguments[1])) { $1.precedes($0) }
        },
    ]

    /// The first element whose key comes before all others.
    private static func extreme(_ elements: [Value], keys: [Value], by precedes: (Value, Value) -> Bool) -> Value {
        guard var best = elements.indices.first else { return .null }
        for place in elements.indices where precedes(keys[place], keys[best]) { best = place }
        return elements[best]
    }

    /// What `reference` gives for each element: all numbers or all strings.
    private static func keys(
        _ name: String, _ elements: [Value], _ reference: Argument
    ) throws(ExpressionError) -> [Value] {
        guard case .reference(let step) = reference else { return [] }
        var keys: [Value] = []
        keys.reserveCapacity(elements.count)
        for element in elements {
            let key = try step.evaluate(element)
            let fits = keys.first.map { $0.isNumber ? key.isNumber : key.string != nil }
            guard fits ?? (key.isNumber || key.string != nil) else {
                throw mismatch(name, "keys that are all numbers or all strings", key)
            }
            keys.append(key)
        }
        return keys
    }
}
