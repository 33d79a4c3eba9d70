import Inventory

extension Message {
    /// What an address of a table that names nothing is answered with: the nearest tables that there are.
    init(_ problem: LookupProblem, in request: TableRequest, snapshot: Snapshot) {
        // The suggestions are links below.
        let plain = LookupProblem(problem.subject, problem.name).description
        let sentence = plain.prefix(1).uppercased() + plain.dropFirst() + "."
        switch problem.subject {
        case .account, .region, .view, .kind:
            self.init(status: 404, title: "Not found", words: VisibleText.cell(sentence).text)
            ways = problem.suggestions.map { name in
                Way(text: name, route: .table(request.replacing(problem, with: name), .html))
            }
            if ways.isEmpty { ways = Self.known(problem, request: request, snapshot: snapshot) }
        case .column, .page, .size, .resource, .state:
            self.init(status: 400, title: "Cannot be shown", words: VisibleText.cell(sentence).text)
            let plain = TableRequest(
                accounts: request.accounts, regions: request.regions, word: request.word, filter: request.filter,
                size: Route.pageSize)
            ways = [Way(text: "The first page of this table", route: .table(plain, .html))]
        }
    }

    /// Where nothing is near, what is called so in words (`security`), or else what there is.
    private static func known(_ problem: LookupProblem, request: TableRequest, snapshot: Snapshot) -> [Way] {
        var request = request
        request.sort = nil
        request.next = nil
        let names = names(problem.subject, in: snapshot)
        let called = names.filter { name in
            problem.subject == .view && snapshot.kinds.title(of: name).lowercased().contains(problem.name.lowercased())
        }
        return (called.isEmpty ? names : called).prefix(60).map { name in
            Way(text: name, route: .table(request.replacing(LookupProblem(problem.subject, ""), with: name), .html))
        }
    }

    private static func names(_ subject: LookupProblem.Subject, in snapshot: Snapshot) -> [String] {
        switch subject {
        case .account: snapshot.accounts.map(\.name)
        case .region: snapshot.regions
        case .view, .kind: snapshot.kinds.views.map(\.name)
        case .column, .resource, .page, .size, .state: []
        }
    }
}

extension TableRequest {
    /// The same request with the name that was not known put right.
    fileprivate func replacing(_ problem: LookupProblem, with name: String) -> TableRequest {
        var request = self
        request.next = nil
        switch problem.subject {
        case .account: request.accounts = accounts.replacing(problem.name, with: name)
        case .region: request.regions = regions.replacing(problem.name, with: name)
        case .view, .kind:
            request.word = name
            request.sort = nil
            request.added = []
            request.hidden = []
        case .column, .resource, .page, .size, .state: break
        }
        return request
    }
}

extension Scope {
    fileprivate func replacing(_ old: String, with new: String) -> Scope {
        guard case .names(let names) = self, names.contains(old) else { return .names([new]) }
        return .names(names.map { $0 == old ? new : $0 })
    }
}
