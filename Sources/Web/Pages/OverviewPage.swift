import FoundationEssentials
import Inventory
import Templating

/// What there is and how it is: of everything, of some accounts, or of some of their regions.
struct OverviewPage {
    let site: Site
    let snapshot: Snapshot
    let accounts: Scope
    /// Nil for all of them without having been asked for.
    let regions: Scope?
    let overview: Overview
    let now: Date
    /// The refresh that somebody asked for here.
    var refreshed: RefreshNote?

    /// Environments on the page; JSON has all.
    static let environmentLimit = 30

    func data(recordsKeys: Bool = false) -> TemplateData {
        var data = TemplateData(recordsKeys: recordsKeys)
        let regions = regions ?? .all
        let parts = [accounts.words, regions.words].compactMap(\.self)
        let title = parts.isEmpty ? "Overview" : parts.joined(separator: " · ")
        let place = Place(accounts: accounts, regions: regions, table: nil)
        Frame(site: site, snapshot: snapshot, title: title, place: place).write(to: &data)
        data.set("TITLE", parts.isEmpty ? "Overview" : heading)
        data.set("JSON", Route.overviewTwin(accounts, self.regions, .json).path)
        if !parts.isEmpty {
            let here = Route.place(accounts, self.regions)
            data.section("REFRESHING", "REFRESH", Route.refresh(target: here.path).path)
        }
        data.conditions(
            of: overview.cells, in: snapshot, accounts: accounts, refreshed: refreshed,
            cells: CellRequest(accounts: accounts, regions: regions.withGlobal), now: now)
        writeFigures(to: &data)
        writeViews(to: &data)
        writeCharts(to: &data)
        writeLines(to: &data)
        writeRows(to: &data)
        writeChanges(to: &data)
        return data
    }

    private var heading: String {
        let account = accounts.single.map { snapshot.account($0)?.title ?? $0 } ?? accounts.words ?? "All accounts"
        return [account, regions?.words].compactMap(\.self).joined(separator: " · ")
    }

    /// The headline: a number, what it counts, and where to see it.
    private func writeFigures(to data: inout TemplateData) {
        let cells = overview.total.cells
        let place = CellRequest(accounts: accounts, regions: (regions ?? .all).withGlobal)
        func figure(_ number: String, _ words: String, _ href: String?, tone: StateTone? = nil) {
            data.section("FIGURE") {
                $0.set("N", number)
                $0.set("WORDS", words)
                $0.set("TONE", tone?.rawValue ?? "none")
                if let href { $0.section("LINK", "HREF", href) } else { $0.show("NO_LINK") }
            }
        }
        let isRead = cells.oldest != nil
        figure(isRead ? Amounts.grouped(overview.total.rows) : "?", "resources", "#kinds")
        // What a lens reads for itself, as the definitions of schedules, has no table and is no kind of resource.
        let kinds = overview.kinds.count { $0.rows > 0 && snapshot.kinds.view(showing: $0.name) != nil }
        figure(Amounts.grouped(kinds), "kinds of them", "#kinds")
        if overview.accounts.count > 1 { figure(Amounts.grouped(overview.accounts.count), "accounts", "#accounts") }
        let places = overview.regions.count { $0.name != CellKey.globalRegion }
        if places > 1 { figure(Amounts.grouped(places), "regions", "#regions") }
        if !overview.environments.isEmpty {
            let isAll = accounts == .all && regions == nil
            figure(
                Amounts.grouped(overview.environments.count), "environments",
                isAll ? Route.environments(.html).path : "#environments")
        }
        figure(
            "\(Amounts.grouped(cells.complete))/\(Amounts.grouped(cells.cells))", "cells fresh",
            Route.matrix(.html, place).path, tone: cells.tone)
        let alarms = overview.total.alarms
        figure(
            Amounts.grouped(alarms), alarms == 1 ? "alarm firing" : "alarms firing", alarms > 0 ? alarmTable : nil,
            tone: alarms > 0 ? .bad : .good)
        let bad = overview.total.bad
        figure(
            Amounts.grouped(bad), bad == 1 ? "needs a look" : "need a look", bad > 0 ? "#attention" : nil,
            tone: bad > 0 ? .bad : .good)
        if overview.since != nil { figure(Amounts.grouped(overview.changes.total), "changes since start", "#changes") }
    }

