import Document
import HTTPServer
import Inventory

extension WebApplication {
    /// The matrix, or a part of it.
    func matrix(_ request: CellRequest, _ format: Route.Format, refreshed note: RefreshNote? = nil) -> HTTPResponse {
        let snapshot = snapshots.current
        let now = site.now()
        let selection: CellSelection
        do { selection = try CellSelection(request, over: snapshot, now: now) } catch {
            return answer(Message(error, in: request, snapshot: snapshot), format)
        }
        guard format == .html else {
            let document = selection.document(in: snapshot)
            return format == .yaml
                ? Answer.data(type: "application/yaml", Value.object(document).yaml())
                : Answer.json(200, Value.object(document).json())
        }
        let page = MatrixPage(
            site: site, snapshot: snapshot, request: request, selection: selection, now: now, refreshed: note)
        return self.page("matrix", page.data())
    }
}

extension Message {
    /// What an address of the matrix that names nothing is answered with.
    fileprivate init(_ problem: LookupProblem, in request: CellRequest, snapshot: Snapshot) {
        let plain = LookupProblem(problem.subject, problem.name).description
        let sentence = plain.prefix(1).uppercased() + plain.dropFirst() + "."
        self.init(status: 404, title: "Not found", words: VisibleText.cell(sentence).text)
        ways = problem.suggestions.map { name in
            var better = request
            switch problem.subject {
            case .account: better.accounts = .names([name])
            case .region: better.regions = .names([name])
            case .state: better.states = [name]
            case .kind, .view, .column, .resource, .page, .size: better.words = [name]
            }
            return Way(text: name, route: .matrix(.html, better))
        }
        ways.append(Way(text: "The whole matrix", route: .matrix(.html)))
    }
}
