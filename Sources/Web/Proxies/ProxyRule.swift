import Configuration
import HTTPServer

/// Whose word about the client counts: that of trusted proxies, and nobody else's.
///
/// - Source: RFC 7239; `X-Forwarded-For`, `-Proto` and `-Host` as nginx, HAProxy and Apache set them.
struct ProxyRule: Sendable {
    let trusted: [AddressRange]

    /// Addresses that one request may have come through; nobody has more.
    private static let hopLimit = 50
    private static let ownNames = ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host"]

    /// Who asks.
    ///
    /// - Throws: `BadForwarding` where a trusted proxy says what has no one meaning.
    func origin(of request: HTTPRequest) throws(BadForwarding) -> ClientOrigin {
        guard !trusted.isEmpty, isTrusted(request.peer) else { return ClientOrigin(address: request.peer) }
        let standard = request.headers.values("Forwarded")
        let hasOwn = Self.ownNames.contains { request.headers[$0] != nil }
        // A proxy passes on what it does not set: of two kinds one may be the client's invention.
        guard standard.isEmpty || !hasOwn else { throw .twoKinds }
        return standard.isEmpty ? try own(request) : try forwarded(standard, peer: request.peer)
    }

    /// Whether what `address` says of others counts.
    func isTrusted(_ address: String) -> Bool { trusted.contains { $0.contains(address) } }

    private func own(_ request: HTTPRequest) throws(BadForwarding) -> ClientOrigin {
        let hops = Self.items(request.headers.values("X-Forwarded-For"))
        guard hops.count <= Self.hopLimit else { throw .malformed }
        var address = request.peer
        for hop in hops.reversed() {
            guard let next = NodeName(hop).address else { break }
            address = next
            if !isTrusted(next) { break }
        }
        var origin = ClientOrigin(address: address)
        // The nearest proxy is the one that is trusted; what stands before its word was told to it.
        origin.scheme = try Self.scheme(Self.items(request.headers.values("X-Forwarded-Proto")).last)
        origin.host = Self.items(request.headers.values("X-Forwarded-Host")).last
        return origin
    }

    private func forwarded(_ values: [String], peer: String) throws(BadForwarding) -> ClientOrigin {
        let elements = try ForwardedElement.read(values, limit: Self.hopLimit)
        var origin = ClientOrigin(address: peer)
        for element in elements.reversed() {
            origin.scheme = try Self.scheme(element.proto)
            origin.host = element.host
            guard let next = element.client.flatMap({ NodeName($0).address }) else { break }
            origin = ClientOrigin(address: next, scheme: origin.scheme, host: origin.host)
            if !isTrusted(next) { break }
        }
        return origin
    }

    private static func scheme(_ text: String?) throws(BadForwarding) -> String? {
        guard let text else { return nil }
        let scheme = text.lowercased()
        guard scheme == "http" || scheme == "https" else { throw .malformed }
        return scheme
    }

    /// The items of lists that are parted by commas, over all fields of one name.
    private static func items(_ values: [String]) -> [String] {
        values.flatMap { $0.split(separator: ",") }.map { $0.trimming(" \t") }.filter { !$0.isEmpty }
    }
}

/// Why a trusted proxy's word cannot be taken.
enum BadForwarding: Error {
    case twoKinds, malformed

    var words: String {
        switch self {
        case .twoKinds:
            "The proxy passes on Forwarded and X-Forwarded-… at once; let it remove the one that it does not set itself."
        case .malformed: "The proxy's Forwarded or X-Forwarded-… header is not in a form that is known."
        }
    }
}

/// A node as a proxy names it: `10.1.2.3`, `10.1.2.3:4711`, `[fd00::1]:4711`, `unknown`, `_hidden`.
struct NodeName {
    /// The numeric address; nil for names that hide it.
    let address: String?

    init(_ text: String) {
        var host = text
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            host = String(text[text.index(after: text.startIndex)..<end])
        } else if let colon = text.firstIndex(of: ":"), text.lastIndex(of: ":") == colon {
            host = String(text[..<colon])
        }
        address = AddressRange(host) != nil && !host.contains("/") ? host : nil
    }
}

extension StringProtocol {
    /// Without `characters` at both ends.
    func trimming(_ characters: String) -> String {
        var rest = self[...]
        while let first = rest.first, characters.contains(first) { rest = rest.dropFirst() }
        while let last = rest.last, characters.contains(last) { rest = rest.dropLast() }
        return String(rest)
    }
}
