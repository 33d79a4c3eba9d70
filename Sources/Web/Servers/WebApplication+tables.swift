import Document
import FoundationEssentials
import HTTPServer
import Inventory
import Schedules

extension WebApplication {
    func table(
        _ request: TableRequest, _ format: Route.Format, refreshed note: RefreshNote? = nil
    ) -> HTTPResponse {
        let snapshot = snapshots.current
        if let global = Self.globalForm(of: request, in: snapshot) {
            return Answer.redirect(307, to: Route.table(global, format).path)
        }
        let now = site.now()
        let table: Table
        do {
            table = try self.table(request, over: snapshot, now: now, countsUsualFacets: format == .html)
        } catch {
            return answer(Message(error, in: request, snapshot: snapshot), format)
        }
        live.looked(at: table.cells.map(\.key))
        switch format {
        case .html:
            let page = TablePage(
                site: site, snapshot: snapshot, request: request, table: table, now: now, refreshed: note)
            return self.page("table", page.data())
        case .twin(let format):
            if !format.tellsProblems, let problem = table.filterProblem {
                var message = Message(
                    status: 400, title: "Cannot be shown", words: VisibleText.message("The filter: \(problem)."))
                message.problems = table.filterProblems
                return answer(message, .twin(format))
            }
            let body = table.bytes(
                as: format, word: request.word, generation: snapshot.generation, now: now, output: request.output)
            return Answer.data(
                type: format.mediaType, body,
                headers: (format.fileName(request.word).map { [Answer.attachment($0)] } ?? [])
                    + links(around: table, request, format))
        }
    }

    /// The pages beside this one, as a header that programs follow.
    ///
    /// - Source: RFC 8288.
    private func links(around table: Table, _ request: TableRequest, _ format: TableFormat) -> [(String, String)] {
        var links: [String] = []
        func add(_ relation: String, _ next: String?) {
            var other = request
            other.next = next
            links.append("<\(site.base.outside(Route.table(other, .twin(format)).path))>; rel=\"\(relation)\"")
        }
        if let next = table.next { add("next", next) }
        switch table.previous {
        case .first: add("prev", nil)
        case .after(let token): add("prev", token)
        case nil: break
        }
        return links.isEmpty ? [] : [("Link", links.joined(separator: ", "))]
    }

    /// The table of a kind, a view or the schedules, with every cell that it is made of.
    func table(
        _ request: TableRequest, over snapshot: Snapshot, now: Date, countsUsualFacets: Bool = false
    ) throws(LookupProblem) -> Table {
        guard request.word == ScheduleLens.word else {
            return try Table(request, over: snapshot, now: now, countsUsualFacets: countsUsualFacets)
        }
        var table = try Table(
            request, over: site.schedules.view(of: snapshot), now: now, countsUsualFacets: countsUsualFacets)
        if let cell = site.schedules.definitions(in: snapshot) { table.cells.append(cell) }
        return table
    }

    /// The request with the region `global` where everything it asks for lives there and it named known regions.
    private static func globalForm(of request: TableRequest, in snapshot: Snapshot) -> TableRequest? {
        guard snapshot.kinds.isGlobal(request.word), case .names(let names) = request.regions,
            names != [CellKey.globalRegion], !names.isEmpty
        else { return nil }
        let known = Set(snapshot.regions + [CellKey.globalRegion])
        guard names.allSatisfy(known.contains) else { return nil }
        var global = request
        global.regions = .names([CellKey.globalRegion])
        return global
    }

    func find(_ text: String, _ format: Route.Format) -> HTTPResponse {
        let snapshot = snapshots.current
        let result = site.find(text, snapshot, FindPage.limit)
        guard format == .html else {
            let document = Value.object(result.document(text: text, in: snapshot))
            return format == .yaml
                ? Answer.data(type: "application/yaml", document.yaml()) : Answer.json(200, document.json())
        }
        let page = FindPage(site: site, snapshot: snapshot, text: text, result: result, now: site.now())
        return self.page("find", page.data())
    }
}
