/// Why a document is not a readable XML document.
package struct XMLFailure: Error, Sendable {
    /// The closed set of reasons.
    package enum Code: Sendable {
        case syntax, encoding, tooLarge, tooDeep, tooManyNodes, doctype, truncated, memory
    }

    package let code: Code
    package let message: String
    /// 1-based.
    package let line: Int
    /// 1-based, in characters.
    package let column: Int
}
