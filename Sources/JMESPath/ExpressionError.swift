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

    package var description: String {
        guard let offset else { return message }
        return "\(message) at character \(offset + 1)"
    }
}
