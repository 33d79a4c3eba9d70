import Document
import Inventory
import Templating

extension DetailPage {
    /// Rows of one of the page's tables; the document below has all.
    private static let partLimit = 500

    /// The lists of the document that the kind wants as tables.
    func writeParts(of document: Value, to data: inout TemplateData) {
        let painter = CellPainter(snapshot: snapshot, now: now, isWhole: true)
        for (number, part) in kind.parts.enumerated() {
            let table = part.table(of: document, limit: Self.partLimit)
            if let table, table.rows.isEmpty, part.empty == nil { continue }
            data.section("PART") { data in
                data.set("ANCHOR", "part-\(number + 1)")
                data.set("TITLE", part.title)
                guard let table, !table.rows.isEmpty else {
                    let words = table == nil ? "These could not be read." : part.empty ?? ""
                    data.section("NO_ROWS") { $0.set("WORDS", words) }
                    return
                }
                data.section("PART_TABLE") { write(table.rows, of: part, painter, to: &$0) }
                let more = table.total - table.rows.count
                if more > 0 { data.section("MORE_ROWS") { $0.set("N", Amounts.grouped(more)) } }
            }
        }
    }

    private func write(_ rows: [[Value]], of part: Kind.Part, _ painter: CellPainter, to data: inout TemplateData) {
        for column in part.columns {
            data.section("HEAD") {
                $0.set("NAME", column.title)
                $0.set("HELP", column.help)
            }
        }
        for row in rows {
            data.section("ROW") { data in
                for (column, value) in zip(part.columns, row) {
                    data.section("CELL") {
                        $0.set("NAME", column.title)
                        $0.cell(painter.view(of: value, form: column.form, near: resource.key))
                    }
                }
            }
        }
    }
}
