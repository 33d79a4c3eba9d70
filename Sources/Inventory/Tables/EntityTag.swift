import Cryptography

/// What tells one answer's bytes from another's.
package enum EntityTag {
    /// A strong entity tag: the same for the same bytes, on every server.
    ///
    /// - Source: RFC 9110 section 8.8.3, quotes included.
    /// - Cost: one SHA-256 over the bytes.
    package static func of(_ bytes: [UInt8]) -> String { "\"\(Hex.encode(Digest.sha256(bytes).prefix(16)))\"" }

    /// Whether `known`, the value of an If-None-Match, names `tag`.
    ///
    /// - Source: RFC 9110 section 13.1.2: a list, compared weakly, or `*` for any.
    package static func isKnown(_ tag: String, in known: String?) -> Bool {
        guard let known else { return false }
        return known.split(separator: ",").contains { part in
            var name = part[...]
            while name.first == " " || name.first == "\t" { name = name.dropFirst() }
            while name.last == " " || name.last == "\t" { name = name.dropLast() }
            return name == "*" || (name.hasPrefix("W/") ? name.dropFirst(2) : name) == tag
        }
    }
}
