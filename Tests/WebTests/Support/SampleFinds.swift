import FoundationEssentials
import Inventory

@testable import Web

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
                ChainHop(
                    depth: 1, text: "web.example.com", via: "Value", resource: web, health: "unhealthy Target.Timeout"),
            ] + ChainHop.End.allCases.map { ChainHop(depth: 40, text: "<\($0)>", via: "V", resource: nil, end: $0) }
        return FindResult(
            answers: [], total: 0, unread: [], chain: hops, inside: [FindNetwork(network: network, resource: web)])
    }

    /// Pages of Find with everything that they can say.
    static func pages(_ site: Site, _ snapshot: Snapshot, _ now: Date) -> [FindPage] {
        func page(_ address: FindAddress, _ result: FindResult) -> FindPage {
            FindPage(site: site, snapshot: snapshot, address: address, result: result, now: now)
        }
        let texts = [
            "", "orders", "web", "sg-0web", "nothing-like-it", "ordres", "orders zzzz", "what is orders",
            "stat:running",
            "state:running",
        ]
        var pages = texts.map { page(FindAddress($0), site.find(FindRequest($0, now: now), snapshot)) }
        pages.append(page(FindAddress("10.2.0.1"), ways(snapshot)))
        let first = site.find(FindRequest("web", size: 1, now: now), snapshot)
        pages.append(page(FindAddress("web", size: 1), first))
        if let next = first.next {
            let request = FindRequest("web", size: 1, after: FindToken(next, of: "web"), now: now)
            pages.append(page(FindAddress("web", size: 1, next: next), site.find(request, snapshot)))
        }
        return pages
    }
}
