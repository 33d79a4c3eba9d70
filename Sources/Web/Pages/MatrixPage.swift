import FoundationEssentials
import Inventory
import Templating

/// Every cell with its state: what is known, how old it is, and what went wrong.
struct MatrixPage {
    let site: Site
    let snapshot: Snapshot
    let now: Date

    func data(recordsKeys: Bool = false) -> TemplateData {
        var data = TemplateData(recordsKeys: recordsKeys)
        Frame(site: site, snapshot: snapshot, title: "Matrix", place: .everywhere, page: .matrix(.html)).write(
            to: &data)
        data.set("TITLE", "Matrix")
        data.set("JSON", Route.matrix(.json).path)
        let cells = Self.cells(of: snapshot)
        data.freshness(of: cells, in: snapshot, now: now)
        for status in CellStatus.allCases {
            let count = cells.count { $0.status == status }
            guard count > 0 else { continue }
            data.section("SUM") {
                $0.set("N", Amounts.grouped(count))
                $0.set("STATUS", status.title)
                $0.set("TONE", status.tone.rawValue)
            }
        }
        for cell in cells { write(cell, to: &data) }
        data.organization(snapshot.organization, now: now)
        writeSkipped(to: &data)
        return data
    }

    private func writeSkipped(to data: inout TemplateData) {
        guard let skipped = snapshot.organization?.skipped, !skipped.isEmpty else { return }
        data.section("SKIPPED") { data in
            for member in skipped {
                data.section("MEMBER") {
                    $0.set("NAME", VisibleText.cell(member.name).text)
                    $0.set("ID", member.id)
                    $0.set("REASON", member.reason.words)
                }
            }
        }
    }

    /// The worst first, then by account, region and kind.
    static func cells(of snapshot: Snapshot) -> [Cell] { snapshot.cells.values.sorted(by: Cell.isWorse) }

    private func write(_ cell: Cell, to data: inout TemplateData) {
        let table = TableRequest(
            accounts: .names([cell.key.account]), regions: .names([cell.key.region]), word: cell.key.kind,
            size: Route.pageSize)
        data.section("CELL_ROW") {
            $0.set("ACCOUNT", cell.key.account)
            $0.set("REGION", cell.key.region)
            $0.set("KIND", snapshot.kinds.kind(cell.key.kind)?.title ?? cell.key.kind)
            $0.set("HREF", Route.table(table, .html).path)
            $0.set("STATUS", cell.status.title)
            $0.set("TONE", cell.status.tone.rawValue)
            $0.set("ROWS", cell.fetchedAt == nil ? "–" : Amounts.grouped(cell.rows.count))
            $0.set("AGE", cell.fetchedAt.map { Moments.relative($0, now: now) } ?? "never")
            $0.set("AGE_EXACT", cell.fetchedAt.map(Moments.exact) ?? "")
            $0.set("TOOK", cell.duration.map { Humanised.duration($0 / .seconds(1)) } ?? "–")
            $0.set("REQUESTS", Amounts.grouped(cell.requests))
            $0.set("NEXT", cell.nextTry.map { Moments.relative(max($0, now), now: now) } ?? "–")
            $0.set("EVERY", cell.asksEvery.map { "every \(Humanised.duration($0 / .seconds(1)))" } ?? "")
            guard let error = cell.error else { return }
            $0.section("HAPPENED") {
                $0.set("WORDS", error.words)
                $0.set("DETAIL", VisibleText.message(error.message))
            }
        }
    }
}

extension OrganizationInfo.Skipped.Reason {
    /// The reason in words.
    fileprivate var words: String {
        switch self {
        case .suspended: "suspended"
        case .pending: "not active yet"
        case .closing: "being closed"
        case .excluded: "excluded by the configuration"
        }
    }
}
