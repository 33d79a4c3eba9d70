package import Document

/// A compiled JMESPath expression.
///
/// - Source: the JMESPath specification, behaviour of the PyPI package `jmespath` 1.1.
/// - Cost: compile once, evaluate many times; evaluation has no hidden state.
package struct Expression: Sendable, Hashable {
    /// The text it was compiled from.
    package let source: String

    /// Compiles `source`.
    ///
    /// - Throws: `ExpressionError` with the offset of the fault: syntax, unknown function, arity.
    package init(_ source: String, functions: FunctionTable = .standard) throws(ExpressionError) {
        self.source = source
    }

    /// The value of this expression for `input`.
    ///
    /// - Throws: `ExpressionError` for a wrong argument type and the like; a missing member is null, not an error.
    package func evaluate(_ input: Value) throws(ExpressionError) -> Value { .null }
}

/// The functions an expression may call.
package struct FunctionTable: Sendable {
    /// The functions of the specification.
    package static let standard = FunctionTable()
}

/// Why an expression does not compile or evaluate.
package struct ExpressionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The error classes of the specification, safe as a label.
    package enum Code: String, Sendable, CaseIterable {
        case syntax, invalidType, invalidValue, unknownFunction, invalidArity
    }

    package let code: Code
    package let message: String
    /// Characters from the start of the expression; nil at evaluation.
    package let offset: Int?

    package init(_ code: Code, _ message: String, offset: Int? = nil) {
        self.code = code
        self.message = message
        self.offset = offset
    }

    package var description: String { message }
}
