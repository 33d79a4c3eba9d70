/// One tag, as written.
package struct Tag: Sendable, Hashable {
    package let key: String
    package let value: String

    package init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}

/// A detail call for one row that failed, while its cell did not.
package struct RowProblem: Sendable, Hashable {
    /// The operation (`DescribeTargetHealth`).
    package let call: String
    package let code: CellError.Code

    package init(call: String, code: CellError.Code) {
        self.call = call
        self.code = code
    }
}
