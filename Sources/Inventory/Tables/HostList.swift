import Document

/// The rows of a table that other tools can log in to or scrape: those with an address.
struct HostList {
    /// One of them.
    struct Host {
        /// Unlike every other's, of letters, digits, dashes and underscores: without dots no tag can take the name of a machine
        /// that somebody knows by DNS.
        let name: String
        /// The first private address, else the first of all.
        let address: String
        let resource: Resource
    }

    let hosts: [Host]

    init(_ table: Table) {
        var hosts: [Host] = []
        var taken = Self.reserved
        // Only columns of addresses tell where a host is: anybody may write one into a text.
        let places = Dictionary(
            table.kinds.map { kind in (kind.name, kind.columns.indices.filter { kind.columns[$0].form == .ip }) },
            uniquingKeysWith: { $1 })
        for row in table.rows {
            guard let address = Self.address(of: row.resource, in: places[row.resource.key.kind] ?? []) else {
                continue
            }
            var name = Self.word(row.resource.name)
            if name.isEmpty || taken.contains(name) || Self.groups.contains(where: name.hasPrefix) {
                name += (name.isEmpty ? "" : "-") + Self.word(row.resource.key.id)
            }
            if taken.contains(name) {
                name += "-" + Self.word(row.resource.key.account) + "-" + Self.word(row.resource.key.region)
            }
            guard taken.insert(name).inserted else { continue }
            hosts.append(Host(name: name, address: address, resource: row.resource))
        }
        self.hosts = hosts
    }

    /// Names that tools take for something else: Ansible's groups, and the machine they run on.
    private static let reserved: Set<String> = ["all", "ungrouped", "localhost"]

    /// How the groups of an inventory begin.
    static let groups = ["account_", "region_", "env_", "state_"]

    private static func address(of resource: Resource, in columns: [Int]) -> String? {
        var texts = resource.endpoints.map(\.host)
        for index in columns {
            _ = resource.column(index).anyLeaf { leaf in
                texts += leaf.string.map { [$0] } ?? []
                return false
            }
        }
        let addresses = texts.filter { IPAddress($0) != nil }
        return addresses.first { IPAddress($0)?.isPrivate == true } ?? addresses.first
    }

    /// `text` with `_` for everything that a host pattern, an option or a YAML key could take for its own.
    static func word(_ text: String) -> String {
        String(
            decoding: text.utf8.prefix(128).enumerated().map { place, byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                    byte
                case UInt8(ascii: "-") where place > 0: byte
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
