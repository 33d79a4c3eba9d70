import Document
package import FoundationEssentials

extension TableRequest {
    /// The most rows on one page.
    package static let maximumSize = 10_000
}

extension Table {
    /// The rows that `request` asks for, filtered, sorted and cut to one page.
    ///
    /// - Parameters:
    ///   - request: What the address or command line says.
    ///   - snapshot: Where the rows come from.
    ///   - now: The instant from which ages in the filter are counted.
    /// - Throws: `LookupProblem` for an unknown account, region, word or column, a page token of another table, a size out of bounds. A fault in the filter is no error but in `filterProblems`.
    package init(_ request: TableRequest, over snapshot: Snapshot, now: Date) throws(LookupProblem) {
        let (title, kinds) = try snapshot.kinds(showing: request.word)
        let accounts = try snapshot.accounts(in: request.accounts)
        let regions = try snapshot.regions(in: request.regions)
        guard regions != [CellKey.globalRegion] || kinds.contains(where: \.isGlobal) else {
            throw LookupProblem(.region, CellKey.globalRegion, suggestions: Array(snapshot.regions.prefix(3)))
        }
        if let size = request.size, !(1...TableRequest.maximumSize).contains(size) {
            throw LookupProblem(.size, "\(size)")
        }
        let columns = try TableColumns(
            request, kinds: kinds, severalAccounts: accounts.count > 1,
            severalRegions: regions.count(where: { $0 != CellKey.globalRegion }) > 1)
        let cells = snapshot.cells(of: kinds, accounts: accounts, regions: regions)
        let filter = Filter(request.filter, kinds: kinds)
        let lenses = LensReaders(snapshot, now: now)
        let order = try TableOrder(request, columns: columns, kinds: kinds, lenses: lenses)
        let sorted = cells.sorted { $0.key.precedes($1.key) }
        let matching = Self.rows(
            of: sorted, satisfying: filter, kinds: kinds, visible: columns.shown.map(\.name), now, lenses)
        let (rows, next) = order.page(of: matching, in: sorted, size: request.size)
        self.init(
            title: title, kinds: kinds, columns: columns.shown,
            rows: Self.tableRows(rows, columns: columns.shown, kinds: kinds, lenses),
            matched: matching.count, total: cells.reduce(0) { $0 + $1.rows.count }, cells: cells, next: next,
            filterProblems: filter.problems, knowsAccounts: request.accounts != .all || snapshot.knowsAccounts,
            kept: matching.count { sorted[Int($0.cell)].status.keepsOldRows })
    }

    private static func rows(
        of cells: [Cell], satisfying filter: Filter, kinds: [Kind], visible: [String], _ now: Date,
        _ lenses: LensReaders
    ) -> [RowReference] {
        let visible = Set(visible)
        let matchers = Dictionary(
            kinds.map { ($0.name, FilterMatcher(filter, kind: $0, visible: visible, now: now, lenses: lenses)) },
            uniquingKeysWith: { $1 })
        var matching: [RowReference] = []
        for (place, cell) in cells.enumerated() {
            guard let matcher = filter.terms.isEmpty ? nil : matchers[cell.key.kind] else {
                matching += cell.rows.indices.map { RowReference(cell: place, row: $0) }
                continue
            }
            var memory = matcher.memory
            for row in cell.rows.indices where matcher.matches(cell.rows[row], &memory) {
                matching.append(RowReference(cell: place, row: row))
            }
        }
        return matching
    }

    private static func tableRows(
        _ resources: [Resource], columns: [TableColumn], kinds: [Kind], _ lenses: LensReaders
    ) -> [TableRow] {
        let sources = Dictionary(
            kinds.map { kind in (kind.name, columns.map { TableColumns.source($0.name, in: kind, lenses).0 }) },
            uniquingKeysWith: { $1 })
        let readers = Dictionary(
            kinds.filter { !$0.lenses.isEmpty }.map { ($0.name, lenses.readers(of: $0)) }, uniquingKeysWith: { $1 })
        return resources.map { resource in
            let values = (sources[resource.key.kind] ?? []).map { $0.value(of: resource) }
            return TableRow(resource: resource, values: values, readers: readers[resource.key.kind] ?? [])
        }
    }
}

extension CellKey {
    /// The order of cells: account, region, kind.
    fileprivate func precedes(_ other: CellKey) -> Bool {
        (account, region, kind) < (other.account, other.region, other.kind)
    }
}
