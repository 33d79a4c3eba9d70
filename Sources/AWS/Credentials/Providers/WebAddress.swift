/// An absolute http or https URL without user, fragment or anything that parsers read in different ways.
struct WebAddress: Sendable, Hashable {
    let text: String
    let isSecure: Bool
    /// In lower case, without the port; an IPv6 address stands in brackets.
    let host: String

    init?(_ text: String) {
        guard let mark = text.firstRange(of: "://"), text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else { return nil }
        let scheme = text[..<mark.lowerBound].lowercased()
        let rest = text[mark.upperBound...]
        let authority = rest.prefix { !"/?".contains($0) }
        guard scheme == "http" || scheme == "https", !rest.contains("\\"), !rest.contains("#"),
            !authority.contains("@"), !authority.contains("%")
        else { return nil }
        let name = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        guard !name.isEmpty, authority.hasPrefix(name) else { return nil }
        let port = authority.dropFirst(name.count)
        guard port.isEmpty || port.first == ":" && UInt16(port.dropFirst()) != nil else { return nil }
        self.text = text
        isSecure = scheme == "https"
        host = name.lowercased()
    }

    /// Whether it is this machine.
    var isLoopback: Bool {
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return host == "localhost" || host == "[::1]"
            || (numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil })
    }
}
