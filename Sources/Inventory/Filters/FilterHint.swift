import Document

/// What was probably meant by a part of a filter that no row satisfies.
package struct FilterHint: Sendable, Hashable {
    /// The part, and what it could have been, as filters write them.
    package let written: String
    package let meant: String
    /// The whole filter with it.
    package let filter: String

    /// Hints of one filter, at most.
    private static let limit = 3
    /// Different values among which the nearest is looked for, at most.
    private static let valueLimit = 5000

    /// - Parameters:
    ///   - filter: One that no row satisfies.
    ///   - cells: The cells of the table.
    ///   - kinds: Its kinds.
    ///   - lenses: What reads the lenses' columns.
    /// - Returns: For each term whose value no row has, the values that are nearest to it, the likeliest first.
    /// - Cost: looks at the different values of the fields that the filter names, where those are few enough to be known.
    static func hints(for filter: Filter, in cells: [Cell], kinds: [Kind], _ lenses: LensReaders) -> [FilterHint] {
        var hints: [FilterHint] = []
        for (place, term) in filter.terms.enumerated() where !term.isNegated && hints.count < limit {
            func hint(_ condition: FilterTerm.Condition, insteadOf count: Int = 1) -> FilterHint {
                var terms = filter.terms
                let end = place + count
                let written = Filter(terms: Array(terms[place..<end])).description
                let meant = FilterTerm(condition)
                terms.replaceSubrange(place..<end, with: [meant])
                return FilterHint(
                    written: written, meant: meant.description, filter: Filter(terms: terms).description)
            }
            // `state: running`: the blank behind the colon parts what belongs together.
            if case .field(let name, [.blank]) = term.condition, place + 1 < filter.terms.count,
                case .words(let glob) = filter.terms[place + 1].condition, !filter.terms[place + 1].isNegated
            {
                hints.append(hint(.field(name, [.text(glob)]), insteadOf: 2))
                continue
            }
            guard let (field, literal) = Self.single(term) else { continue }
            let known = values(of: field, in: cells, kinds: kinds, lenses)
            guard !known.isEmpty, !known.contains(where: { $0.lowercased() == literal.lowercased() }) else { continue }
            for value in nearest(to: literal, among: known) {
                let test = FilterTest.text(Glob(literal: value))
                if case .tag(let key, _) = term.condition {
                    hints.append(hint(.tag(key, [test])))
                } else {
                    hints.append(hint(.field(field, [test])))
                }
            }
        }
        return Array(hints.prefix(limit))
    }

    /// The field and the one plain text that a term asks for.
    private static func single(_ term: FilterTerm) -> (field: String, literal: String)? {
        switch term.condition {
        case .field(let name, let tests):
            guard tests.count == 1, case .text(let glob) = tests[0], let literal = glob.literal else { return nil }
            return (name, literal)
        case .tag(let key, let tests):
            guard let key = key.literal, tests.count == 1, case .text(let glob) = tests[0], let literal = glob.literal
            else { return nil }
            return ("tag:\(key)", literal)
        case .words: return nil
        }
    }

    /// The different values of a field in all rows; none where nearly every row has its own.
    private static func values(
        of name: String, in cells: [Cell], kinds: [Kind], _ lenses: LensReaders
    ) -> Set<String> {
        var known: Set<String> = []
        for cell in cells {
            guard let kind = kinds.first(where: { $0.name == cell.key.kind }), let columns = cell.columns else {
                continue
            }
            let field =
                TableColumns.tagKey(name).map { RowField.tagsFolded($0.lowercased()) }
                ?? TableColumns.source(name, in: kind, lenses).0
            if field.isOfCell {
                if let text = field.value(of: cell.key).leafText { known.insert(text) }
            } else if let column = columns.coded(field, of: cell.rows) {
                for texts in column.texts { known.formUnion(texts.map(\.text)) }
            }
            if known.count > valueLimit { return [] }
        }
        return known
    }
}
