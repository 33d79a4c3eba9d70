import Document

/// Every address and network in the rows of a cell, to be compared with networks.
///
/// - Cost: 12 bytes for an IPv4 address, 48 for an IPv6 one.
final class AddressColumn: Sendable {
    /// An IPv4 address or network.
    private struct Short {
        let first: UInt32
        let last: UInt32
        let row: UInt32
    }

    private let short: [Short]
    private let long: [(network: IPNetwork, row: UInt32)]

    init(of rows: [Resource]) {
        var short: [Short] = []
        var long: [(network: IPNetwork, row: UInt32)] = []
        for (place, row) in rows.enumerated() {
            for text in row.addressTexts {
                guard let network = IPNetwork(text) else { continue }
                if network.address.family == .v4 {
                    let first = UInt32(truncatingIfNeeded: network.address.number)
                    let rest = network.prefixLength == 0 ? UInt32.max : (1 << UInt32(32 - network.prefixLength)) &- 1
                    short.append(Short(first: first, last: first | rest, row: UInt32(place)))
                } else {
                    long.append((network, UInt32(place)))
                }
            }
        }
        self.short = short.map(\.self)
        self.long = long
    }

    /// Calls `body` with each row that has an address or network inside one of `networks`; maybe more than once.
    func forEachRow(within networks: [IPNetwork], _ body: (Int) -> Void) {
        for network in networks {
            if network.address.family == .v4 {
                let first = UInt32(truncatingIfNeeded: network.address.number)
                let rest = network.prefixLength == 0 ? UInt32.max : (1 << UInt32(32 - network.prefixLength)) &- 1
                let last = first | rest
                for entry in short where entry.first >= first && entry.last <= last { body(Int(entry.row)) }
            } else {
                for entry in long where network.contains(entry.network) { body(Int(entry.row)) }
            }
        }
    }

    /// - Units: bytes.
    var byteCount: Int { short.count * MemoryLayout<Short>.stride + long.count * 48 }
}
