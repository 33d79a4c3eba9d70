package import Document

/// The functions an expression may call, by name.
///
/// - Shape: an immutable value; `adding` gives a larger table. Tables are told apart by `identity`, the names of what was added in order, so two different functions of one name belong in no two tables of one program.
package struct FunctionTable: Sendable {
    /// The functions of the specification.
    package static let standard = FunctionTable(
        Function.numberFunctions + Function.textFunctions + Function.listFunctions + Function.orderFunctions
            + Function.objectFunctions + Function.typeFunctions)

    let identity: String
    private let functions: [String: Function]

    private init(_ functions: [Function]) {
        identity = "standard"
        self.functions = Dictionary(functions.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    }

    private init(identity: String, functions: [String: Function]) {
        self.identity = identity
        self.functions = functions
    }

    /// This table with one more function; one of the same name is replaced.
    ///
    /// - Shape: `body` gets exactly as many values as there are `parameters` (or more, of the last one's types, when `isVariadic`), each of the types its parameter takes.
    package func adding(
        _ name: String, _ parameters: [ValueTypes], isVariadic: Bool = false,
        body: @escaping @Sendable ([Value]) throws(ExpressionError) -> Value
    ) -> FunctionTable {
        var functions = self.functions
        functions[name] = Function(name, parameters, isVariadic: isVariadic, body)
        return FunctionTable(identity: "\(identity)+\(name)", functions: functions)
    }

    /// The names of all functions, sorted.
    package var names: [String] { functions.keys.sorted() }

    subscript(name: String) -> Function? { functions[name] }
}
