/// Why a request got no whole answer.
///
/// - Shape: `description` names hosts and ports but no header, body or query.
package struct HTTPFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The closed set of reasons, safe as a metric label.
    package enum Code: String, Sendable, CaseIterable {
        /// Connecting, the first byte, the pace or the whole took longer than allowed.
        case timeout
        /// No such host, no connection, or one that broke before the answer began.
        case unreachable
        /// No trusted encryption; plain text is never tried instead.
        case tls
        /// Headers or decompressed body beyond the limit.
        case tooLarge = "too-large"
        /// The answer broke off.
        case truncated
        /// The answer is not HTTP, or its compression is damaged.
        case malformed
        /// The request itself cannot be sent as written.
        case invalidRequest = "invalid-request"
        case cancelled
        /// The transfer library failed in a way that says nothing of the peer.
        case `internal`
    }

    package let code: Code
    /// What happened, as a sentence without its final stop.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
