import Inventory

/// Where a page stands in the matrix: what the menus mark, and what switching one of them keeps.
struct Place {
    var accounts: Scope
    var regions: Scope
    /// The table that is shown, or the one its resource is a row of.
    var table: TableRequest?

    init(accounts: Scope, regions: Scope, table: TableRequest?) {
        self.accounts = accounts
        self.regions = regions
        self.table = table
    }

    static let everywhere = Place(accounts: .all, regions: .all, table: nil)

    /// Where `page` stands.
    init(of page: Route) {
        switch page {
        case .table(let table, _): self.init(accounts: table.accounts, regions: table.regions, table: table)
        case .place(let accounts, let regions): self.init(accounts: accounts, regions: regions ?? .all, table: nil)
        default: self = .everywhere
        }
    }

    /// The same table, or the same landing page, for other accounts; regions they do not have become all of theirs.
    func route(accounts: Scope, in snapshot: Snapshot) -> Route {
        var regions = regions
        if case .names(let names) = regions, names != [CellKey.globalRegion] {
            let known = Set(snapshot.accounts.filter { accounts.contains($0.name) }.flatMap(\.regions))
            if !names.allSatisfy(known.contains) { regions = .all }
        }
        return route(accounts: accounts, regions: regions)
    }

    /// The same for one account alone.
    ///
    /// - Cost: looks at no other account.
    func route(to account: AccountInfo) -> Route {
        var regions = regions
        if case .names(let names) = regions, names != [CellKey.globalRegion],
            !names.allSatisfy(account.regions.contains)
        {
            regions = .all
        }
        return route(accounts: .names([account.name]), regions: regions)
    }

    /// The page that stands here: the table of a resource, not the resource, which other accounts do not have.
    var page: Route { route(accounts: accounts, regions: regions) }

    /// The same table, or the same landing page, for other regions.
    func route(regions: Scope) -> Route { route(accounts: accounts, regions: regions) }

    private func route(accounts: Scope, regions: Scope) -> Route {
        guard var table else {
            return accounts == .all && regions == .all ? .overview : .place(accounts, regions == .all ? nil : regions)
        }
        table.accounts = accounts
        table.regions = regions
        table.next = nil
        return .table(table, .html)
    }

    /// The table of a view or kind here; a global one in the region `global`.
    func route(word: String, kinds: KindSet) -> Route {
        var regions = regions
        if kinds.isGlobal(word) {
            regions = .names([CellKey.globalRegion])
        } else if regions == .names([CellKey.globalRegion]) {
            regions = .all
        }
        return .table(
            TableRequest(accounts: accounts, regions: regions, word: word, size: Route.pageSize), .html)
    }
}

extension KindSet {
    /// Whether everything a word stands for lives in the region `global`.
    func isGlobal(_ word: String) -> Bool {
        let kinds = kinds(of: word)
        return !kinds.isEmpty && kinds.allSatisfy(\.isGlobal)
    }

    /// The title of a view or kind.
    func title(of word: String) -> String { view(word)?.title ?? kind(word)?.title ?? word }
}
