import FoundationEssentials
import Inventory
import Templating

extension TemplateData {
    /// Writes how old and how whole `cells` are, as the part `_freshness` reads it.
    mutating func freshness(
        of cells: [Cell], in snapshot: Snapshot, cells request: CellRequest = CellRequest(), now: Date
    ) {
        let freshness = Freshness(of: cells, kinds: snapshot.kinds, now: now)
        set("FRESHNESS", freshness.text)
        set("FRESHNESS_EXACT", freshness.exact)
        set("FRESHNESS_CELLS", Route.matrix(.html, request).path)
        set("FRESHNESS_TONE", freshness.tone.rawValue)
    }

    /// Writes how old and how whole `cells` are, and what is wrong with them, as `_freshness` and `_failures` read it.
    mutating func conditions(
        of cells: [Cell], in snapshot: Snapshot, accounts: Scope, refreshed note: RefreshNote? = nil,
        cells request: CellRequest = CellRequest(), now: Date
    ) {
        freshness(of: cells, in: snapshot, cells: request, now: now)
        refreshed(note, in: snapshot, now: now)
        if accounts == .all { organization(snapshot.organization, now: now) }
        let broken = snapshot.accounts.filter { $0.problem != nil && accounts.contains($0.name) }
        for account in broken.prefix(Self.accountsLimit) {
            guard let problem = account.problem else { continue }
            section("ACCOUNT_PROBLEM") {
                $0.set("ACCOUNT", account.title)
                $0.set("WORDS", problem.words)
                $0.set("DETAIL", VisibleText.cell(problem.message).text)
                $0.set("SINCE", Moments.relative(problem.since, now: now))
            }
        }
        let more = broken.count - Self.accountsLimit
        if more > 0 {
            section("MORE_ACCOUNTS") {
                $0.set("N", Amounts.count(more, "more account"))
                $0.set("MATRIX", Route.matrix(.html).path)
            }
        }
        let waiting = cells.count { $0.status == .never && $0.error == nil }
        if waiting > 0 && waiting < cells.count {
            section("WAITING") {
                $0.set("WORDS", "\(Amounts.count(waiting, "cell")) \(waiting == 1 ? "has" : "have") not been read yet.")
            }
        }
        unconfirmed(cells, now: now)
        failures(
            cells.filter(\.isFailing), of: cells.count, kinds: snapshot.kinds, cells: request, now: now)
    }

    /// Says how many rows wait for a second answer.
    private mutating func unconfirmed(_ cells: [Cell], now: Date) {
        let held = cells.filter { $0.status == .held }
        guard !held.isEmpty else { return }
        let rows = held.reduce(0) { $0 + $1.unconfirmedRows }
        section("UNCONFIRMED") {
            $0.set("N", rows == 0 ? Amounts.count(held.count, "cell") : Amounts.count(rows, "row"))
            let next = held.compactMap(\.nextTry).min().map { " \(Moments.relative(max($0, now), now: now))" }
            $0.set("NEXT", next ?? "")
        }
    }

    /// Writes why the members of the organization are not known, if they are not.
    mutating func organization(_ organization: OrganizationInfo?, now: Date) {
        guard let organization, let problem = organization.problem else { return }
        section("ORGANIZATION_PROBLEM") {
            $0.set("ACCOUNT", organization.account)
            $0.set("WORDS", problem.words)
            $0.set("DETAIL", VisibleText.cell(problem.message).text)
            $0.set("SINCE", Moments.relative(problem.since, now: now))
            $0.set(
                "LISTED",
                organization.listedAt.map { "Accounts are those of \(Moments.relative($0, now: now))." }
                    ?? "Its other accounts are not known.")
        }
    }

    /// Accounts whose problems are told one by one on a page.
    private static let accountsLimit = 10

    /// Cells that are explained one by one on a page; the matrix has the others.
    static let failuresLimit = 20

    private mutating func failures(
        _ cells: [Cell], of total: Int, kinds: KindSet, cells request: CellRequest, now: Date
    ) {
        guard !cells.isEmpty else { return }
        section("FAILURES") { data in
            let verb = cells.count == 1 ? "is" : "are"
            let share = "\(Amounts.grouped(cells.count)) of \(Amounts.count(total, "cell"))"
            let keeps = cells.contains { $0.fetchedAt != nil && !$0.rows.isEmpty }
            data.set(
                "WORDS",
                "\(share) \(verb) not what AWS has now.\(keeps ? " Rows from before are kept and marked." : "")")
            if cells.count <= 6 { data.show("OPEN") }
            for cell in cells.sorted(by: Cell.isWorse).prefix(Self.failuresLimit) {
                data.failure(Failure(cell, kinds: kinds, now: now), now: now)
            }
            let more = cells.count - Self.failuresLimit
            if more > 0 {
                var failing = request
                failing.states = [CellRequest.failing]
                data.section("MORE_FAILURES") {
                    $0.set("N", Amounts.grouped(more))
                    $0.set("HREF", Route.matrix(.html, failing).path)
                }
            }
        }
    }

    private mutating func failure(_ failure: Failure, now: Date) {
        section("FAILURE") {
            $0.set("ACCOUNT", failure.account)
            $0.set("REGION", failure.region)
            $0.set("KIND", failure.kind)
            $0.set("STATUS", failure.state)
            $0.set("TONE", failure.tone.rawValue)
            $0.set("WORDS", failure.words)
            $0.set("DETAIL", failure.detail)
            $0.set("SINCE", failure.since.map { Moments.relative($0, now: now) } ?? "–")
            $0.set("SINCE_EXACT", failure.since.map(Moments.exact) ?? "")
            $0.set("ROWS", failure.keptRows)
            if let action = failure.action, !failure.words.contains(action) {
                $0.section("ACTION") { $0.set("NAME", action) }
            }
            $0.set("NEXT", failure.nextTry.map { Moments.relative(max($0, now), now: now) } ?? "–")
            if let id = failure.requestID {
                $0.section("REQUEST") {
                    $0.set("ID", VisibleText.cell(id).text)
                    $0.copyButton(id)
                }
            } else {
                $0.show("NO_REQUEST")
            }
        }
    }
}
