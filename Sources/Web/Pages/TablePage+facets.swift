import Inventory
import Templating

extension TablePage {
    /// What the rows have in common, as menus of links, and what was chosen, as links that take it back.
    func writeFacets(to data: inout TemplateData) {
        guard !table.facets.isEmpty else { return }
        data.section("FACETS") { data in
            for facet in table.facets { write(facet, to: &data) }
            for facet in table.facets {
                for choice in facet.choices where choice.isChosen {
                    data.section("CHIP") {
                        $0.set("TITLE", VisibleText.cell(facet.title, limit: Self.textLimit).text)
                        $0.set("TEXT", Self.text(of: choice))
                        $0.set("HREF", path(filter: choice.filter))
                    }
                }
            }
        }
    }

    private func write(_ facet: Facet, to data: inout TemplateData) {
        let isAsked = request.facets.contains(facet.name)
        data.section("FACET") { data in
            data.set("NAME", facet.name)
            data.set("TITLE", VisibleText.cell(facet.title, limit: Self.textLimit).text)
            data.set("VALUES", facet.valueCount.map(Amounts.grouped) ?? "many")
            if facet.valueCount == nil { data.show("DIVERSE") }
            if isAsked { data.show("OPEN") }
            for choice in facet.choices {
                data.section("CHOICE") {
                    $0.set("TEXT", Self.text(of: choice))
                    $0.set("COUNT", Amounts.grouped(choice.count))
                    $0.set("HREF", path(filter: choice.filter))
                    if choice.isChosen { $0.show("CHOSEN") }
                    guard facet.name == Builtin.tags.rawValue, let key = choice.text else { return }
                    $0.section("SUB") { $0.set("HREF", path(counting: "tag:\(key)")) }
                }
            }
            if let count = facet.valueCount, count > facet.choices.count, !isAsked {
                data.section("MORE") {
                    $0.set("COUNT", Amounts.grouped(count))
                    $0.set("HREF", path(counting: facet.name))
                }
            }
        }
    }

    /// Graphemes of a value in a menu.
    private static let textLimit = 60

    private static func text(of choice: Facet.Choice) -> String {
        choice.text.map { VisibleText.cell($0, limit: textLimit).text } ?? "none"
    }

    private func path(filter: String) -> String {
        var other = request
        other.filter = filter
        other.next = nil
        return Route.table(other, .html).path
    }

    private func path(counting name: String) -> String {
        var other = request
        other.facets = request.facets.filter { $0 != name } + [name]
        return Route.table(other, .html).path
    }
}