    /// Where all that fire are seen: the table of their kind, or the list of the first where several kinds have alarms.
    private var alarmTable: String {
        let kinds = overview.kinds.filter { $0.alarms > 0 }.map(\.name)
        let place = Place(accounts: accounts, regions: regions ?? .all, table: nil)
        guard kinds.count == 1, case .table(var table, let format) = place.route(word: kinds[0], kinds: snapshot.kinds)
        else { return "#alarms" }
        table.filter = "state:ALARM"
        return Route.table(table, format).path
    }

    /// Every view with its rows, under the headings of the menus.
    private func writeViews(to data: inout TemplateData) {
        let place = Place(accounts: accounts, regions: regions ?? .all, table: nil)
        var titles: [String] = []
        for view in snapshot.kinds.views where !titles.contains(view.group) { titles.append(view.group) }
        let byKind = Dictionary(overview.kinds.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        for title in titles {
            data.section("HEADING") { data in
                data.set("NAME", title)
                for (view, line) in zip(snapshot.kinds.views, overview.views) where view.group == title {
                    data.section("VIEW") { data in
                        data.set("NAME", view.title)
                        data.set("HREF", place.route(word: view.name, kinds: snapshot.kinds).path)
                        data.number(of: line)
                        for kind in view.kinds where view.kinds.count > 1 {
                            guard let line = byKind[kind] else { continue }
                            data.section("KIND") {
                                $0.set("NAME", snapshot.kinds.title(of: kind))
                                $0.set("HREF", place.route(word: kind, kinds: snapshot.kinds).path)
                                $0.number(of: line)
                            }
                        }
                    }
                }
            }
        }
    }

    private func writeCharts(to data: inout TemplateData) {
        let cells = CellStatus.allCases.compactMap { status in
            overview.total.cells.states[status].map { count in
                BarChart.Bar(
                    name: status.title, count: count, tone: status.tone,
                    route: .matrix(
                        .html,
                        CellRequest(
                            accounts: accounts, regions: (regions ?? .all).withGlobal, states: [status.rawValue])))
            }
        }
        BarChart(name: "cells", title: "Cells by state", unit: "cells", bars: cells).write(to: &data)
        let states = overview.states.map {
            BarChart.Bar(
                name: $0.name, count: $0.count, tone: $0.name == RowTally.others ? nil : StateTone(of: $0.name),
                route: nil)
        }
        BarChart(name: "states", title: "Resources by state", unit: "resources", bars: states).write(to: &data)
        let ages = overview.ages.map { BarChart.Bar(name: $0.name, count: $0.count, tone: nil, route: nil) }
        BarChart(name: "ages", title: "Resources by age", unit: "resources", bars: ages).write(to: &data)
    }
}

extension Scope {
    /// The same regions and `global`, as an overview counts them.
    fileprivate var withGlobal: Scope {
        guard case .names(let names) = self, !names.contains(CellKey.globalRegion) else { return self }
        return .names(names + [CellKey.globalRegion])
    }
}

extension TemplateData {
    /// Writes a number of rows, with a mark where not all of its cells could be read: what was never read is no zero.
    fileprivate mutating func number(of line: Overview.Line) {
        set("N", line.cells.cells == 0 ? "·" : line.cells.oldest == nil ? "?" : Amounts.grouped(line.rows))
        set("TONE", line.rows == 0 && line.cells.failing == 0 ? "none" : "some")
        guard line.cells.failing > 0 else { return }
        section("FAILED", "WORDS", "\(line.cells.failing) of \(Amounts.count(line.cells.cells, "cell")) not fresh")
    }
}
