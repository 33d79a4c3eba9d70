import FoundationEssentials
import Inventory

extension TextTable {
    /// The rows of a page as aligned text, values as people read them.
    init(_ table: Table, now: Date) {
        self.init(header: table.columns.map { $0.title.uppercased() })
        rows = table.rows.map { row in
            table.columns.indices.map { index in
                let text = table.text(of: row, at: index, now: now)
                return text.isEmpty ? "-" : text
            }
        }
    }
}
