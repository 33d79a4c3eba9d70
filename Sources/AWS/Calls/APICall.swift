package import Document

/// One read call: what to ask whom; every page of the answer is wanted.
package struct APICall: Sendable, Hashable {
    package var operation: OperationName
    /// Members of the operation's input shape, as `aws --cli-input-json` takes them.
    package var input: Object
    /// The name of the account in the configuration.
    package var account: String
    /// A region (`eu-west-1`), or `global` for services that have one endpoint per partition.
    package var region: String
    /// When to give up, pages, retries and waiting included.
    package var deadline: ContinuousClock.Instant

    package init(
        _ operation: OperationName, input: Object = [:], account: String, region: String,
        deadline: ContinuousClock.Instant
    ) {
        self.operation = operation
        self.input = input
        self.account = account
        self.region = region
        self.deadline = deadline
    }
}

/// What one call gave, all pages merged.
package struct APIResult: Sendable {
    /// The members of the operation's output shape; list members joined over the pages; members that the model does not know are kept as written.
    package let output: Value
    /// Requests sent, retries included.
    package let requests: Int
    /// The request id of the last page.
    package let requestID: String?

    package init(output: Value, requests: Int = 1, requestID: String? = nil) {
        self.output = output
        self.requests = requests
        self.requestID = requestID
    }
}

/// Whoever can make read calls: the client, or a test's canned answers.
package protocol APICalling: Sendable {
    /// Makes `call` and merges its pages.
    ///
    /// - Throws: `APIError`; nothing partial is ever returned.
    /// - Isolation: callable from anywhere, many at once.
    func call(_ call: APICall) async throws(APIError) -> APIResult
}
