/// The networks that a cell's rows span.
struct NetworkIndex: Sendable {
    private var entries: [(network: IPNetwork, row: Int)] = []

    var byteCount: Int { entries.count * MemoryLayout<(IPNetwork, Int)>.stride }

    mutating func append(_ network: IPNetwork, row: Int) { entries.append((network, row)) }

    /// The rows whose network has all of `network` in it, each with that network.
    func holders(of network: IPNetwork) -> [(network: IPNetwork, row: Int)] {
        entries.filter { $0.network.contains(network) }
    }

    /// The rows that span exactly `network`.
    func rows(of network: IPNetwork) -> [Int] { entries.filter { $0.network == network }.map(\.row) }
}
