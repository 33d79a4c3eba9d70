import Document
import Inventory
import Templating

extension CellPainter {
    /// Writes a table's cell: the same as writing its view.
    ///
    /// - Cost: what most cells are is written without a view in between; a page of a thousand rows has ten thousand cells.
    func write(
        _ value: Value, plan: ColumnPlan, row: Resource, path: String, to data: inout TemplateData
    ) {
        switch (plan, value) {
        case (.form(let form), .null): data.section("OTHER") { $0.show(form.isNumeric ? "NO_NUMBER" : "NONE") }
        case (.port, .null): data.section("OTHER") { $0.show("NO_NUMBER") }
        case (.form(.text), .string(let text)) where !text.isEmpty: data.section("TEXT", "V", fit(text))
        case (.form(.endpoint), .string(let text)), (.form(.ip), .string(let text)), (.form(.id), .string(let text)):
            data.section("TEXT", "V", fit(text))
            data.copyButton(text)
        case (.id(isLink: false), _):
            data.section("TEXT", "V", fit(row.key.id))
            data.copyButton(row.key.id)
        case (.name, _):
            data.section("OTHER") { $0.link(fit(row.name), path: path) }
        case (.form(.links(let kind)), .array(let ids)) where !ids.isEmpty && ids.count <= Self.listLimit:
            var unknown = ""
            data.section("OTHER") { unknown = writeLinks(ids, to: kind, near: row.key, data: &$0) }
            if ids.count == 1, !unknown.isEmpty { data.copyButton(unknown) }
        default: data.cell(view(of: value, plan: plan, row: row, path: path))
        }
    }

    /// Writes links and gives back the last id that leads nowhere here.
    private func writeLinks(
        _ ids: [Value], to kind: String, near place: ResourceKey, data: inout TemplateData
    ) -> String {
        var unknown = ""
        for case .string(let id) in ids {
            if let target = target(id, of: kind, near: place) {
                data.link(fit(target.name), path: Route.resource(target.key, .html).path)
            } else {
                data.section("ITEM", "V", fit(id))
                unknown = id
            }
        }
        return unknown
    }
}
