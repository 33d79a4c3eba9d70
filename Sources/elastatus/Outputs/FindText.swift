import Inventory

/// What Find says below its answers: how to connect to the first one, where a name leads, which networks hold an address.
struct FindText {
    let result: FindResult

    init(_ result: FindResult) { self.result = result }

    var text: String {
        [pastes, chain, networks].filter { !$0.isEmpty }.map { "\n" + $0.joined() }.joined()
    }

    private var pastes: [String] {
        result.answers.first?.pastes.map { "\(Terminal.plain($0.text))\n" } ?? []
    }

    private var chain: [String] { result.chain.map { "\(Self.line($0, hasUnread: !result.unread.isEmpty))\n" } }

    private static func line(_ hop: ChainHop, hasUnread: Bool) -> String {
        var parts = [Terminal.plain(hop.text)]
        if let resource = hop.resource {
            let state = resource.state.map { ", \(Terminal.plain($0))" } ?? ""
            let name = resource.name == hop.text ? "" : " \(Terminal.plain(resource.name))"
            parts.append("(\(resource.key.kind)\(name), \(resource.key.account)/\(resource.key.region)\(state))")
        }
        if let health = hop.health { parts.append("- \(Terminal.plain(health))") }
        switch hop.end {
        case nil: break
        case .loop: parts.append("- a loop: it leads back to a step before")
        case .above: parts.append("- as above")
        case .elsewhere: parts.append(hasUnread ? "- nothing that could be read has it" : "- nothing here has it")
        case .missing: parts.append(hasUnread ? "- not among what could be read" : "- not there")
        case .cut: parts.append("- not followed any further")
        }
        let arrow = hop.depth == 0 ? "" : String(repeating: "  ", count: hop.depth) + "→ "
        return arrow + parts.joined(separator: " ")
    }

    private var networks: [String] {
        result.inside.map { place in
            "inside \(place.network) (\(place.resource.key.kind) \(Terminal.plain(place.resource.name)), "
                + "\(place.resource.key.account)/\(place.resource.key.region))\n"
        }
    }
}
