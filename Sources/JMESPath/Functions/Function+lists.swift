import Document

extension Function {
    static let listFunctions: [Function] = [
        Function("length", [[.string, .array, .object]]) { arguments in
            switch arguments[0] {
            case .string(let text): .integer(text.unicodeScalars.count)
            case .object(let object): .integer(object.count)
            case let list: .integer(list.array?.count ?? 0)
            }
        },
        Function("reverse", [[.string, .array]]) { arguments in
            guard case .string(let text) = arguments[0] else {
                return .array((arguments[0].array ?? []).reversed())
            }
            var reversed = String.UnicodeScalarView()
            reversed.append(contentsOf: text.unicodeScalars.reversed())
            return .string(String(reversed))
        },
        Function("to_array", [.any]) { arguments in
            guard case .array = arguments[0] else { return .array(arguments) }
            return arguments[0]
        },
        Function("not_null", [.any], isVariadic: true) { arguments in arguments.first { !$0.isNull } ?? .null },
        Function("map", taking: [.reference, .array]) { arguments throws(ExpressionError) in
            guard case .reference(let step) = arguments[0] else { return .null }
            var results: [Value] = []
            for element in arguments[1].value?.array ?? [] { results.append(try step.evaluate(element)) }
            return .array(results)
        },
    ]
}
