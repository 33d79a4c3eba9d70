/// One answered request, for the log.
package struct AccessRecord: Sendable {
    /// Stands in the answer's `X-Request-Id`, too; empty for what was refused before it was a request.
    package let id: String
    /// Who asked, as far as it can be believed.
    package let client: String
    package let method: String
    /// As it stood on the request line.
    package let target: String
    package let status: Int
    /// Of the answer's body.
    package let bytes: Int
    package let duration: Duration
    /// One word of a closed set.
    package let route: String
    /// What the client calls itself; nil when it does not.
    package let agent: String?
}
