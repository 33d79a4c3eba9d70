/// Why a file is not a readable YAML document.
package struct YAMLFailure: Error, Sendable {
    /// The closed set of reasons.
    package enum Code: Sendable {
        case syntax, encoding, tooDeep, tooManyNodes, alias, memory
    }

    package let code: Code
    package let message: String
    /// 1-based.
    package let line: Int
    /// 1-based, in characters.
    package let column: Int
}
