import FoundationEssentials
import Inventory
import Templating

extension MatrixPage {
    /// The cells one by one, the worst first, a page of them.
    func writeCells(to data: inout TemplateData) {
        let cells = selection.cells.sorted(by: Cell.isWorse)
        let start = min(request.start, cells.count)
        let shown = cells[start...].prefix(Self.pageSize)
        let end = start + shown.count
        let range = shown.isEmpty ? "None" : "\(Amounts.grouped(start + 1)) to \(Amounts.grouped(end))"
        data.set(
            "COUNTS",
            shown.count == cells.count
                ? Amounts.count(cells.count, "cell")
                : "\(range) of \(Amounts.count(cells.count, "cell")), the worst first")
        guard !shown.isEmpty else { return data.show("NO_CELLS") }
        data.section("CELLS") { data in
            for cell in shown { data.section("CELL_ROW") { write(cell, to: &$0) } }
        }
        guard start > 0 || end < cells.count else { return }
        data.section("PAGING") { data in
            var other = request
            other.start = 0
            if start > 0 {
                data.section("FIRST", "HREF", Route.matrix(.html, other).path)
                other.start = max(start - Self.pageSize, 0)
                data.section("PREVIOUS", "HREF", Route.matrix(.html, other).path)
            }
            other.start = end
            if end < cells.count { data.section("NEXT", "HREF", Route.matrix(.html, other).path) }
        }
    }

    private func write(_ cell: Cell, to data: inout TemplateData) {
        let table = TableRequest(
            accounts: .names([cell.key.account]), regions: .names([cell.key.region]), word: cell.key.kind,
            size: Route.pageSize)
        data.set("ACCOUNT", cell.key.account)
        data.set("REGION", cell.key.region)
        data.set("KIND", snapshot.kinds.kind(cell.key.kind)?.title ?? cell.key.kind)
        data.set("HREF", Route.table(table, .html).path)
        let failure = cell.isFailing ? Failure(cell, kinds: snapshot.kinds, now: now) : nil
        data.set("STATUS", failure?.state ?? cell.status.title)
        data.set("TONE", (failure?.tone ?? cell.status.tone).rawValue)
        data.set("ROWS", cell.fetchedAt == nil ? "–" : Amounts.grouped(cell.rows.count))
        data.set("AGE", cell.fetchedAt.map { Moments.relative($0, now: now) } ?? "never")
        data.set("AGE_EXACT", cell.fetchedAt.map(Moments.exact) ?? "")
        data.set("TOOK", cell.duration.map { Humanised.duration($0 / .seconds(1)) } ?? "–")
        data.set("REQUESTS", Amounts.grouped(cell.requests))
        data.set("NEXT_TRY", cell.nextTry.map { Moments.relative(max($0, now), now: now) } ?? "–")
        data.set("EVERY", cell.asksEvery.map { "every \(Humanised.duration($0 / .seconds(1)))" } ?? "")
        guard let failure else { return }
        data.section("HAPPENED") {
            $0.set("WORDS", failure.words)
            $0.set("DETAIL", failure.detail)
            if let action = failure.action, !failure.words.contains(action) { $0.section("ACTION", "NAME", action) }
            if let since = failure.since { $0.section("SINCE", "V", "Since \(Moments.relative(since, now: now)).") }
            guard let id = failure.requestID else { return }
            $0.section("REQUEST") {
                $0.set("ID", VisibleText.cell(id).text)
                $0.copyButton(id)
            }
        }
    }
}
