package import HTTPTransport

/// One request as a protocol serialized it: everything but where it goes and who asks.
package struct WireRequest: Sendable, Hashable {
    package var method: String
    /// Percent-encoded, beginning with a slash, without the endpoint's own base path.
    package var path: String
    /// Percent-encoded, without the question mark; empty when there is none.
    package var query: String
    /// `Content-Type`, `X-Amz-Target` and those that the input's members ask for.
    package var headers: [HTTPHeader]
    package var body: [UInt8]
    /// Goes before the endpoint's host (`bucket.`); nil almost always.
    package var hostPrefix: String?

    package init(
        method: String = "POST", path: String = "/", query: String = "", headers: [HTTPHeader] = [],
        body: [UInt8] = [], hostPrefix: String? = nil
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.hostPrefix = hostPrefix
    }
}

/// What one response said, once understood.
package enum WireAnswer<Output: Sendable>: Sendable {
    case output(Output, requestID: String?)
    case fault(WireFault)
}

/// An error that AWS answered with.
package struct WireFault: Sendable, Hashable {
    /// AWS's own word for it (`ThrottlingException`), without namespace or URL.
    package var code: String?
    package var message: String?
    package var requestID: String?

    package init(code: String? = nil, message: String? = nil, requestID: String? = nil) {
        self.code = code
        self.message = message
        self.requestID = requestID
    }
}
