package import Document

/// A call that reads stored data and is allowed all the same: exactly this one, with exactly this input.
///
/// - Shape: further pages of its answer are part of it.
package struct ReadingGrant: Sendable, Hashable {
    package let operation: OperationName
    package let input: Object
    /// The name of the account in the configuration.
    package let account: String
    package let region: String

    package init(_ operation: OperationName, input: Object, account: String, region: String) {
        self.operation = operation
        self.input = input
        self.account = account
        self.region = region
    }

    /// What would have to be granted for `call`.
    init(_ call: APICall) {
        self.init(call.operation, input: call.input, account: call.account, region: call.region)
    }
}
