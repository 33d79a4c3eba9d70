import FoundationEssentials
import Inventory
import Templating

extension OverviewPage {
    /// Accounts, regions and environments, one line each; no accounts and regions where there is only one.
    func writeLines(to data: inout TemplateData) {
        let accounts = overview.accounts.map { line in
            (
                line, snapshot.account(line.name)?.title ?? line.name, snapshot.account(line.name)?.accountID ?? "",
                Route.place(.names([line.name]), self.regions)
            )
        }
        let regions = overview.regions.map { line in
            (line, line.name, "", Route.place(self.accounts, .names([line.name])))
        }
        for (id, title, lines) in [("accounts", "Account", accounts), ("regions", "Region", regions)]
        where lines.count > 1 {
            data.section("LINES") { data in
                data.set("ID", id)
                data.set("PART", title)
                for (line, name, note, route) in lines {
                    data.section("LINE") {
                        $0.set("NAME", name)
                        $0.set("HREF", route.path)
                        if !note.isEmpty { $0.section("NOTE", "WORDS", note) }
                        $0.set("ALARMS", Amounts.grouped(line.alarms))
                        $0.set("BAD", Amounts.grouped(line.bad))
                        $0.tally(line.cells, now: now)
                    }
                }
            }
        }
        guard !overview.environments.isEmpty else { return }
        data.section("ENVIRONMENTS") { data in
            for line in overview.environments.prefix(Self.environmentLimit) {
                data.section("ENVIRONMENT") {
                    $0.set("NAME", VisibleText.cell(line.name).text)
                    $0.set("HREF", Route.environment(line.name, .html).path)
                    $0.set("ROWS", Amounts.grouped(line.rows))
                }
            }
            let more = overview.environments.count - Self.environmentLimit
            if more > 0 {
                data.section("MORE") {
                    $0.set("N", Amounts.grouped(more))
                    $0.set("HREF", Route.environments(.html).path)
                }
            }
        }
    }

    /// What rings, and what is broken as far as states tell.
    func writeRows(to data: inout TemplateData) {
        let lists = [
            (
                "alarms", overview.alarms, overview.total.alarms,
                "\(Amounts.count(overview.total.alarms, "alarm")) firing"
            ),
            (
                "attention", overview.bad, overview.total.bad,
                "\(Amounts.count(overview.total.bad, "resource")) in a state that needs a look"
            ),
        ]
        for (id, rows, total, words) in lists where !rows.isEmpty {
            data.section("ATTENTION") { data in
                data.set("ID", id)
                data.set("WORDS", words)
                for row in rows {
                    data.section("ITEM_ROW") {
                        $0.set("STATE", VisibleText.cell(row.state ?? "").text)
                        $0.set("NAME", VisibleText.cell(row.name).text)
                        $0.set("HREF", Route.resource(row.key, .html).path)
                        $0.set("KIND", snapshot.kinds.kind(row.key.kind)?.title ?? row.key.kind)
                        $0.set("PLACE", "\(row.key.account) / \(row.key.region)")
                    }
                }
                if total > rows.count { data.section("MORE", "N", Amounts.grouped(total - rows.count)) }
            }
        }
    }

    /// What changed since the collector began.
    func writeChanges(to data: inout TemplateData) {
        guard let since = overview.since else { return }
        let counts = overview.changes
        data.section("CHANGES") { data in
            data.set("SINCE", Moments.relative(since, now: now))
            data.set("SINCE_EXACT", Moments.exact(since))
            data.set(
                "WORDS",
                counts.total == 0
                    ? "Nothing has changed."
                    : "\(Amounts.grouped(counts.added)) added, \(Amounts.grouped(counts.gone)) gone, \(Amounts.count(counts.states, "state")) changed."
            )
            guard !overview.newest.isEmpty else { return }
            data.section("CHANGE_LIST") { data in
                if counts.total > overview.newest.count {
                    data.section("NEWEST", "N", Amounts.grouped(overview.newest.count))
                }
                for change in overview.newest { data.section("CHANGE") { write(change, to: &$0) } }
            }
        }
    }

    private func write(_ change: RecentChange, to data: inout TemplateData) {
        data.set("AT", Moments.relative(change.at, now: now))
        data.set("AT_EXACT", Moments.exact(change.at))
        data.set("NAME", VisibleText.cell(change.name).text)
        data.set("KIND", snapshot.kinds.kind(change.key.kind)?.title ?? change.key.kind)
        data.set("PLACE", "\(change.key.account) / \(change.key.region)")
        switch change.event {
        case .added: data.set("EVENT", "added")
        case .gone: data.set("EVENT", "gone")
        case .state(let from, let to):
            data.set("EVENT", "state")
            data.section("STATES") {
                $0.set("FROM", VisibleText.cell(from ?? "–").text)
                $0.set("TO", VisibleText.cell(to ?? "–").text)
                $0.set("TONE", to.map { StateTone(of: $0).rawValue } ?? "none")
            }
        }
        if snapshot.resource(change.key) != nil {
            data.section("LINK", "HREF", Route.resource(change.key, .html).path)
        } else {
            data.show("NO_LINK")
        }
    }
}
