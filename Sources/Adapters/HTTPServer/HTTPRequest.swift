/// One request, whole and checked.
package struct HTTPRequest: Sendable {
    /// The methods that are let through; all others are answered 405 before anyone sees them.
    package enum Method: String, Sendable, CaseIterable {
        case get = "GET", head = "HEAD", post = "POST"
    }

    package let method: Method
    /// Path and query as they stood on the request line: printable ASCII that begins with `/`, nothing decoded.
    package let target: String
    package let headers: HTTPHeaders
    package let body: [UInt8]
    /// The peer's numeric address; empty when unknown.
    package let peer: String

    package init(
        method: Method, target: String, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = [], peer: String = ""
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.peer = peer
    }
}
