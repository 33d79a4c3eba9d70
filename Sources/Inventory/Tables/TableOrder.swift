import Document

/// The order of a table's rows, and the page that is cut out of it.
struct TableOrder {
    let sort: String?
    let isDescending: Bool
    let fields: [String: (RowField, Form)]
    let start: PageToken?

    /// - Throws: `LookupProblem` for an unknown column, or a token that is none or belongs to another order.
    init(_ request: TableRequest, columns: TableColumns, kinds: [Kind], lenses: LensReaders) throws(LookupProblem) {
        if let sort = request.sort { _ = try columns.column(sort) }
        sort = request.sort
        isDescending = request.isDescending
        fields = Dictionary(
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

    /// The page of the rows that pass, and the token of the next one; nil on the last.
    ///
    /// - Parameters:
    ///   - verdicts: By cell; `cells` stand in the order account, region, kind and their rows by id.
    ///   - cells: The cells.
    ///   - size: Rows of the page; nil for all.
    /// - Returns: The rows of the page, and the token.
    /// - Cost: sorted rows are merged from their cells, each of which keeps its own order: what a page costs is by cells and
    ///   by its own rows, not by all.
    func page(of verdicts: [CellVerdicts], in cells: [Cell], size: Int?) -> (rows: [Resource], next: String?) {
        let wanted = size.map { $0 + 1 } ?? Int.max
        var found: [RowReference] = []
        if sort == nil {
            collect(wanted, of: verdicts, in: cells, into: &found)
        } else {
            merge(wanted, of: verdicts, in: cells, into: &found)
        }
        let page = found.prefix(size ?? found.count)
        let rows = page.map { cells[$0] }
        guard page.count < found.count, let last = rows.last else { return (rows, nil) }
        return (rows, token(behind: last))
    }

    /// Names the page that starts behind `row`.
    func token(behind row: Resource) -> String {
        PageToken(sort: sort, isDescending: isDescending, sortKey: sortKey(of: row), key: row.key).text
    }

    /// The first rows in the order of their keys, or the last ones backwards.
    private func collect(
        _ wanted: Int, of verdicts: [CellVerdicts], in cells: [Cell], into found: inout [RowReference]
    ) {
        for step in cells.indices {
            let place = isDescending ? cells.count - 1 - step : step
            let rows = cells[place].rows
            guard verdicts[place].matched > 0, let range = range(of: rows, in: cells[place].key) else { continue }
            for offset in 0..<range.count {
                let row = isDescending ? range.upperBound - 1 - offset : range.lowerBound + offset
                guard verdicts[place].passes(row) else { continue }
                found.append(RowReference(cell: place, row: row))
                if found.count == wanted { return }
            }
        }
    }

    /// The rows of a cell that stand behind the page's start; nil for none.
    func range(of rows: [Resource], in key: CellKey) -> Range<Int>? {
        guard let start else { return 0..<rows.count }
        if key == start.key.cell {
            let first = rows.partitioningIndex {
                isDescending ? !$0.key.precedes(start.key) : start.key.precedes($0.key)
            }
            return isDescending ? 0..<first : first..<rows.count
        }
        let isBefore = key.precedes(start.key.cell)
        return isBefore == isDescending ? 0..<rows.count : nil
    }

    /// A cell's next row in the merge.
    private struct Head {
        let key: [UInt8]
        let cell: Int
        let places: [UInt32]
        var next: Int
    }

    private func merge(
        _ wanted: Int, of verdicts: [CellVerdicts], in cells: [Cell], into found: inout [RowReference]
    ) {
        let startKey = start.map { $0.sortKey.bytes }
        var heap = Heap<Head> { left, right in
            let order = SortKeys.compare(left.key, right.key, isDescending: isDescending)
            return order != 0 ? order < 0 : left.cell < right.cell
        }
        for (place, cell) in cells.enumerated() where verdicts[place].matched > 0 {
            guard let columns = cell.columns, let (field, form) = fields[cell.key.kind] else { continue }
            let places = places(of: cell, columns, field, form)
            let first = startKey.map { key in places.partitioningIndex { isBehind(cell.rows[Int($0)], key) } } ?? 0
            if let head = head(of: cell, place, places, from: first, verdicts[place]) { heap.push(head) }
        }
        while found.count < wanted, let head = heap.pop() {
            found.append(RowReference(cell: head.cell, row: Int(head.places[head.next])))
            let cell = cells[head.cell]
            if let next = self.head(of: cell, head.cell, head.places, from: head.next + 1, verdicts[head.cell]) {
                heap.push(next)
            }
        }
    }

    private func head(
        of cell: Cell, _ place: Int, _ places: [UInt32], from first: Int, _ verdicts: CellVerdicts
    ) -> Head? {
        var next = first
        while next < places.count, !verdicts.passes(Int(places[next])) { next += 1 }
        guard next < places.count else { return nil }
        return Head(key: sortKey(of: cell.rows[Int(places[next])]).bytes, cell: place, places: places, next: next)
    }

    /// The rows of a cell in their order.
    func places(of cell: Cell, _ columns: CellColumns, _ field: RowField, _ form: Form) -> [UInt32] {
        field.isOfCell
            ? cell.rows.indices.map { UInt32(truncatingIfNeeded: $0) }
            : columns.places(
                in: CellColumns.Order(field: field, form: form, isDescending: isDescending), of: cell.rows)
    }

    /// Whether `row` stands behind the page's start.
    func isBehind(_ row: Resource, _ startKey: [UInt8]) -> Bool {
        guard let start else { return true }
        let order = SortKeys.compare(sortKey(of: row).bytes, startKey, isDescending: isDescending)
        return order != 0 ? order > 0 : start.key.precedes(row.key)
    }

    func sortKey(of row: Resource) -> SortKey {
        guard sort != nil, let (field, form) = fields[row.key.kind] else { return .none }
        return SortKey(field.value(of: row), form: form)
    }
}

extension ResourceKey {
    /// The order of rows where nothing else decides: account, region, kind, id.
    func precedes(_ other: ResourceKey) -> Bool {
        (account, region, kind, id) < (other.account, other.region, other.kind, other.id)
    }
}

extension CellKey {
    /// The order of cells: account, region, kind.
    func precedes(_ other: CellKey) -> Bool {
        (account, region, kind) < (other.account, other.region, other.kind)
    }
}

extension Array {
    /// The first place whose element satisfies `predicate`, when all behind it do too.
    func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
