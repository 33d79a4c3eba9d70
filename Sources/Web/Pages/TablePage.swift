import FoundationEssentials
import Inventory
import Schedules
import Templating

/// The table of a view or kind.
struct TablePage {
    let site: Site
    let snapshot: Snapshot
    let request: TableRequest
    let table: Table
    let now: Date
    /// The refresh that somebody asked for here.
    var refreshed: RefreshNote?

    func data(recordsKeys: Bool = false) -> TemplateData {
        // About 60 bytes a cell, markers included.
        let cells = table.rows.count * table.columns.count
        var data = TemplateData(recordsKeys: recordsKeys, capacity: (32 << 10) + cells * 80)
        frame.write(to: &data)
        data.set("TITLE", title)
        data.set("JSON", twin(.json))
        data.set("CSV", twin(.csv))
        for (format, name) in Self.otherFormats where !format.isForHosts || hasAddresses {
            data.section("FORMAT") {
                $0.set("NAME", name)
                $0.set("HREF", twin(.twin(format)))
            }
        }
        data.set("REFRESH", Route.refresh(target: Route.table(request, .html).path).path)
        writeTabs(to: &data)
        data.conditions(
            of: table.cells, in: snapshot, accounts: request.accounts, refreshed: refreshed,
            cells: CellRequest(request, kinds: table.kinds), now: now)
        if request.word == ScheduleLens.word { writeSchedules(to: &data) }
        writeFilter(to: &data)
        writeChooser(to: &data)
        writeResults(to: &data)
        return data
    }

    /// What else the table can be given as.
    private static let otherFormats: [(TableFormat, String)] = [
        (.jsonl, "JSON lines"), (.yaml, "YAML"), (.md, "Markdown"), (.sshConfig, "SSH configuration"),
        (.ansible, "Ansible inventory"), (.prometheus, "Prometheus targets"),
    ]

    /// Whether its rows are things that other tools log in to, as far as the columns tell.
    private var hasAddresses: Bool {
        table.kinds.contains { $0.columns.contains { $0.form == .ip } }
    }

    /// The kind's own title where only one is shown, else the view's.
    var title: String { table.kinds.count == 1 ? table.kinds[0].title : table.title }

    private var frame: Frame {
        let place = Place(accounts: request.accounts, regions: request.regions, table: request)
        let parts = [title, place.accounts.words, place.regions.words].compactMap(\.self)
        return Frame(site: site, snapshot: snapshot, title: parts.joined(separator: " · "), place: place)
    }

    private func twin(_ format: Route.Format) -> String {
        var whole = request
        whole.size = nil
        whole.next = nil
        // The same rows as on this page: not every form has room to say what could not be understood.
        if !table.filterProblems.isEmpty { whole.filter = Filter(request.filter, kinds: table.kinds).description }
        return Route.table(whole, format).path
    }

    /// One tab for the view's merged table, one for each kind; none where there is only one.
    private func writeTabs(to data: inout TemplateData) {
        let kinds = snapshot.kinds
        guard let view = kinds.view(request.word) ?? kinds.view(showing: request.word), view.kinds.count > 1 else {
            return
        }
        var tabs = view.kinds.map { (word: $0, title: kinds.title(of: $0)) }
        if view.isMerged {
            tabs.insert((view.name, "All"), at: 0)
        } else if !tabs.isEmpty {
            tabs[0].word = view.name
        }
        for tab in tabs {
            var other = request
            other.word = tab.word
            other.next = nil
            let isCurrent =
                tab.word == request.word
                || (!view.isMerged && tab.word == view.name && request.word == view.kinds.first)
            data.section("TAB") {
                $0.set("NAME", tab.title)
                $0.set("HREF", Route.table(other, .html).path)
                if isCurrent { $0.show("CURRENT") }
            }
        }
    }

    private func writeFilter(to data: inout TemplateData) {
        var plain = request
        plain.filter = ""
        plain.next = nil
        data.set("Q", request.filter)
        let path = Route.table(plain, .html).path
        let halves = path.split(separator: "?", maxSplits: 1)
        data.set("ACTION", String(halves[0]))
        // What the form must not lose: sorting, size and columns travel as hidden fields.
        for item in (try? Target(path))?.query ?? [] {
            data.section("HIDDEN") {
                $0.set("NAME", item.name)
                $0.set("VALUE", item.value)
            }
        }
        if !request.filter.isEmpty { data.section("CLEAR") { $0.set("HREF", path) } }
        for problem in table.filterProblems {
            let (before, at, after) = problem.parts(of: request.filter)
            data.section("PROBLEM") {
                $0.set("TEXT", problem.description)
                $0.set("BEFORE", VisibleText.cell(before).text)
                $0.set("AT", VisibleText.cell(at).text)
                $0.set("AFTER", VisibleText.cell(after).text)
            }
        }
    }
}

extension Scope {
    /// The scope in words for a title; nil for everything.
    var words: String? {
        switch self {
        case .all: nil
        case .names(let names): names.joined(separator: ", ")
        }
    }
}

extension TableFormat {
    /// Whether it is made of rows with addresses alone.
    fileprivate var isForHosts: Bool {
        switch self {
        case .sshConfig, .ansible, .prometheus: true
        case .json, .jsonl, .csv, .yaml, .md: false
        }
    }
}
