import Document

/// A URL in the parts that rules ask for.
struct RuleURL {
    let scheme: String
    let authority: String
    /// Empty, or beginning with a slash.
    let path: String

    /// The parts of `text`; nil for what is no http or https URL, or has more than a host and a path.
    init?(_ text: String) {
        guard let mark = text.firstRange(of: "://") else { return nil }
        scheme = text[..<mark.lowerBound].lowercased()
        guard scheme == "https" || scheme == "http", !text.contains(where: { "?# \\".contains($0) }) else { return nil }
        let rest = text[mark.upperBound...]
        authority = String(rest.prefix { $0 != "/" })
        path = String(rest.dropFirst(authority.count))
        guard !host.isEmpty else { return nil }
    }

    private var host: Substring {
        authority.hasPrefix("[") ? authority.prefix { $0 != "]" } : authority.prefix { $0 != ":" }
    }

    /// As `parseURL` gives them.
    var value: Value {
        let ending = path.hasSuffix("/") ? path : path + "/"
        return [
            "scheme": .string(scheme), "authority": .string(authority), "path": .string(path),
            "normalizedPath": .string(ending), "isIp": .bool(host.hasPrefix("[") || HostLabel.isIPv4(host)),
        ]
    }
}
