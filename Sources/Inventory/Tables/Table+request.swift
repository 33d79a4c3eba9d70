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
    ///   - countsUsualFacets: Whether the facets that every page has are counted besides those that are asked for.
    /// - Throws: `LookupProblem` for an unknown account, region, word or column, a page token of another table, a size out of bounds. A fault in the filter is no error but in `filterProblems`.
    package init(
        _ request: TableRequest, over snapshot: Snapshot, now: Date, countsUsualFacets: Bool = false
    ) throws(LookupProblem) {
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
        let filter = Filter(request.filter, kinds: kinds).naming(snapshot.accounts)
        let lenses = LensReaders(snapshot, now: now)
        let order = try TableOrder(request, columns: columns, kinds: kinds, lenses: lenses)
        let fields = try FacetPlan.fields(
            request, columns: columns, kinds: kinds, lenses: lenses, filter: filter, isUsual: countsUsualFacets)
        let sorted = cells.filter { !$0.rows.isEmpty }.sorted { $0.key.precedes($1.key) }
        let verdicts = Self.verdicts(
            of: sorted, filter, kinds: kinds, visible: columns.shown.map(\.name), own: Set(fields.compactMap(\.own)),
            now, lenses)
        let (rows, next) = order.page(of: verdicts, in: sorted, size: request.size)
        self.init(
            title: title, kinds: kinds, columns: columns.shown,
            rows: Self.tableRows(rows, columns: columns.shown, kinds: kinds, lenses),
            matched: verdicts.reduce(0) { $0 + $1.matched }, total: cells.reduce(0) { $0 + $1.rows.count },
            cells: cells, next: next, filterProblems: filter.problems,
            knowsAccounts: request.accounts != .all || snapshot.knowsAccounts,
            kept: zip(sorted, verdicts).reduce(0) { $0 + ($1.0.status.keepsOldRows ? $1.1.matched : 0) },
            facets: Self.facets(fields, filter, sorted, verdicts))
        previous = order.previous(of: verdicts, in: sorted, size: request.size)
        if matched == 0 && total > 0 { hints = FilterHint.hints(for: filter, in: sorted, kinds: kinds, lenses) }
    }

    private static func verdicts(
        of cells: [Cell], _ filter: Filter, kinds: [Kind], visible: [String], own: Set<Int>, _ now: Date,
        _ lenses: LensReaders
    ) -> [CellVerdicts] {
        guard !filter.terms.isEmpty else { return cells.map { CellVerdicts(rowCount: $0.rows.count) } }
        let visible = Set(visible)
        let matchers = Dictionary(
            kinds.map { ($0.name, FilterMatcher(filter, kind: $0, visible: visible, now: now, lenses: lenses)) },
            uniquingKeysWith: { $1 })
        var memories = matchers.mapValues(\.memory)
        return cells.map { cell in
            let kind = cell.key.kind
            guard let matcher = matchers[kind] else { return CellVerdicts(rowCount: cell.rows.count) }
            return matcher.verdicts(of: cell, own: own, &memories[kind, default: matcher.memory])
        }
    }

    private static func facets(
        _ fields: [FacetField], _ filter: Filter, _ cells: [Cell], _ verdicts: [CellVerdicts]
    ) -> [Facet] {
        fields.compactMap { field in
            var tally = FacetTally(field)
            for (cell, verdicts) in zip(cells, verdicts) { tally.add(cell, verdicts) }
            return tally.facet(filter)
        }
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
