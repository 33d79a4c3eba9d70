package import Document

/// A compiled JMESPath expression.
///
/// - Source: the JMESPath specification, behaviour of the PyPI package `jmespath` 1.1 (`docs/jmespath.md` lists the few differences).
/// - Shape: equal when compiled from the same text with the same function table.
/// - Cost: compile once, evaluate many times; evaluation has no hidden state, and a plain path allocates nothing but its result.
package struct Expression: Sendable {
    /// The text it was compiled from.
    package let source: String
    /// The tree of the expression, for whoever checks paths without evaluating them.
    package let syntax: Syntax
    private let step: Step
    private let table: String

    /// Compiles `source`.
    ///
    /// - Throws: `ExpressionError` with the offset of the fault: syntax, unknown function, arity; nesting beyond `Parser.maximumDepth`.
    package init(_ source: String, functions: FunctionTable = .standard) throws(ExpressionError) {
        self.source = source
        table = functions.identity
        syntax = try Parser.parse(source, functions: functions)
        step = try Step(syntax, functions: functions)
    }

    /// The value of this expression for `input`.
    ///
    /// - Throws: `ExpressionError` for a wrong argument type and the like; a missing member is null, not an error.
    package func evaluate(_ input: Value) throws(ExpressionError) -> Value {
        try step.evaluate(input)
    }
}

extension Expression: Hashable {
    package static func == (left: Expression, right: Expression) -> Bool {
        left.source == right.source && left.table == right.table
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(source)
        hasher.combine(table)
    }
}

extension Expression: CustomStringConvertible {
    package var description: String { source }
}
