/// Why a text is not a readable JSON document.
package struct JSONFailure: Error, Sendable {
    /// The closed set of reasons.
    package enum Code: Sendable {
        case syntax, tooLarge, tooDeep, tooManyNodes, truncated, memory
    }

    package let code: Code
    package let message: String
    /// Where the value that could not be read begins, in bytes.
    package let offset: Int
}
