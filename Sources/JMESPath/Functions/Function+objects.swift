import Document

extension Function {
    static let objectFunctions: [Function] = [
        Function("keys", [.object]) { arguments in .array((arguments[0].object ?? [:]).keys.map { .string($0) }) },
        Function("values", [.object]) { arguments in .array(Array((arguments[0].object ?? [:]).values)) },
        Function("merge", [.object], isVariadic: true) { arguments in
            var merged = arguments[0].object ?? [:]
            for other in arguments.dropFirst() {
                for member in other.object ?? [:] { merged[member.key] = member.value }
            }
            return .object(merged)
        },
    ]

    static let typeFunctions: [Function] = [
        Function("type", [.any]) { arguments in .string(arguments[0].typeName) }
    ]
}
