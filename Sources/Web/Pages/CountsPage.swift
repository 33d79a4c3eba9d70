import FoundationEssentials
import Inventory
import Templating

/// What there is: accounts by views on the first page, views by regions on an account's.
struct CountsPage {
    let site: Site
    let snapshot: Snapshot
    let accounts: Scope
    /// Nil for all of them without having been asked for.
    let regions: Scope?
    let now: Date

    /// Resources that need attention and are listed, at most.
    private static let attentionLimit = 25

    func data(recordsKeys: Bool = false) -> TemplateData {
        var data = TemplateData(recordsKeys: recordsKeys)
        let regions = regions ?? .all
        let parts = [accounts.words, regions.words].compactMap(\.self)
        let title = parts.isEmpty ? "Overview" : parts.joined(separator: " · ")
        let place = Place(accounts: accounts, regions: regions, table: nil)
        Frame(site: site, snapshot: snapshot, title: title, place: place).write(to: &data)
        data.set("TITLE", parts.isEmpty ? "Overview" : heading)
        let cells = snapshot.cells.values.filter { cell in
            accounts.contains(cell.key.account)
                && (regions.contains(cell.key.region) || cell.key.region == CellKey.globalRegion)
        }
        data.conditions(of: cells, in: snapshot, accounts: accounts, now: now)
        let tally = Tally(cells, kinds: snapshot.kinds)
        if accounts.single == nil {
            writeAccounts(tally, regions, to: &data)
        } else {
            writeRegions(tally, regions, to: &data)
        }
        writeAttention(cells, to: &data)
        return data
    }

    private var heading: String {
        let account = accounts.single.map { snapshot.account($0)?.title ?? $0 } ?? accounts.words ?? "All accounts"
        return [account, regions?.words].compactMap(\.self).joined(separator: " · ")
    }

    /// One row per account, one column per view.
    private func writeAccounts(_ tally: Tally, _ regions: Scope, to data: inout TemplateData) {
        data.set("CORNER", "Account")
        for view in snapshot.kinds.views {
            data.section("COLUMN") {
                $0.set("NAME", view.title)
                $0.set("HREF", table(view, .all, regions).path)
            }
        }
        for account in snapshot.accounts where accounts.contains(account.name) {
            data.section("COUNT_ROW") { data in
                data.set("NAME", account.title)
                data.set("HREF", Route.place(.names([account.name]), self.regions).path)
                if let id = account.accountID { data.section("NOTE") { $0.set("WORDS", id) } }
                for view in snapshot.kinds.views {
                    let sum = tally.sum(account: account.name, view: view)
                    write(sum, table(view, .names([account.name]), regions), to: &data)
                }
            }
        }
    }

    /// One row per view, one column per region.
    private func writeRegions(_ tally: Tally, _ regions: Scope, to data: inout TemplateData) {
        guard let account = accounts.single.flatMap(snapshot.account) else { return }
        let shown = account.regions.filter(regions.contains) + [CellKey.globalRegion]
        data.set("CORNER", "Service")
        for region in shown {
            data.section("COLUMN") {
                $0.set("NAME", region)
                $0.set("HREF", Route.place(accounts, .names([region])).path)
            }
        }
        var group = ""
        for view in snapshot.kinds.views {
            data.section("COUNT_ROW") { data in
                if view.group != group {
                    data.section("GROUP") {
                        $0.set("NAME", view.group)
                        $0.set("SPAN", String(shown.count + 1))
                    }
                }
                group = view.group
                data.set("NAME", view.title)
                data.set("HREF", table(view, accounts, regions).path)
                for region in shown {
                    let sum = tally.sum(account: account.name, region: region, view: view)
                    write(sum, table(view, accounts, .names([region])), to: &data)
                }
            }
        }
    }

    private func table(_ view: View, _ accounts: Scope, _ regions: Scope) -> Route {
        Place(accounts: accounts, regions: regions, table: nil).route(word: view.name, kinds: snapshot.kinds)
    }

    private func write(_ sum: Tally.Sum, _ route: Route, to data: inout TemplateData) {
        data.section("COUNT") {
            guard sum.cells > 0 else {
                $0.show("ABSENT")
                return
            }
            $0.section("NUMBER") {
                $0.set("N", sum.unread == sum.cells ? "?" : Amounts.grouped(sum.rows))
                $0.set("HREF", route.path)
                $0.set("TONE", sum.rows == 0 && sum.failed == 0 ? "none" : "some")
                if sum.failed > 0 {
                    $0.section("FAILED") {
                        $0.set("WORDS", "\(sum.failed) of \(Amounts.count(sum.cells, "cell")) not fresh")
                    }
                }
            }
        }
    }

    /// What is broken right now, as far as states tell.
    private func writeAttention(_ cells: [Cell], to data: inout TemplateData) {
        var found: [Resource] = []
        for cell in cells {
            found += cell.rows.filter { $0.state.map { StateTone(of: $0) == .bad } == true }
        }
        guard !found.isEmpty else { return }
        found.sort { ($0.key.kind, $0.key.account, $0.name) < ($1.key.kind, $1.key.account, $1.name) }
        data.section("ATTENTION") { data in
            data.set("WORDS", "\(Amounts.count(found.count, "resource")) in a state that needs a look")
            for row in found.prefix(Self.attentionLimit) {
                data.section("ITEM_ROW") {
                    $0.set("STATE", VisibleText.cell(row.state ?? "").text)
                    $0.set("NAME", VisibleText.cell(row.name).text)
                    $0.set("HREF", Route.resource(row.key, .html).path)
                    $0.set("KIND", snapshot.kinds.kind(row.key.kind)?.title ?? row.key.kind)
                    $0.set("PLACE", "\(row.key.account) / \(row.key.region)")
                }
            }
            let more = found.count - Self.attentionLimit
            if more > 0 { data.section("MORE") { $0.set("N", Amounts.grouped(more)) } }
        }
    }
}

/// Rows and failures, counted once per account, region and kind.
struct Tally {
    /// One count.
    struct Sum {
        var rows = 0
        var cells = 0
        /// Cells that are not what AWS has now.
        var failed = 0
        /// Cells that have never been read.
        var unread = 0
    }

    private let kinds: KindSet
    private var sums: [CellKey: Sum] = [:]
    private var byAccount: [String: [String: Sum]] = [:]

    init(_ cells: [Cell], kinds: KindSet) {
        self.kinds = kinds
        for cell in cells {
            let isWaiting = cell.status == .never && cell.error == nil
            let one = Sum(
                rows: cell.rows.count, cells: 1, failed: cell.isComplete || isWaiting ? 0 : 1,
                unread: cell.fetchedAt == nil ? 1 : 0)
            sums[cell.key] = one
            byAccount[cell.key.account, default: [:]][cell.key.kind, default: Sum()] += one
        }
    }

    func sum(account: String, view: View) -> Sum {
        view.kinds.reduce(into: Sum()) { $0 += byAccount[account]?[$1] ?? Sum() }
    }

    func sum(account: String, region: String, view: View) -> Sum {
        view.kinds.reduce(into: Sum()) { $0 += sums[CellKey(account: account, region: region, kind: $1)] ?? Sum() }
    }
}

extension Tally.Sum {
    static func += (left: inout Tally.Sum, right: Tally.Sum) {
        left.rows += right.rows
        left.cells += right.cells
        left.failed += right.failed
        left.unread += right.unread
    }
}
