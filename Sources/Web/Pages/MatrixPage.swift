import FoundationEssentials
import Inventory
import Templating

/// Cells with their states: what is known, how old it is, and what went wrong; by account or region first, then one by one.
struct MatrixPage {
    let site: Site
    let snapshot: Snapshot
    let request: CellRequest
    let selection: CellSelection
    let now: Date
    /// The refresh that somebody asked for here.
    var refreshed: RefreshNote?

    /// Cells on one page.
    static let pageSize = 100
    /// Accounts that the form offers; any can be typed.
    private static let offered = 300

    func data(recordsKeys: Bool = false) -> TemplateData {
        var data = TemplateData(recordsKeys: recordsKeys)
        Frame(site: site, snapshot: snapshot, title: "Matrix", place: .everywhere, page: .matrix(.html)).write(
            to: &data)
        data.set("TITLE", "Matrix")
        var twin = request
        twin.start = 0
        data.set("JSON", Route.matrix(.json, twin).path)
        data.set("REFRESH", Route.refresh(target: Route.matrix(.html, twin).path).path)
        data.freshness(of: selection.cells, in: snapshot, cells: request, now: now)
        data.refreshed(refreshed, in: snapshot, now: now)
        writeForm(to: &data)
        writeSums(to: &data)
        writeGroups(to: &data)
        writeCells(to: &data)
        data.organization(snapshot.organization, now: now)
        writeSkipped(to: &data)
        return data
    }

    private func writeForm(to data: inout TemplateData) {
        data.set("ACTION", Route.matrix(.html).path)
        data.set("ACCOUNTS", request.accounts.text)
        data.set("REGIONS", request.regions.text)
        data.set("KINDS", request.words.joined(separator: ","))
        for account in snapshot.accounts.prefix(Self.offered) { data.section("ACCOUNT_OPTION", "V", account.name) }
        for region in snapshot.regions + [CellKey.globalRegion] { data.section("REGION_OPTION", "V", region) }
        for word in selection.headings + snapshot.kinds.views.map(\.name) { data.section("KIND_OPTION", "V", word) }
        let chosen = request.states.joined(separator: ",")
        let states = [("", "any state"), (CellRequest.failing, "whatever is not whole")]
        for (word, title) in states + CellStatus.allCases.map({ ($0.rawValue, $0.title) }) {
            data.section("STATE_OPTION") {
                $0.set("V", word)
                $0.set("NAME", title)
                if word == chosen { $0.show("CHOSEN") }
            }
        }
        if request != CellRequest() { data.section("CLEAR", "HREF", Route.matrix(.html).path) }
    }

    private func writeSums(to data: inout TemplateData) {
        for status in CellStatus.allCases {
            guard let count = selection.tally.states[status] else { continue }
            var only = request
            only.states = [status.rawValue]
            only.start = 0
            data.section("SUM") {
                $0.set("N", Amounts.grouped(count))
                $0.set("STATUS", status.title)
                $0.set("TONE", status.tone.rawValue)
                $0.set("HREF", Route.matrix(.html, only).path)
            }
        }
    }

    private func writeGroups(to data: inout TemplateData) {
        guard let part = selection.part else { return }
        data.section("GROUPS") { data in
            data.set("PART", part == .account ? "Account" : "Region")
            for heading in selection.headings { data.section("HEADING_COLUMN", "NAME", heading) }
            for group in selection.groups {
                data.section("GROUP_ROW") { data in
                    let inside = narrowed(to: group.name)
                    data.set("NAME", group.name)
                    data.set("HREF", Route.matrix(.html, inside).path)
                    data.tally(group.tally, now: now)
                    data.set("REQUESTS", Amounts.grouped(group.tally.requests))
                    data.set("TOOK", group.tally.longest.map { Humanised.duration($0 / .seconds(1)) } ?? "–")
                    for heading in selection.headings {
                        data.section("PART_CELL") {
                            guard let tally = group.headings[heading] else { return $0.show("ABSENT") }
                            var deeper = inside
                            deeper.words = [heading]
                            $0.section("PART_TALLY") {
                                $0.set("LABEL", heading)
                                $0.set("HREF", Route.matrix(.html, deeper).path)
                                $0.tally(tally, now: now)
                            }
                        }
                    }
                }
            }
        }
    }

    private func narrowed(to name: String) -> CellRequest {
        var inside = request
        inside.start = 0
        if selection.part == .account { inside.accounts = .names([name]) } else { inside.regions = .names([name]) }
        return inside
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
}

extension Scope {
    /// As the matrix's form has it: nothing for all.
    fileprivate var text: String {
        if case .names(let names) = self { names.joined(separator: ",") } else { "" }
    }
}

extension TemplateData {
    /// Writes what cells come to: how many are whole, and the worst of them as a tone with words.
    mutating func tally(_ tally: CellTally, now: Date) {
        set("SHARE", "\(Amounts.grouped(tally.complete))/\(Amounts.grouped(tally.cells))")
        set("TONE", tally.tone.rawValue)
        set("WORDS", tally.words(now: now))
        set("ROWS", Amounts.grouped(tally.rows))
        set("AGE", tally.oldest.map { Moments.relative($0, now: now) } ?? "never")
    }
}

extension CellTally {
    /// The worst cell's.
    var tone: StateTone {
        if (states[.denied] ?? 0) + (states[.error] ?? 0) > 0 || lateness == .veryLate { return .bad }
        if states[.never] == cells || states[.notEnabled] == cells { return .idle }
        return complete < cells || lateness == .late ? .pending : .good
    }

    /// Its states, the worst first, and its age: `1 denied, 11 fresh, oldest read 2 min ago`.
    func words(now: Date) -> String {
        let order: [CellStatus] = [
            .error, .denied, .throttled, .held, .notEnabled, .stale, .never, .refreshing, .fresh,
        ]
        let parts = order.compactMap { status in states[status].map { "\(Amounts.grouped($0)) \(status.title)" } }
        return (parts + [oldest.map { "oldest read \(Moments.relative($0, now: now))" }].compactMap(\.self)).joined(
            separator: ", ")
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
