import Document

/// Where the page before a page starts.
package enum PreviousPage: Sendable, Hashable {
    /// At the first row of all.
    case first
    /// Behind the row that this token names.
    case after(String)
}

extension TableOrder {
    /// The page before the one that starts where the address says; nil on the first, and where pages have no size.
    ///
    /// - Cost: as `page`: the rows are walked backwards from the start, a page of them.
    func previous(of verdicts: [CellVerdicts], in cells: [Cell], size: Int?) -> PreviousPage? {
        guard start != nil, let size else { return nil }
        // One more than the page has: the row behind which it starts.
        let found = sort == nil ? plain(size + 1, of: verdicts, in: cells) : sorted(size + 1, of: verdicts, in: cells)
        return found.count > size ? .after(token(behind: cells[found[size]])) : .first
    }

    /// The last rows before the start in the order of their keys, the nearest first.
    private func plain(_ wanted: Int, of verdicts: [CellVerdicts], in cells: [Cell]) -> [RowReference] {
        var found: [RowReference] = []
        for step in cells.indices {
            let place = isDescending ? step : cells.count - 1 - step
            let rows = cells[place].rows
            guard verdicts[place].matched > 0 else { continue }
            let behind = range(of: rows, in: cells[place].key) ?? (isDescending ? 0..<0 : rows.count..<rows.count)
            let before = isDescending ? behind.upperBound..<rows.count : 0..<behind.lowerBound
            for offset in 0..<before.count {
                let row = isDescending ? before.lowerBound + offset : before.upperBound - 1 - offset
                guard verdicts[place].passes(row) else { continue }
                found.append(RowReference(cell: place, row: row))
                if found.count == wanted { return found }
            }
        }
        return found
    }

    /// A cell's next row in the merge that goes backwards.
    private struct Tail {
        let key: [UInt8]
        let cell: Int
        let places: [UInt32]
        let place: Int
    }

    /// The same for rows in the order of a column, merged from their cells.
    private func sorted(_ wanted: Int, of verdicts: [CellVerdicts], in cells: [Cell]) -> [RowReference] {
        guard let startKey = start?.sortKey.bytes else { return [] }
        var heap = Heap<Tail> { left, right in
            let order = SortKeys.compare(left.key, right.key, isDescending: isDescending)
            return order != 0 ? order > 0 : left.cell > right.cell
        }
        func push(_ cell: Int, _ places: [UInt32], before end: Int) {
            var place = end - 1
            while place >= 0, !verdicts[cell].passes(Int(places[place])) { place -= 1 }
            guard place >= 0 else { return }
            let key = sortKey(of: cells[cell].rows[Int(places[place])]).bytes
            heap.push(Tail(key: key, cell: cell, places: places, place: place))
        }
        for (place, cell) in cells.enumerated() where verdicts[place].matched > 0 {
            guard let columns = cell.columns, let (field, form) = fields[cell.key.kind] else { continue }
            let places = places(of: cell, columns, field, form)
            push(place, places, before: places.partitioningIndex { isBehind(cell.rows[Int($0)], startKey) })
        }
        var found: [RowReference] = []
        while found.count < wanted, let tail = heap.pop() {
            found.append(RowReference(cell: tail.cell, row: Int(tail.places[tail.place])))
            push(tail.cell, tail.places, before: tail.place)
        }
        return found
    }
}
