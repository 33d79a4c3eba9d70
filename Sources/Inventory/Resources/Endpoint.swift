/// Where to connect.
package struct Endpoint: Sendable, Hashable {
    /// public, private, writer, reader, configuration, node, custom, proxy, listener, url, arn.
    package let role: String
    package let host: String
    package let port: Int?
    /// The protocol or engine (`postgres`, `https`), as AWS words it.
    package let scheme: String?

    package init(role: String, host: String, port: Int?, scheme: String?) {
        self.role = role
        self.host = host
        self.port = port
        self.scheme = scheme
    }

    /// Every role there is.
    package static let roles = [
        "public", "private", "writer", "reader", "configuration", "node", "custom", "proxy", "listener", "url", "arn",
    ]

    /// `host:port`, `[v6]:port`, or the host or URL alone where no port is known.
    package var address: String {
        guard let port else { return host }
        return host.utf8.contains(UInt8(ascii: ":")) && !host.hasPrefix("[") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
