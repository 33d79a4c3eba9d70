import Document

/// The order of a table's rows, and the page that is cut out of it.
struct TableOrder {
    private let sort: String?
    private let isDescending: Bool
    private let sources: [String: (TableColumns.Source, Form)]
    private let start: PageToken?

    /// - Throws: `LookupProblem` for an unknown column, or a token that is none or belongs to another order.
    init(_ request: TableRequest, columns: TableColumns, kinds: [Kind], lenses: LensReaders) throws(LookupProblem) {
        if let sort = request.sort { _ = try columns.column(sort) }
        sort = request.sort
        isDescending = request.isDescending
        sources = Dictionary(
            kinds.map { kind in
                (kind.name, request.sort.map { TableColumns.source($0, in: kind, lenses) } ?? (.absent, .text))
            },
            uniquingKeysWith: { $1 })
        start = try request.next.map { text throws(LookupProblem) in
            guard let token = PageToken(text), token.sort == request.sort, token.isDescending == request.isDescending
            else { throw LookupProblem(.page, text) }
            return token
        }
    }

    /// The page of `references`, which stand in the order account, region, kind, id, and the token of the next; nil on the last.
    func page(of references: [RowReference], in cells: [Cell], size: Int?) -> (rows: [Resource], next: String?) {
        let ordered = sort == nil ? unsorted(references, in: cells) : sorted(references, in: cells)
        let page = ordered.prefix(size ?? ordered.count)
        let rows = page.map { cells[$0] }
        guard page.count < ordered.count, let last = rows.last else { return (rows, nil) }
        let token = PageToken(sort: sort, isDescending: isDescending, sortKey: sortKey(of: last), key: last.key)
        return (rows, token.text)
    }

    private func unsorted(_ references: [RowReference], in cells: [Cell]) -> ArraySlice<RowReference> {
        let ordered = isDescending ? references.reversed() : references
        guard let start else { return ordered[...] }
        return ordered[
            ordered.partitioningIndex { reference in
                let key = cells[reference].key
                return isDescending ? key.precedes(start.key) : start.key.precedes(key)
            }...]
    }

    private func sorted(_ references: [RowReference], in cells: [Cell]) -> ArraySlice<RowReference> {
        var keys = SortKeys(isDescending: isDescending)
        for reference in references { keys.append(sortKey(of: cells[reference])) }
        if let start { keys.append(start.sortKey) }
        // Rows of equal value keep the order account, region, kind, id in either direction.
        let order = references.indices.sorted { left, right in
            let order = keys.compare(left, right)
            return order != 0 ? order < 0 : left < right
        }
        let first =
            start.map { token in
                order.partitioningIndex { place in
                    let order = keys.compare(place, references.count)
                    return order != 0 ? order > 0 : token.key.precedes(cells[references[place]].key)
                }
            } ?? 0
        return order[first...].map { references[$0] }[...]
    }

    private func sortKey(of row: Resource) -> SortKey {
        guard sort != nil, let (source, form) = sources[row.key.kind] else { return .none }
        return SortKey(source.value(of: row), form: form)
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
