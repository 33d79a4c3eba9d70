/// One request, sent byte for byte as written here.
package struct HTTPRequest: Sendable, Hashable {
    /// In capitals.
    package var method: String
    /// Absolute, `http` or `https`, percent-encoded by the caller: neither dots nor escapes in the path are touched.
    package var url: String
    /// Nothing but these, `Host` (unless given), `Content-Length`, `Accept` and `Accept-Encoding: gzip` is sent.
    package var headers: [HTTPHeader]
    package var body: [UInt8]

    package init(method: String = "GET", url: String, headers: [HTTPHeader] = [], body: [UInt8] = []) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}

/// One header line.
package struct HTTPHeader: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension HTTPRequest {
    /// The URL's host, of an IPv6 address without its brackets; empty for what is no URL.
    var host: Substring {
        guard let scheme = url.firstRange(of: "://") else { return "" }
        let authority = url[scheme.upperBound...].prefix { !"/?#".contains($0) }
        return authority.hasPrefix("[") ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
    }

    /// Whether the URL's host is this machine or one that only its own link reaches, where no proxy has any business.
    var isLocal: Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.") || host.hasPrefix("169.254.")
            || host.hasPrefix("fd00:ec2::")
    }

    /// Why these bytes may not be sent, nil when they may: a line end in a header is another header.
    var fault: String? {
        guard !method.isEmpty, method.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else {
            return "the method is not a word in capitals"
        }
        guard url.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else { return "the URL is not percent-encoded" }
        for header in headers {
            guard !header.name.isEmpty, header.name.utf8.allSatisfy(Self.isNameByte) else {
                return "a header's name is not a word"
            }
            guard header.value.utf8.allSatisfy({ $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }) else {
                return "the header \(header.name) has control characters"
            }
        }
        return nil
    }

    /// - Source: RFC 9110, section 5.6.2, `tchar`.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
