import Inventory
import Templating

extension TemplateData {
    /// Writes a view as the part `_cell` of the templates reads it.
    mutating func cell(_ view: CellView) {
        switch view {
        case .none: show("NONE")
        case .text(let text): section("TEXT") { $0.set("V", text) }
        case .number(let text, let exact):
            section("NUMBER") {
                $0.set("V", text)
                $0.set("EXACT", exact)
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
                $0.set("EXACT", exact)
            }
        case .copyable(let text, let copy):
            section("TEXT") { $0.set("V", text) }
            copyButton(copy)
        case .links(let links, let more):
            for link in links { self.link(link) }
            // Among several, which button would be whose?
            if links.count == 1, let copy = links[0].copy { copyButton(copy) }
            self.more(more)
        case .list(let texts, let more):
            for text in texts { section("ITEM") { $0.set("V", text) } }
            self.more(more)
        case .tags(let tags, let more):
            for tag in tags {
                section("TAG") {
                    $0.set("K", tag.key)
                    $0.set("V", tag.value)
                }
            }
            self.more(more)
        case .document(let text): section("DOCUMENT") { $0.set("V", text) }
        }
    }

    private mutating func link(_ link: CellView.Link) {
        if let path = link.path {
            section("LINK") {
                $0.set("V", link.text)
                $0.set("HREF", path)
            }
        } else {
            section("ITEM") { $0.set("V", link.text) }
        }
    }

    /// A button that copies `text`; a megabyte is no button's text, the twins have it.
    mutating func copyButton(_ text: String) {
        if text.utf8.count <= 4096 { section("COPY") { $0.set("C", text) } }
    }

    private mutating func more(_ count: Int) {
        if count > 0 { section("MORE") { $0.set("N", Amounts.grouped(count)) } }
    }
}
