import Document

/// The rows of a table that other tools can log in to or scrape: those with an address.
struct HostList {
    /// One of them.
    struct Host {
        /// Unlike every other's, of letters, digits, dots, dashes and underscores.
        let name: String
        /// The first private address, else the first of all, else the host of an endpoint.
        let address: String
        let resource: Resource
    }

    let hosts: [Host]

    init(_ table: Table) {
        var hosts: [Host] = []
        var taken: Set<String> = []
        for row in table.rows {
            guard let address = Self.address(of: row.resource) else { continue }
            var name = Self.word(row.resource.name)
            if name.isEmpty || taken.contains(name) {
                name += (name.isEmpty ? "" : "-") + Self.word(row.resource.key.id)
            }
            if taken.contains(name) {
                name += "." + Self.word(row.resource.key.account) + "." + Self.word(row.resource.key.region)
            }
            guard taken.insert(name).inserted else { continue }
            hosts.append(Host(name: name, address: address, resource: row.resource))
        }
        self.hosts = hosts
    }

    private static func address(of resource: Resource) -> String? {
        let addresses = resource.addressTexts.filter { IPAddress($0) != nil }
        return addresses.first { IPAddress($0)?.isPrivate == true } ?? addresses.first
    }

    /// `text` with `_` for everything that a host pattern, a label or a YAML key could take for its own.
    static func word(_ text: String) -> String {
        String(
            decoding: text.utf8.prefix(128).map { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    byte
                default: UInt8(ascii: "_")
                }
            }, as: UTF8.self)
    }
}

extension IPAddress {
    /// Whether it belongs to a private network.
    ///
    /// - Source: RFC 1918, RFC 6598 (100.64.0.0/10), RFC 4193.
    var isPrivate: Bool {
        Self.privateNetworks.contains { $0.contains(IPNetwork(self, prefixLength: family.bits)) }
    }

    private static let privateNetworks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"]
        .compactMap { IPNetwork($0) }
}
