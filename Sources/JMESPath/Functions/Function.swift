import Document

/// One function of a table: its name, what it takes and what it does.
struct Function: Sendable {
    typealias Body = @Sendable ([Argument]) throws(ExpressionError) -> Value

    let name: String
    /// The types taken at each place.
    let parameters: [ValueTypes]
    /// Whether the last parameter may stand for several arguments.
    let isVariadic: Bool
    private let body: Body

    /// A function of values and expression references.
    init(_ name: String, taking parameters: [ValueTypes], _ body: @escaping Body) {
        self.name = name
        self.parameters = parameters
        isVariadic = false
        self.body = body
    }

    /// A function of values.
    init(
        _ name: String, _ parameters: [ValueTypes], isVariadic: Bool = false,
        _ body: @escaping @Sendable ([Value]) throws(ExpressionError) -> Value
    ) {
        self.name = name
        self.parameters = parameters
        self.isVariadic = isVariadic
        self.body = { arguments throws(ExpressionError) in try body(arguments.compactMap(\.value)) }
    }

    /// What is wrong with so many arguments; nil when nothing is.
    func arityProblem(_ count: Int) -> String? {
        guard isVariadic ? count < parameters.count : count != parameters.count else { return nil }
        let wanted = parameters.count == 1 ? "1 argument" : "\(parameters.count) arguments"
        return "\(name)() takes \(isVariadic ? "at least " : "")\(wanted), not \(count)"
    }

    /// Checks the arguments and gives the answer.
    func call(_ arguments: [Argument]) throws(ExpressionError) -> Value {
        if let problem = arityProblem(arguments.count) { throw ExpressionError(.invalidArity, problem) }
        for (place, argument) in arguments.enumerated() {
            let types = parameters[min(place, parameters.count - 1)]
            guard argument.isOne(of: types) else {
                throw ExpressionError(
                    .invalidType, "\(name)() takes \(types.text) as argument \(place + 1), not \(argument.typeName)")
            }
        }
        return try body(arguments)
    }

    /// An answer for arguments that passed the check of types and still mean nothing.
    static func mismatch(_ name: String, _ wanted: String, _ found: Value) -> ExpressionError {
        ExpressionError(.invalidType, "\(name)() takes \(wanted), not \(found.typeName)")
    }
}

/// What a function is called with.
enum Argument: Sendable {
    case value(Value)
    case reference(Step)

    var value: Value? {
        guard case .value(let value) = self else { return nil }
        return value
    }

    var typeName: String { value?.typeName ?? "&expression" }

    func isOne(of types: ValueTypes) -> Bool {
        switch self {
        case .value(let value): types.accepts(value)
        case .reference: types.contains(.reference)
        }
    }
}
