import Document

extension Function {
    static let textFunctions: [Function] = [
        Function("starts_with", [.string, .string]) { arguments in
            .bool(texts(arguments).0.utf8.starts(with: texts(arguments).1.utf8))
        },
        Function("ends_with", [.string, .string]) { arguments in
            .bool(texts(arguments).0.utf8.reversed().starts(with: texts(arguments).1.utf8.reversed()))
        },
        Function("join", [.string, .strings]) { arguments in
            .string((arguments[1].array ?? []).compactMap(\.string).joined(separator: arguments[0].string ?? ""))
        },
        Function("to_string", [.any]) { arguments in .string(arguments[0].string ?? arguments[0].asciiJSON) },
        Function("contains", [[.array, .string], .any]) { arguments throws(ExpressionError) in
            guard case .string(let text) = arguments[0] else {
                return .bool((arguments[0].array ?? []).contains { $0.isLooselyEqual(to: arguments[1]) })
            }
            guard case .string(let part) = arguments[1] else {
                throw mismatch("contains", "a string to look for in a string", arguments[1])
            }
            return .bool(Array(text.utf8).containsRun(Array(part.utf8)))
        },
    ]

    private static func texts(_ arguments: [Value]) -> (String, String) {
        (arguments[0].string ?? "", arguments[1].string ?? "")
    }
}

extension [UInt8] {
    /// Whether `run` stands somewhere in these bytes; an empty run does everywhere.
    fileprivate func containsRun(_ run: [UInt8]) -> Bool {
        guard let first = run.first else { return true }
        guard run.count <= count else { return false }
        return (0...(count - run.count)).contains { start in
            self[start] == first && self[start..<(start + run.count)].elementsEqual(run)
        }
    }
}
