import Document
import FoundationEssentials
import HTTPServer
import Inventory

extension WebApplication {
    /// Asks for the cells of a page to be read again, and goes back to it, where it says what became of that.
    ///
    /// - Shape: a browser is led back; who asks for JSON gets the report, 429 where the limits let nothing through.
    func refresh(_ of: String, _ request: HTTPRequest, _ client: ClientOrigin) -> HTTPReply {
        guard OriginRule.allows(request, of: client) else {
            return .now(Answer.text(403, "Only a page of this site may ask for this."))
        }
        let snapshot = snapshots.current
        guard let target = try? Target(of), let route = Route(target), let keys = cells(of: route, in: snapshot) else {
            return .now(page(nowhere))
        }
        let wantsJSON = request.headers["Accept"]?.contains("application/json") == true
        return .later {
            let asked = site.now()
            let report = await live.refresh(keys)
            if wantsJSON { return Self.answer(with: report) }
            let name = notes.add(RefreshNote(report, in: snapshot, at: asked))
            return Answer.redirect(303, to: route.refreshed(name))
        }
    }

    private static func answer(with report: RefreshReport) -> HTTPResponse {
        let body = Value.object(report.object).json()
        guard report.isTurnedAway else { return Answer.json(report.asked.isEmpty ? 200 : 202, body) }
        return Answer.data(
            429, type: "application/json", body,
            headers: report.retryAfter.map { [("Retry-After", String($0))] } ?? [])
    }

    /// The cells that a page shows; nil for one that shows none in particular.
    private func cells(of route: Route, in snapshot: Snapshot) -> [CellKey]? {
        switch route {
        case .table(let request, _): (try? table(request, over: snapshot, now: site.now()))?.cells.map(\.key)
        case .resource(let key, _): [key.cell]
        case .place(let accounts, let regions): cells(of: accounts, regions ?? .all, in: snapshot)
        case .matrix(_, let request):
            (try? CellSelection(request, over: snapshot, now: site.now()))?.cells.map(\.key)
        default: nil
        }
    }

    private func cells(of accounts: Scope, _ regions: Scope, in snapshot: Snapshot) -> [CellKey]? {
        guard let named = try? snapshot.accounts(in: accounts), let known = try? snapshot.regions(in: regions) else {
            return nil
        }
        return named.flatMap { account in
            (known + [CellKey.globalRegion]).flatMap { snapshot.cells.cells(of: account.name, in: $0).map(\.key) }
        }
    }
}

extension Route {
    /// Names the refresh that a page tells about.
    static let refreshedName = "_refreshed"

    /// The address of the page with what became of a refresh.
    fileprivate func refreshed(_ name: String) -> String {
        let path = path
        return "\(path)\(path.contains("?") ? "&" : "?")\(Self.refreshedName)=\(name)"
    }
}
