import Inventory
import Templating

extension FindPage {
    /// Where the name or address leads, step by step.
    func writeChain(to data: inout TemplateData) {
        guard !result.chain.isEmpty else { return }
        data.section("CHAIN") { data in
            for hop in result.chain {
                data.section("HOP") { data in
                    data.set("DEPTH", String(min(hop.depth, 12)))
                    // What the resource says itself need not be said before it.
                    let kind = hop.resource.flatMap { snapshot.kinds.kind($0.key.kind)?.title }
                    if let via = hop.via, via != kind { data.section("VIA") { $0.set("WORDS", via) } }
                    if hop.resource?.name != hop.text {
                        data.section("SAID") { $0.set("TEXT", VisibleText.cell(hop.text).text) }
                    }
                    if let resource = hop.resource { write(resource, to: &data) }
                    if let health = hop.health {
                        data.section("HEALTH") {
                            $0.set("V", VisibleText.cell(health).text)
                            $0.set("TONE", StateTone(of: String(health.prefix { $0 != " " && $0 != "," })).rawValue)
                        }
                    }
                    if let end = hop.end { data.section("END") { $0.set("WORDS", words(of: end)) } }
                }
            }
        }
    }

    private func write(_ resource: Resource, to data: inout TemplateData) {
        data.section("PLACE") {
            $0.set("KIND", snapshot.kinds.kind(resource.key.kind)?.title ?? resource.key.kind)
            $0.set("NAME", VisibleText.cell(resource.name).text)
            $0.set("HREF", Route.resource(resource.key, .html).path)
            $0.set("WHERE", "\(resource.key.account) / \(resource.key.region)")
            if let state = resource.state {
                $0.section("STATE_NOW") {
                    $0.set("V", VisibleText.cell(state).text)
                    $0.set("TONE", StateTone(of: state).rawValue)
                }
            }
        }
    }

    private func words(of end: ChainHop.End) -> String {
        switch end {
        case .loop: "a loop: it leads back to a step before"
        case .above: "as above"
        case .elsewhere:
            result.unread.isEmpty ? "nothing here has it" : "nothing that could be read has it"
        case .missing: result.unread.isEmpty ? "not there" : "not among what could be read"
        case .cut: "not followed any further"
        }
    }

    /// The networks that the address is in.
    func writeNetworks(to data: inout TemplateData) {
        guard !result.inside.isEmpty else { return }
        data.section("INSIDE") { data in
            data.set("WORDS", networkWords)
            for place in result.inside {
                data.section("NETWORK") {
                    $0.set("CIDR", "\(place.network)")
                    $0.set("KIND", snapshot.kinds.kind(place.resource.key.kind)?.title ?? place.resource.key.kind)
                    $0.set("NAME", VisibleText.cell(place.resource.name).text)
                    $0.set("HREF", Route.resource(place.resource.key, .html).path)
                    $0.set("WHERE", "\(place.resource.key.account) / \(place.resource.key.region)")
                }
            }
        }
    }

    private var networkWords: String {
        guard case .address = result.question else { return "It is inside these networks." }
        if result.answers.contains(where: { $0.isExact }) { return "It is inside these networks." }
        return result.unread.isEmpty
            ? "It is inside these networks, and nothing has it."
            : "It is inside these networks; nothing that could be read has it."
    }
}
