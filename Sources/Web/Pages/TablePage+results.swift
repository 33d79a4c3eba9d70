import Document
import FoundationEssentials
import Inventory
import Templating

extension TablePage {
    /// Head, rows, counts and paging: the part that a live filter replaces.
    func writeResults(to data: inout TemplateData) {
        let empty = Emptiness(table, title: title, filter: request.filter, now: now)
        writeFacets(to: &data)
        // "0 rows" would claim to know what the words below say is not known.
        data.set("COUNTS", empty?.isKnown == false ? "" : counts)
        if let empty {
            data.section("EMPTY") {
                $0.set("KIND", empty.name)
                $0.set("WORDS", empty.words)
                for hint in table.hints {
                    var meant = request
                    meant.filter = hint.filter
                    meant.next = nil
                    $0.section("HINT") {
                        $0.set("WRITTEN", VisibleText.cell(hint.written).text)
                        $0.set("MEANT", VisibleText.cell(hint.meant).text)
                        $0.set("HREF", Route.table(meant, .html).path)
                    }
                }
                if case .filteredOut = empty {
                    var unfiltered = request
                    unfiltered.filter = ""
                    unfiltered.next = nil
                    $0.section("UNFILTER") { $0.set("HREF", Route.table(unfiltered, .html).path) }
                }
            }
        } else {
            data.section("TABLE") { data in
                data.set("CAPTION", caption)
                for column in table.columns { head(column, to: &data) }
                writeRows(to: &data)
            }
        }
        writePaging(to: &data)
    }

    private func writeRows(to data: inout TemplateData) {
        let painter = CellPainter(snapshot: snapshot, now: now, isWhole: false)
        let plans = ColumnPlan.plans(for: table.columns)
        let marked = Dictionary(
            table.cells.filter(\.status.keepsOldRows).map { ($0.key, $0) }, uniquingKeysWith: { $1 })
        // What is wrong with a row stands beside its name.
        let place = table.columns.firstIndex { $0.name == Builtin.name.rawValue } ?? 0
        var addresses = ResourceAddresses()
        // Where each column was last written, and for which value: rows under each other often agree.
        var last = plans.map { _ in (value: Value.null, range: 0..<0) }
        var lastCell: CellKey?
        for row in table.rows {
            let isSameCell = row.resource.key.cell == lastCell
            lastCell = row.resource.key.cell
            data.section("ROW") { data in
                // An id with letters that nobody sees is copied from its own page.
                let id = row.resource.id
                if VisibleText.showing(id) == id { data.section("OWN", "ROW_ID", id) }
                let path = addresses.path(of: row.resource.key)
                for index in row.values.indices where index < plans.count {
                    let value = row.values[index]
                    if isSameCell, plans[index].repeats, index != place, !last[index].range.isEmpty,
                        last[index].value == value
                    {
                        data.again(last[index].range)
                        continue
                    }
                    let start = data.mark
                    data.section("CELL") { data in
                        painter.write(value, plan: plans[index], row: row.resource, path: path, to: &data)
                        if index == place { writeMarks(row.resource, marked: marked, to: &data) }
                    }
                    if plans[index].repeats { last[index] = (value, start..<data.mark) }
                }
            }
        }
    }

    private func writeMarks(_ row: Resource, marked: [CellKey: Cell], to data: inout TemplateData) {
        let cell = marked.isEmpty ? nil : marked[row.key.cell]
        guard cell != nil || row.isKept || !row.problems.isEmpty else { return }
        data.section("OTHER") { data in
            if cell != nil || row.isKept {
                let date = (cell ?? snapshot.cells[row.key.cell])?.fetchedAt
                let age = date.map { "as of \(Moments.short($0, now: now))" } ?? "not confirmed"
                let isUnconfirmed = cell?.isUnconfirmed(row.id) == true
                data.section("KEPT", "WHEN", isUnconfirmed ? "unconfirmed, \(age)" : age)
            }
            for problem in row.problems {
                let answer =
                    problem.answeredAt.map { "as of \(Moments.short($0, now: now))" } ?? problem.code.rawValue
                data.section("TROUBLE", "WORDS", "\(problem.call): \(answer)")
            }
        }
    }

    private func head(_ column: TableColumn, to data: inout TemplateData) {
        var sorted = request
        let isSorted = request.sort == column.name
        sorted.sort = column.name
        sorted.isDescending = isSorted && !request.isDescending
        sorted.next = nil
        data.section("HEAD") {
            $0.set("NAME", column.title)
            $0.set("WORD", column.name)
            $0.set("HELP", column.help)
            if column.form.isNumeric { $0.show("RIGHT") }
            $0.set("HREF", Route.table(sorted, .html).path)
            if isSorted {
                $0.section("SORTED") { $0.set("DIRECTION", request.isDescending ? "descending" : "ascending") }
            }
        }
    }

    private var caption: String {
        let order =
            request.sort.flatMap { name in table.columns.first { $0.name == name } }
            .map { "sorted by \($0.title), \(request.isDescending ? "descending" : "ascending")" }
            ?? "in the order account, region, id"
        return "\(title), \(order). The links in the head sort."
    }

    private var counts: String { Coverage(of: table, isFiltered: !request.filter.isEmpty).text }

    private func writePaging(to data: inout TemplateData) {
        guard request.next != nil || table.next != nil else { return }
        data.section("PAGING") { data in
            if request.next != nil {
                var first = request
                first.next = nil
                data.section("FIRST") { $0.set("HREF", Route.table(first, .html).path) }
            }
            if let previous = table.previous {
                var before = request
                before.next = if case .after(let token) = previous { token } else { nil }
                data.section("PREVIOUS") { $0.set("HREF", Route.table(before, .html).path) }
            }
            if let next = table.next {
                var following = request
                following.next = next
                data.section("NEXT") { $0.set("HREF", Route.table(following, .html).path) }
            }
        }
    }
}

extension Form {
    /// Whether a column of this form holds numbers, which align right.
    var isNumeric: Bool {
        switch self {
        case .integer, .decimal, .bytes, .duration, .percent: true
        case .text, .bool, .json, .time, .age, .expiry, .state, .endpoint, .ip, .id, .list, .link, .links: false
        }
    }
}
