import Document
import FoundationEssentials

extension FilterMatcher {
    /// What the filter says of every row of `cell`, whose kind is the matcher's.
    ///
    /// - Parameters:
    ///   - cell: The cell.
    ///   - own: The places of the terms that are the choice of a facet.
    ///   - memory: What is known from the cells looked at before.
    /// - Returns: A verdict for every row.
    /// - Cost: terms about fields with few different values test each value once; the others read every row that is left.
    func verdicts(of cell: Cell, own: Set<Int>, _ memory: inout Memory) -> CellVerdicts {
        var verdicts = CellVerdicts(rowCount: cell.rows.count)
        guard let columns = cell.columns else { return verdicts }
        var slow: [Int] = []
        for (place, term) in terms.enumerated() where !verdicts.isOver {
            let isOwn = own.contains(place)
            guard let field = term.probe.field else {
                slow.append(place)
                continue
            }
            if field.isOfCell {
                let value = field.value(of: cell.key)
                if term.holds(value) == term.isNegated { verdicts.failAll(place, isOwn: isOwn) }
            } else if let column = columns.coded(field, of: cell.rows) {
                let holds = column.values.map { term.holds($0) != term.isNegated }
                if holds.allSatisfy(\.self) { continue }
                column.codes.withUnsafeBufferPointer { codes in
                    verdicts.update(place, isOwn: isOwn) { holds[Int(codes[$0])] }
                }
            } else {
                slow.append(place)
            }
        }
        // The cheap ones have left fewer rows for these.
        for place in slow where !verdicts.isOver {
            look(at: place, in: cell, columns, isOwn: own.contains(place), &verdicts, &memory)
        }
        return verdicts
    }

    /// One term that reads rows.
    private func look(
        at place: Int, in cell: Cell, _ columns: CellColumns, isOwn: Bool, _ verdicts: inout CellVerdicts,
        _ memory: inout Memory
    ) {
        let term = terms[place]
        if let networks = term.networks {
            var isInside = Array(repeating: false, count: cell.rows.count)
            columns.addresses(of: cell.rows).forEachRow(within: networks) { isInside[$0] = true }
            verdicts.update(place, isOwn: isOwn) { isInside[$0] != term.isNegated }
        } else if term.isOfCreation {
            verdicts.update(place, isOwn: isOwn) { row in
                let date = cell.rows[row].createdAt
                return date.map { date in term.checks.contains { $0.passes(date) } } ?? false != term.isNegated
            }
        } else if let key = term.key, verdicts.left * 2 >= cell.rows.count {
            let rows = rows(satisfying: key, at: place, in: cell, columns, &memory)
            verdicts.update(place, isOwn: isOwn) { row in
                (rows[row] || term.isComputed?(cell.rows[row]) == true) != term.isNegated
            }
        } else {
            verdicts.update(place, isOwn: isOwn) { row in
                holds(place, for: cell.rows[row], &memory) != term.isNegated
            }
        }
    }

    /// The rows that satisfy a term: kept, so that the next page, another order and a longer word need not read all again.
    private func rows(
        satisfying key: TermKey, at place: Int, in cell: Cell, _ columns: CellColumns, _ memory: inout Memory
    ) -> RowBits {
        if let known = columns.rows(satisfying: key) { return known }
        let wider = columns.rows(around: key)
        var rows = RowBits(count: cell.rows.count)
        for row in cell.rows.indices where wider?[row] ?? true {
            rows[row] = isRead(place, of: cell.rows[row], &memory)
        }
        columns.keep(rows, satisfying: key)
        return rows
    }
}
