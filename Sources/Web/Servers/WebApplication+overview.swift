import Document
import HTTPServer
import Inventory

extension WebApplication {
    /// What there is in some accounts and regions.
    func overview(
        of accounts: Scope, _ regions: Scope?, as format: Route.Format = .html, refreshed note: RefreshNote? = nil
    ) -> HTTPResponse {
        let snapshot = snapshots.current
        let now = site.now()
        let overview: Overview
        do {
            overview = try Overview(accounts: accounts, regions: regions ?? .all, over: snapshot, now: now)
        } catch {
            return answer(message(error, accounts: accounts, regions: regions, in: snapshot), format)
        }
        guard format == .html else {
            let document = Value.object(overview.document(in: snapshot))
            return format == .yaml
                ? Answer.data(type: "application/yaml", document.yaml()) : Answer.json(200, document.json())
        }
        let page = OverviewPage(
            site: site, snapshot: snapshot, accounts: accounts, regions: regions, overview: overview, now: now,
            refreshed: note)
        return self.page("overview", page.data())
    }

    /// The same as data; what has a dot in its name comes before any suffix.
    func overviewTwin(
        of accounts: Scope, _ regions: Scope?, _ format: TableFormat, refreshed note: RefreshNote?
    ) -> HTTPResponse {
        let snapshot = snapshots.current
        if regions == nil, let name = accounts.single, snapshot.account(name) == nil,
            snapshot.account("\(name).\(format.rawValue)") != nil
        {
            return overview(of: .names(["\(name).\(format.rawValue)"]), nil, refreshed: note)
        }
        return overview(of: accounts, regions, as: .twin(format))
    }

    private func message(
        _ problem: LookupProblem, accounts: Scope, regions: Scope?, in snapshot: Snapshot
    ) -> Message {
        let names =
            problem.suggestions.isEmpty
            ? problem.subject == .account ? snapshot.accounts.map(\.name) : snapshot.regions : problem.suggestions
        let ways = names.prefix(20).map { name in
            problem.subject == .account
                ? Message.Way(text: name, route: .place(.names([name]), regions))
                : Message.Way(text: name, route: .place(accounts, .names([name])))
        }
        let sentence = problem.description.prefix(1).uppercased() + problem.description.dropFirst() + "."
        return Message(
            status: 404, title: "Not found", words: VisibleText.cell(sentence).text, ways: Array(ways))
    }
}
