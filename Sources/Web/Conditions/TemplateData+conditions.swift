import FoundationEssentials
import Inventory
import Templating

extension TemplateData {
    /// Writes how old and how whole `cells` are, as the part `_freshness` reads it.
    mutating func freshness(of cells: [Cell], now: Date) {
        let freshness = Freshness(of: cells, now: now)
        set("FRESHNESS", freshness.text)
        set("FRESHNESS_EXACT", freshness.exact)
        set("FRESHNESS_TONE", freshness.tone.rawValue)
    }

    /// Writes how old and how whole `cells` are, and what is wrong with them, as `_freshness` and `_failures` read it.
    mutating func conditions(of cells: [Cell], in snapshot: Snapshot, accounts: Scope, now: Date) {
        freshness(of: cells, now: now)
        if accounts == .all { organization(snapshot.organization, now: now) }
        for account in snapshot.accounts where accounts.contains(account.name) {
            guard let problem = account.problem else { continue }
            section("ACCOUNT_PROBLEM") {
                $0.set("ACCOUNT", account.title)
                $0.set("WORDS", problem.words)
                $0.set("DETAIL", VisibleText.cell(problem.message).text)
                $0.set("SINCE", Moments.relative(problem.since, now: now))
            }
        }
        let waiting = cells.count { $0.status == .never && $0.error == nil }
        if waiting > 0 && waiting < cells.count {
            section("WAITING") {
                $0.set("WORDS", "\(Amounts.count(waiting, "cell")) \(waiting == 1 ? "has" : "have") not been read yet.")
            }
        }
        failures(cells.compactMap { Failure($0, kinds: snapshot.kinds, now: now) }, of: cells.count, now: now)
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

    private mutating func failures(_ failures: [Failure], of total: Int, now: Date) {
        guard !failures.isEmpty else { return }
        section("FAILURES") { data in
            let verb = failures.count == 1 ? "is" : "are"
            let share = "\(Amounts.grouped(failures.count)) of \(Amounts.count(total, "cell"))"
            let kept = failures.contains(where: \.keepsRows) ? " Rows from before are kept and marked." : ""
            data.set("WORDS", "\(share) \(verb) not what AWS has now.\(kept)")
            if failures.count <= 6 { data.show("OPEN") }
            for failure in failures { data.failure(failure, now: now) }
        }
    }

    private mutating func failure(_ failure: Failure, now: Date) {
        section("FAILURE") {
            $0.set("ACCOUNT", failure.account)
            $0.set("REGION", failure.region)
            $0.set("KIND", failure.kind)
            $0.set("STATUS", failure.status.title)
            $0.set("TONE", failure.status.tone.rawValue)
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
