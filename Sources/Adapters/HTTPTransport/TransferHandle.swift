import CCurl

/// The C side of one transfer; belongs to the loop's thread.
struct TransferHandle: Hashable {
    let pointer: OpaquePointer

    /// - C: `curl_easy_init`.
    static func make() -> TransferHandle? { ccurl_transfer_new().map { TransferHandle(pointer: $0) } }

    func free() { ccurl_transfer_free(pointer) }

    func reset() { ccurl_transfer_reset(pointer) }

    /// Bytes of headers and body so far.
    var received: Int { Int(ccurl_transfer_received(pointer)) }

    /// How long connecting took; nil while it goes on.
    var connected: Duration? {
        let microseconds = ccurl_transfer_connected(pointer)
        return microseconds > 0 ? .microseconds(microseconds) : nil
    }

    /// Sets everything the transfer needs.
    ///
    /// - Returns: false when the library refused an option.
    func prepare(_ request: HTTPRequest, limits: HTTPLimits, authorities: HTTPAuthorities) -> Bool {
        for line in Self.lines(for: request.headers) where ccurl_transfer_header(pointer, line) == 0 { return false }
        let (path, isDirectory) = authorities.location
        return request.method.withCString { method in
            request.url.withCString { url in
                path.withCString { path in
                    request.body.withUnsafeBufferPointer { body in
                        var options = ccurl_request()
                        options.method = method
                        options.url = url
                        options.body = body.baseAddress
                        options.body_count = Int64(body.count)
                        options.direct = request.isLocal ? 1 : 0
                        options.authorities = authorities == .system ? nil : path
                        options.authorities_is_directory = isDirectory ? 1 : 0
                        options.connect_milliseconds = max(1, Int64(limits.connect / .milliseconds(1)))
                        options.body_limit = Int64(limits.body)
                        options.header_limit = Int64(limits.headers)
                        return ccurl_transfer_prepare(pointer, &options) == 1
                    }
                }
            }
        }
    }

    /// In the library's own notation, which has a form of its own for an empty value and for no header at all.
    private static func lines(for headers: [HTTPHeader]) -> [String] {
        // A wait for "100 Continue" costs a round trip; a guessed content type would not be what was signed.
        var lines = ["Expect:", "Accept-Encoding: gzip"]
        if !headers.contains(where: { $0.name.lowercased() == "content-type" }) { lines.append("Content-Type:") }
        for header in headers {
            lines.append(header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
        }
        return lines
    }

    /// The whole answer, copied.
    var response: HTTPResponse {
        var count = 0
        let headers = ccurl_transfer_headers(pointer, &count)
        let head = HTTPHeader.parse(UnsafeBufferPointer(start: headers, count: count))
        let body = ccurl_transfer_body(pointer, &count)
        return HTTPResponse(
            status: Int(ccurl_transfer_status(pointer)), headers: head,
            body: Array(UnsafeBufferPointer(start: body, count: count)))
    }

    /// What `outcome` says of this transfer; nil when it went well.
    func failure(for outcome: Int32) -> HTTPFailure? {
        let message = String(cString: ccurl_transfer_message(pointer))
        return switch Int(outcome) {
        case CCURL_OK: nil
        case CCURL_TIMEOUT: HTTPFailure(.timeout, message)
        case CCURL_UNREACHABLE: HTTPFailure(.unreachable, message)
        case CCURL_TLS: HTTPFailure(.tls, message)
        case CCURL_TOO_LARGE: HTTPFailure(.tooLarge, message)
        case CCURL_TRUNCATED: HTTPFailure(.truncated, message)
        case CCURL_PROTOCOL: HTTPFailure(.malformed, message)
        case CCURL_INVALID: HTTPFailure(.invalidRequest, message)
        default: HTTPFailure(.internal, message)
        }
    }
}

extension HTTPAuthorities {
    fileprivate var location: (path: String, isDirectory: Bool) {
        switch self {
        case .system: ("", false)
        case .file(let path): (path, false)
        case .directory(let path): (path, true)
        }
    }
}
