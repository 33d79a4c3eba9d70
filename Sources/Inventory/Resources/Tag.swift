package import FoundationEssentials

/// One tag, as written.
package struct Tag: Sendable, Hashable {
    package let key: String
    package let value: String

    package init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}

/// A detail call for one row that failed or was not made, while its cell was read.
package struct RowProblem: Sendable, Hashable {
    /// The operation (`DescribeTargetHealth`).
    package let call: String
    package let code: CellError.Code
    /// When AWS answered what the row shows of this call; nil where it shows nothing of it.
    package let answeredAt: Date?

    package init(call: String, code: CellError.Code, answeredAt: Date? = nil) {
        self.call = call
        self.code = code
        self.answeredAt = answeredAt
    }
}
