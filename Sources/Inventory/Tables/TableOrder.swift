import Document

/// The order of a table's rows, and the page that is cut out of it.
struct TableOrder {
    private let sort: String?
    private let isDescending: Bool
    private let sources: [String: (TableColumns.Source, Form)]
    private let start: PageToken?

    /// - Throws: `LookupProblem` for an unknown column, or a token that is none or belongs to another order.
    init(_ request: TableRequest, columns: TableColumns, kinds: [Kind]) throws(LookupProblem) {
        if let sort = request.sort { _ = try columns.column(sort) }
        sort = request.sort
        isDescending = request.isDescending
        sources = Dictionary(
            kinds.map { kind in (kind.name, request.sort.map { TableColumns.source($0, in: kind) } ?? (.absent, .text))
            },
            uniquingKeysWith: { $1 })
        start = try request.next.map { text throws(LookupProblem) in
            guard let token = PageToken(text), token.sort == request.sort, token.isDescending == request.isDescending
            else { throw LookupProblem(.page, text) }
            return token
        }
    }

    /// Sorts `rows`, which stand in the order account, region, kind, id, and leaves the page.
    ///
    /// - Returns: The token of the next page; nil on the last.
    func sort(_ rows: inout [Resource], cutTo size: Int?) -> String? {
        var keyed = rows.map { (sortKey: sortKey(of: $0), row: $0) }
        if sort != nil {
            // The sort is stable: rows of equal value keep the order account, region, kind, id.
            keyed.sort { $0.sortKey.compare($1.sortKey, isDescending: isDescending) < 0 }
        } else if isDescending {
            keyed.reverse()
        }
        if let start {
            let first = keyed.partitioningIndex { isBehind(start, $0.sortKey, $0.row.key) }
            keyed.removeFirst(first)
        }
        let page = keyed.prefix(size ?? keyed.count)
        rows = page.map(\.row)
        guard page.count < keyed.count, let last = page.last else { return nil }
        return PageToken(sort: sort, isDescending: isDescending, sortKey: last.sortKey, key: last.row.key).text
    }

    private func sortKey(of row: Resource) -> SortKey {
        guard sort != nil, let (source, form) = sources[row.key.kind] else { return .none }
        return SortKey(source.value(of: row), form: form)
    }

    /// Whether a row stands behind the token in this order.
    private func isBehind(_ token: PageToken, _ sortKey: SortKey, _ key: ResourceKey) -> Bool {
        let order = sortKey.compare(token.sortKey, isDescending: isDescending)
        guard order == 0 else { return order > 0 }
        return sort == nil && isDescending ? key.precedes(token.key) : token.key.precedes(key)
    }
}

extension ResourceKey {
    /// The order of rows where nothing else decides: account, region, kind, id.
    func precedes(_ other: ResourceKey) -> Bool {
        (account, region, kind, id) < (other.account, other.region, other.kind, other.id)
    }
}

extension Array {
    /// The first place whose element satisfies `predicate`, when all behind it do too.
    fileprivate func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
