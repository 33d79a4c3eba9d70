import Document

/// Counts the values of one facet, cell by cell.
struct FacetTally {
    private struct Entry {
        let text: String
        var count: Int
    }

    let field: FacetField
    private var entries: [TextBytes: Entry] = [:]
    private var blank = 0
    /// Whether some cell's values differ so much that nobody would choose among them.
    private(set) var isDiverse = false

    init(_ field: FacetField) { self.field = field }

    private var own: UInt8? { field.own.map { UInt8(truncatingIfNeeded: $0) } }

    /// Adds the rows of one cell.
    mutating func add(_ cell: Cell, _ verdicts: CellVerdicts) {
        guard !isDiverse, !verdicts.isOver, let columns = cell.columns, let place = field.fields[cell.key.kind] else {
            return
        }
        if place.field.isOfCell {
            count(place.field.value(of: cell.key), rows: rowCount(verdicts))
            return
        }
        guard let column = columns.coded(place.field, of: cell.rows) else {
            isDiverse = true
            return
        }
        let counts = verdicts.rows == nil ? column.counts : histogram(of: column, verdicts)
        for (code, count) in counts.enumerated() where count > 0 {
            let texts = column.texts[code]
            if texts.isEmpty { blank += count }
            for text in texts where place.form != .bool || ["true", "false"].contains(text.text) {
                add(text.folded, text.text, count)
            }
        }
    }

    private mutating func count(_ value: Value, rows: Int) {
        guard rows > 0 else { return }
        guard let text = value.leafText, !text.isEmpty else {
            blank += rows
            return
        }
        add(TextBytes(text.lowercased()), text, rows)
    }

    private mutating func add(_ folded: TextBytes, _ text: String, _ count: Int) {
        entries[folded, default: Entry(text: text, count: 0)].count += count
    }

    private func rowCount(_ verdicts: CellVerdicts) -> Int {
        guard let rows = verdicts.rows else { return verdicts.rowCount }
        let own = own ?? CellVerdicts.passes
        return rows.count { $0 == CellVerdicts.passes || $0 == own }
    }

    private func histogram(of column: CodedColumn, _ verdicts: CellVerdicts) -> [Int] {
        var counts = Array(repeating: 0, count: column.values.count)
        let own = own ?? CellVerdicts.passes
        guard let rows = verdicts.rows else { return column.counts }
        counts.withUnsafeMutableBufferPointer { counts in
            column.codes.withUnsafeBufferPointer { codes in
                rows.withUnsafeBufferPointer { rows in
                    for row in rows.indices where rows[row] == CellVerdicts.passes || rows[row] == own {
                        counts[Int(codes[row])] += 1
                    }
                }
            }
        }
        return counts
    }

    /// The facet, once every cell was added; nil where there is nothing to choose.
    func facet(_ filter: Filter) -> Facet? {
        guard !isDiverse else {
            return field.isAsked ? Facet(name: field.name, title: field.title, choices: [], valueCount: nil) : nil
        }
        let chosenTerms = filter.terms.indices.filter { FacetField.chosen(by: filter.terms[$0], of: field.name) != nil }
        let chosen = Set(chosenTerms.flatMap { FacetField.chosen(by: filter.terms[$0], of: field.name) ?? [] })
        var found = entries.filter { Self.canBeSaid($0.value.text) }
            .map { (folded: Optional($0.key), text: Optional($0.value.text), count: $0.value.count) }
        found.sort { left, right in
            left.count != right.count
                ? left.count > right.count : NaturalOrder.compare(left.text ?? "", right.text ?? "") < 0
        }
        let isOfKeys = field.name == Builtin.tags.rawValue
        if blank > 0 && !isOfKeys { found.append((nil, nil, blank)) }
        let limit = field.isAsked ? Facet.askedLimit : isOfKeys ? Facet.keyLimit : Facet.usualLimit
        let choices = found.enumerated().compactMap { place, entry -> Facet.Choice? in
            let isChosen = chosen.contains(entry.folded)
            guard place < limit || isChosen || entry.text == nil else { return nil }
            let terms = isChosen ? without(entry.folded, filter) : with(entry.text, filter)
            return Facet.Choice(
                text: entry.text, count: entry.count, isChosen: isChosen, filter: Filter(terms: terms).description)
        }
        // One value alone is no choice, unless it is the one that was made.
        guard found.count > 1 || field.isAsked || isOfKeys || !chosen.isEmpty else { return nil }
        guard !choices.isEmpty else { return nil }
        return Facet(name: field.name, title: field.title, choices: choices, valueCount: found.count)
    }

    private func with(_ text: String?, _ filter: Filter) -> [FilterTerm] {
        var terms = filter.terms
        if let own = field.own {
            terms[own] = field.term(choosing: text)
        } else {
            terms.append(field.term(choosing: text))
        }
        return terms
    }

    private func without(_ folded: TextBytes?, _ filter: Filter) -> [FilterTerm] {
        filter.terms.compactMap { term in
            guard let chosen = FacetField.chosen(by: term, of: field.name), chosen.contains(folded) else { return term }
            switch term.condition {
            case .words: return term
            case .field(let name, let tests):
                let rest = tests.filter { Self.folded($0) != folded }
                return rest.isEmpty ? nil : FilterTerm(.field(name, rest))
            case .tag(let key, let tests):
                guard field.name != Builtin.tags.rawValue else { return nil }
                let rest = tests.filter { Self.folded($0) != folded }
                return rest.isEmpty ? nil : FilterTerm(.tag(key, rest))
            }
        }
    }

    private static func folded(_ test: FilterTest) -> TextBytes? {
        if case .text(let glob) = test { glob.literal.map { TextBytes($0.lowercased()) } } else { nil }
    }

    /// Whether a filter can name it: what it takes for blanks, and what is longer than it reads, it cannot.
    private static func canBeSaid(_ text: String) -> Bool {
        text.utf8.count <= 500
            && text.unicodeScalars.allSatisfy {
                $0 == " " || !$0.properties.isWhitespace && $0.value >= 0x20 && $0.value != 0x7F
            }
    }
}
