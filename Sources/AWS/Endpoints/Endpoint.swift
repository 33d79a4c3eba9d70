package import HTTPTransport

/// Where requests go, and for which region they are signed.
package struct Endpoint: Sendable, Hashable {
    /// `https`, or `http` where the configuration says so.
    package let scheme: String
    /// With the port unless it is the scheme's own: what the `Host` header says.
    package let host: String
    /// Before every path; empty or beginning and not ending with a slash.
    package let basePath: String
    package let signingRegion: String
    /// The service's word in signatures, where the endpoint has another than the service.
    package var signingName: String?
    /// What it wants to be told besides.
    package var headers: [HTTPHeader] = []
    /// Whether it takes the place of AWS.
    package let isReplacement: Bool

    /// What the service may be called, by its signature and by its host (`ecr`, `api.ecr`).
    var wireNames: [String] {
        let labels = isReplacement ? [] : host.replacing("-fips", with: "").split(separator: ".")
        let hosts =
            (0..<min(labels.count, 3)).map { labels[$0] }
            + (2...3).map { labels.prefix($0).joined(separator: ".")[...] }
        return [signingName].compactMap(\.self) + hosts.map(String.init)
    }

    /// The start of every URL.
    var origin: String { "\(scheme)://\(host)" }
}

extension Endpoint {
    /// The endpoint at `url`, which `source` names.
    ///
    /// - Throws: `APIError` (`refused`) for what is no http or https URL, carries more than host and path, or would send
    ///   signatures in the clear to another machine without the configuration saying so.
    init(
        url: String, from source: String, signingRegion: String, isReplacement: Bool = true, allowingPlainText: Bool
    ) throws(APIError) {
        func failure(_ message: String) -> APIError { APIError(.refused, "\(source) \(message)") }
        guard let mark = url.firstRange(of: "://") else { throw failure("is not a URL like https://host:port") }
        let scheme = url[..<mark.lowerBound].lowercased()
        guard scheme == "https" || scheme == "http" else { throw failure("is neither http nor https") }
        let rest = url[mark.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        guard url.utf8.allSatisfy({ 0x21...0x7E ~= $0 }), !rest.contains(where: { "?#\\".contains($0) }),
            !authority.contains("@")
        else { throw failure("has more than a host, a port and a path") }
        let (name, port) = Self.split(authority)
        guard !name.isEmpty, port.map({ UInt16($0) != nil }) ?? true else { throw failure("has no host or a bad port") }
        guard scheme == "https" || allowingPlainText || Self.isLoopback(name) else {
            throw failure("is plain http to another machine; only endpoint_url in the configuration may ask for that")
        }
        let isDefaultPort = port == (scheme == "https" ? "443" : "80")
        var path = rest.dropFirst(authority.count)
        while path.last == "/" { path.removeLast() }
        self.init(
            scheme: scheme, host: isDefaultPort ? String(name).lowercased() : String(authority).lowercased(),
            basePath: String(path), signingRegion: signingRegion, isReplacement: isReplacement)
    }

    private static func split(_ authority: Substring) -> (name: Substring, port: Substring?) {
        if authority.hasPrefix("["), let close = authority.firstIndex(of: "]") {
            let rest = authority[authority.index(after: close)...]
            return (authority[...close], rest.hasPrefix(":") ? rest.dropFirst() : rest.isEmpty ? nil : "?")
        }
        guard let colon = authority.firstIndex(of: ":") else { return (authority, nil) }
        return (authority[..<colon], authority[authority.index(after: colon)...])
    }

    private static func isLoopback(_ name: Substring) -> Bool {
        let name = name.lowercased()
        let numbers = name.split(separator: ".", omittingEmptySubsequences: false)
        return name == "localhost" || name == "[::1]"
            || (numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil })
    }
}
