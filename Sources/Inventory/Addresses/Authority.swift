/// Where a URL or `host:port` points to, without its path.
///
/// - Source: RFC 3986 section 3.2, leniently: a text without `://` is taken as an authority.
package struct Authority: Sendable, Hashable {
    /// The scheme in lower case; nil when there is none.
    package let scheme: String?
    /// The host as written, without brackets; empty when there is none.
    package let host: String
    package let port: Int?

    package init(of text: String) {
        var rest = text[...]
        if let mark = Self.schemeEnd(rest) {
            scheme = rest[..<mark].lowercased()
            rest = rest[rest.index(mark, offsetBy: 3)...]
        } else {
            scheme = nil
        }
        rest = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        if rest.first == "[", let close = rest.firstIndex(of: "]") {
            host = String(rest[rest.index(after: rest.startIndex)..<close])
            port = Self.port(rest[rest.index(after: close)...])
        } else if let colon = rest.lastIndex(of: ":"), rest.firstIndex(of: ":") == colon {
            host = String(rest[..<colon])
            port = Self.port(rest[colon...])
        } else {
            // Several colons without brackets: an IPv6 address.
            host = String(rest)
            port = nil
        }
    }

    /// The host as names are compared: lower case, without the final dot.
    package var foldedHost: String {
        let lower = host.lowercased()
        return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
    }

    /// The colon of the first `://` behind a scheme; `jdbc:postgresql` counts as one.
    private static func schemeEnd(_ text: Substring) -> Substring.Index? {
        let scheme = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.:".contains($0)) }
        guard scheme.last == ":", scheme.first?.isLetter == true, text[scheme.endIndex...].hasPrefix("//") else {
            return nil
        }
        return scheme.index(before: scheme.endIndex)
    }

    private static func port(_ text: Substring) -> Int? {
        guard text.first == ":", let number = Int(text.dropFirst()), (0...65535).contains(number) else { return nil }
        return number
    }
}
