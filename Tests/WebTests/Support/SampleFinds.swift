import Inventory

/// What Find says of ways and networks, which the sample company does not have.
enum SampleFinds {
    /// A way of every sort of step, and a network around the address.
    static func ways(_ snapshot: Snapshot) -> FindResult {
        let rows = snapshot.cells.values.flatMap(\.rows)
        guard let web = rows.first(where: { $0.state != nil }), let table = rows.first(where: { $0.state == nil }),
            let network = IPNetwork("10.2.0.0/24")
        else { return FindResult(answers: [], total: 0, unread: []) }
        let hops =
            [
                ChainHop(depth: 0, text: "www.example.com", via: nil, resource: table),
                ChainHop(depth: 1, text: "web.example.com", via: "Value", resource: web),
            ] + ChainHop.End.allCases.map { ChainHop(depth: 40, text: "<\($0)>", via: "V", resource: nil, end: $0) }
        return FindResult(
            answers: [], total: 0, unread: [], chain: hops, inside: [FindNetwork(network: network, resource: web)])
    }
}
