import FoundationEssentials

/// A filter over all kinds that have its fields.
struct FindFilter: Sendable {
    private let matchers: [String: FilterMatcher]
    private let cells: CellTable

    /// - Parameters:
    ///   - text: In the language of filters.
    ///   - snapshot: Whose rows are looked at.
    ///   - now: The instant from which ages are counted.
    init(_ text: String, in snapshot: Snapshot, now: Date) {
        let filter = Filter(text, kinds: snapshot.kinds.kinds)
        let fields = filter.terms.compactMap { term in
            if case .field(let name, _) = term.condition { name } else { nil }
        }
        let lenses = LensReaders(snapshot, now: now)
        var matchers: [String: FilterMatcher] = [:]
        for kind in snapshot.kinds.kinds {
            // A field that a kind has not got is null there, and nobody who asks for a field means that.
            let vocabulary = FilterVocabulary([kind])
            guard fields.allSatisfy({ vocabulary[$0] != nil }) else { continue }
            matchers[kind.name] = FilterMatcher(filter, kind: kind, visible: [], now: now, lenses: lenses)
        }
        self.matchers = matchers
        cells = snapshot.cells
    }

    /// The rows of a cell that pass.
    func rows(of key: CellKey) -> [Int] {
        guard let matcher = matchers[key.kind], let cell = cells[key] else { return [] }
        var memory = matcher.memory
        let verdicts = matcher.verdicts(of: cell, own: [], &memory)
        guard verdicts.matched > 0 else { return [] }
        return cell.rows.indices.filter(verdicts.passes)
    }
}
