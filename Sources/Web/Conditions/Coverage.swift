import Inventory

/// How many rows a table has, and of how many cells: `418 rows from 11 of 12 cells`.
///
/// - Shape: rows that are kept from an earlier reading are counted apart, for the cells they are of are not among the first.
struct Coverage {
    let text: String

    init(of table: Table, isFiltered: Bool) {
        let whole = table.cells.count { $0.isComplete }
        let all = Amounts.count(table.cells.count, "cell")
        let cells = whole == table.cells.count ? all : "\(Amounts.grouped(whole)) of \(all)"
        let shown = table.rows.count == table.matched ? "" : "\(Amounts.grouped(table.rows.count)) of "
        let rows = shown + Amounts.count(table.matched, "row")
        let sources =
            table.kept == 0
            ? "\(rows) from \(cells)"
            : "\(rows): \(Amounts.grouped(table.matched - table.kept)) from \(cells), \(Amounts.grouped(table.kept)) kept from before"
        text = isFiltered ? "\(sources); \(Amounts.grouped(table.total)) before the filter" : sources
    }
}
