/// The URL that takes the place of AWS: scheme, host, port and path; no user, query or fragment.
enum EndpointURL {
    /// What is wrong with `text`; nil for a good one.
    ///
    /// Never repeats it: people write passwords into URLs.
    static func fault(_ text: String) -> String? {
        guard let scheme = ["http://", "https://"].first(where: text.hasPrefix) else {
            return "must begin with http:// or https://"
        }
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if authority.contains("@") { return "must not hold a user or password" }
        if rest.contains("?") || rest.contains("#") { return "must not have a query or fragment" }
        guard rest.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { return "has characters that no URL has" }
        guard let address = NetworkAddress(authority), address.port != 0 else {
            return "must name a host, and a port from 1 to 65535 if any"
        }
        return nil
    }
}
