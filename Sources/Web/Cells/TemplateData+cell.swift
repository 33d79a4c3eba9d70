import Inventory
import Templating

extension TemplateData {
    /// Writes a view as the part `_cell` of the templates reads it.
    ///
    /// - Shape: most cells are text and perhaps a button; all others stand in `OTHER`, so that those look at few sections.
    mutating func cell(_ view: CellView) {
        switch view {
        case .text(let text): section("TEXT", "V", text)
        case .copyable(let text, let copy):
            section("TEXT", "V", text)
            copyButton(copy)
        case .link(let link):
            section("OTHER") { $0.link(link.text, path: link.path) }
            if let copy = link.copy { copyButton(copy) }
        case .links(let links, let more):
            section("OTHER") {
                for link in links { $0.link(link.text, path: link.path) }
                $0.more(more)
            }
            // Among several, which button would be whose?
            if links.count == 1, let copy = links[0].copy { copyButton(copy) }
        case .none, .number, .state, .time, .expiry, .list, .tags, .document: section("OTHER") { $0.other(view) }
        }
    }

    private mutating func other(_ view: CellView) {
        switch view {
        case .none: show("NONE")
        case .number(let text, let exact):
            section("NUMBER") {
                $0.set("V", text)
                if !exact.isEmpty { $0.section("EXACT", "E", exact) }
            }
        case .state(let text, let tone):
            section("STATE") {
                $0.set("V", text)
                $0.set("TONE", tone.rawValue)
            }
        case .time(let text, let iso, let exact):
            section("TIME") {
                $0.set("V", text)
                $0.set("ISO", iso)
                $0.set("E", exact)
            }
        case .expiry(let text, let iso, let exact, let tone):
            section("EXPIRY") {
                $0.set("V", text)
                $0.set("ISO", iso)
                $0.set("E", exact)
                $0.set("TONE", tone.rawValue)
            }
        case .list(let texts, let more):
            for text in texts { section("ITEM", "V", text) }
            self.more(more)
        case .tags(let tags, let more):
            for tag in tags {
                section("TAG") {
                    $0.set("K", tag.key)
                    $0.set("V", tag.value)
                }
            }
            self.more(more)
        case .document(let text): section("DOCUMENT", "V", text)
        case .text, .copyable, .link, .links: break
        }
    }

    /// A link, or the text alone where there is nowhere to go.
    mutating func link(_ text: String, path: String?) {
        guard let path else { return section("ITEM", "V", text) }
        section("LINK") {
            $0.set("V", text)
            $0.set("HREF", path)
        }
    }

    /// A button that copies `text`; a megabyte is no button's text, the twins have it.
    mutating func copyButton(_ text: String) {
        if text.utf8.count <= 4096 { section("COPY", "C", text) }
    }

    private mutating func more(_ count: Int) {
        if count > 0 { section("MORE", "N", Amounts.grouped(count)) }
    }
}
