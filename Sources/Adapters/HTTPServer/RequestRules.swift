/// The head of a request as the wire gave it.
struct RequestHead {
    let method: String
    let target: [UInt8]
    let version: String
    let fields: [(name: [UInt8], value: [UInt8])]
    let isWellFormed: Bool
    let takesBody: Bool
}

/// What is refused before any handler sees it: everything two parties could read in two ways.
///
/// - Source: RFC 9112 sections 2.2, 3, 5 and 6; RFC 9110 section 5.5.
enum RequestRules {
    /// Why a request is not let through; the connection ends with it.
    struct Refusal: Error {
        let response: HTTPResponse
    }

    /// The request that `head` makes, without its body, or its refusal.
    static func judge(_ head: RequestHead, peer: String, options: HTTPServerOptions) -> Result<HTTPRequest, Refusal> {
        if let response = refusal(of: head, options: options) { return .failure(Refusal(response: response)) }
        guard let method = HTTPRequest.Method(rawValue: head.method) else {
            return .failure(Refusal(response: notAllowed))
        }
        let pairs = head.fields.map { field in
            (String(decoding: field.name, as: UTF8.self), String(decoding: field.value, as: UTF8.self))
        }
        let target = String(decoding: head.target, as: UTF8.self)
        return .success(HTTPRequest(method: method, target: target, headers: HTTPHeaders(pairs), peer: peer))
    }

    private static func refusal(of head: RequestHead, options: HTTPServerOptions) -> HTTPResponse? {
        guard head.isWellFormed else { return .text(400, "The request is not in the one form that HTTP/1.1 allows.") }
        guard head.version == "HTTP/1.1" || head.version == "HTTP/1.0" else {
            return .text(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here.")
        }
        guard !head.method.isEmpty, head.method.utf8.allSatisfy(isToken) else {
            return .text(400, "The method is not a word.")
        }
        return refusal(ofTarget: head, options: options) ?? refusal(ofFields: head, options: options)
            ?? refusal(ofFraming: head, options: options)
    }

    private static func refusal(ofTarget head: RequestHead, options: HTTPServerOptions) -> HTTPResponse? {
        guard head.target.count <= options.targetBytes else { return .text(414, "The address is too long.") }
        // `*` and absolute addresses belong to methods and proxies that are refused anyway.
        if head.method == "OPTIONS" || head.method == "CONNECT" { return nil }
        guard head.target.first == UInt8(ascii: "/"), head.target.allSatisfy({ 0x21...0x7E ~= $0 }) else {
            return .text(400, "The address must begin with / and hold printable ASCII only.")
        }
        return nil
    }

    private static func refusal(ofFields head: RequestHead, options: HTTPServerOptions) -> HTTPResponse? {
        let count = head.fields.reduce(0) { $0 + $1.name.count + $1.value.count + 4 }
        guard count <= options.headerBytes else { return .text(431, "The header fields are too large.") }
        for field in head.fields {
            guard !field.name.isEmpty, field.name.allSatisfy(isToken) else {
                return .text(400, "A header field's name is not a word.")
            }
            guard field.value.allSatisfy({ $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }) else {
                return .text(400, "A header field holds control characters.")
            }
        }
        let hosts = head.values("host")
        guard hosts.count == 1 || (hosts.isEmpty && head.version == "HTTP/1.0") else {
            return .text(400, "The request must name one Host.")
        }
        return nil
    }

    private static func refusal(ofFraming head: RequestHead, options: HTTPServerOptions) -> HTTPResponse? {
        let lengths = head.values("content-length")
        let encodings = head.values("transfer-encoding")
        guard encodings.isEmpty else {
            guard lengths.isEmpty, encodings == [Array("chunked".utf8)], head.version == "HTTP/1.1" else {
                return .text(400, "Where the body ends is ambiguous.")
            }
            return .text(411, "A body must name its Content-Length.")
        }
        guard lengths.count <= 1 else { return .text(400, "Content-Length stands there twice.") }
        guard let length = lengths.first else { return nil }
        guard !length.isEmpty, length.allSatisfy({ 0x30...0x39 ~= $0 }) else {
            return .text(400, "Content-Length is not a number.")
        }
        guard let count = Int(String(decoding: length, as: UTF8.self)), count <= options.bodyBytes else {
            return .text(413, "The body is too large.")
        }
        guard count == 0 || head.takesBody else {
            let isRead = head.method == "GET" || head.method == "HEAD"
            return isRead ? .text(400, "No body is taken here.") : notAllowed
        }
        return nil
    }

    private static var notAllowed: HTTPResponse {
        .text(405, "The method is not allowed.", headers: [("Allow", "GET, HEAD")])
    }

    /// RFC 9110 section 5.6.2.
    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}

extension RequestHead {
    fileprivate func values(_ name: String) -> [[UInt8]] {
        fields.filter { String(decoding: $0.name, as: UTF8.self).equalsIgnoringCase(name) }
            .map { Array($0.value.trimmed) }
    }
}

extension [UInt8] {
    /// Without the spaces and tabs at both ends.
    fileprivate var trimmed: ArraySlice<UInt8> {
        var rest = self[...]
        while let first = rest.first, first == 0x20 || first == 0x09 { rest = rest.dropFirst() }
        while let last = rest.last, last == 0x20 || last == 0x09 { rest = rest.dropLast() }
        return rest
    }
}
