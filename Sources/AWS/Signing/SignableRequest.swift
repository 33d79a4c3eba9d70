package import HTTPTransport

/// What a signature covers of one request, as it will be sent.
package struct SignableRequest: Sendable, Hashable {
    package var method: String
    /// With the port unless it is the scheme's own.
    package var host: String
    /// Begins with a slash.
    package var path: String
    /// Without the question mark.
    package var query: String
    package var headers: [HTTPHeader]
    package var body: [UInt8]

    package init(
        method: String, host: String, path: String = "/", query: String = "", headers: [HTTPHeader] = [],
        body: [UInt8] = []
    ) {
        self.method = method
        self.host = host
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }
}
