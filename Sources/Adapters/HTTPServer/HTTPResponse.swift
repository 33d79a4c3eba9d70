/// One answer; Content-Length, Date and Connection are the server's to add.
package struct HTTPResponse: Sendable {
    package var status: Int
    package var headers: HTTPHeaders
    package var body: [UInt8]

    package init(status: Int = 200, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A short answer in words, which no browser takes for anything else.
    package static func text(_ status: Int, _ text: String, headers: [(String, String)] = []) -> HTTPResponse {
        let guards = [
            ("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "no-store"), ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ]
        return HTTPResponse(status: status, headers: HTTPHeaders(guards + headers), body: Array((text + "\n").utf8))
    }
}

/// What a handler gives: the answer, or the promise of one.
package enum HTTPReply: Sendable {
    case now(HTTPResponse)
    /// The connection waits without holding a thread. The closure must come to an end by itself.
    case later(@Sendable () async -> HTTPResponse)
}
