/// Which facets a table counts.
enum FacetPlan {
    /// Columns by which people tell resources of one kind apart, where the kind has them.
    private static let telling = ["type", "engine", "class", "runtime", "scheme", "protocol"]
    private static let tellingLimit = 2

    /// - Parameters:
    ///   - request: What the address says; names in its `facets` are counted in any case.
    ///   - columns: The table's columns.
    ///   - kinds: Its kinds.
    ///   - lenses: What reads the lenses' columns.
    ///   - filter: The filter, whose terms may be choices.
    ///   - isUsual: Whether the facets that every page has are counted, too.
    /// - Returns: What to count, the usual ones first.
    /// - Throws: `LookupProblem` for an unknown column.
    static func fields(
        _ request: TableRequest, columns: TableColumns, kinds: [Kind], lenses: LensReaders, filter: Filter,
        isUsual: Bool
    ) throws(LookupProblem) -> [FacetField] {
        var names = isUsual ? usual(columns, kinds) : []
        for name in request.facets where !names.contains(name) { names.append(name) }
        var fields: [FacetField] = []
        for name in names {
            let column = try columns.column(name)
            let isAsked = request.facets.contains(name)
            let isCountable =
                name == Builtin.tags.rawValue
                || kinds.allSatisfy { FacetField.isCountable(TableColumns.source(name, in: $0, lenses).1) }
            guard isCountable else {
                if isAsked { throw LookupProblem(.facet, name) }
                continue
            }
            fields.append(FacetField(column, kinds: kinds, lenses: lenses, isAsked: isAsked, filter: filter))
        }
        return fields
    }

    private static func usual(_ columns: TableColumns, _ kinds: [Kind]) -> [String] {
        let shown = Set(columns.shown.map(\.name))
        let own = telling.filter { name in shown.contains(name) && kinds.contains { $0.column(name) != nil } }
        let scope = [Builtin.kind, .account, .region].map(\.rawValue).filter(shown.contains)
        let tags = columns.shown.map(\.name).filter { TableColumns.tagKey($0) != nil }
        return scope + [Builtin.env.rawValue, Builtin.state.rawValue] + own.prefix(tellingLimit) + tags
            + [Builtin.tags.rawValue]
    }
}
