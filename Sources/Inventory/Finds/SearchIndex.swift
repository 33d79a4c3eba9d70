/// What Find looks through: one index per cell of one snapshot.
///
/// - Cost: building reads every row once; with the index of the snapshot before, only the cells whose rows changed.
package struct SearchIndex: Sendable {
    /// The generation of the snapshot it was built of.
    package let generation: Int
    private let snapshot: Snapshot
    private let cells: [CellKey: CellIndex]

    package init(_ snapshot: Snapshot, reusing previous: SearchIndex? = nil) {
        generation = snapshot.generation
        self.snapshot = snapshot
        cells = snapshot.cells.compactMapValues { cell in
            guard !cell.rows.isEmpty else { return nil }
            if let known = previous?.cells[cell.key], known.isOf(cell.rows) { return known }
            return CellIndex(cell, kind: snapshot.kinds.kind(cell.key.kind))
        }
    }

    /// The bytes it takes beside the rows.
    package var byteCount: Int { cells.values.reduce(0) { $0 + $1.byteCount } }

    /// How many cells of this index were taken over from `other`.
    package func shared(with other: SearchIndex) -> Int {
        cells.count { key, index in other.cells[key] === index }
    }

    /// The rows that answer `text`: whole hits first, then beginnings, then the rest; kinds with endpoints first, then by name.
    ///
    /// - Shape: at most `limit` answers, of `total`.
    package func find(_ text: String, limit: Int = 100) -> FindResult {
        let question = FindQuestion(text)
        let unread = snapshot.unreadCells
        guard let query = FindQuery(question) else { return FindResult(answers: [], total: 0, unread: unread) }
        var best = BestAnswers(limit: limit)
        for (key, index) in cells {
            let kind = snapshot.kinds.kind(key.kind)
            let hasEndpoints = kind.map { !$0.endpoints.isEmpty } ?? false
            for hit in index.hits(for: query) {
                best.add(Candidate(rank: hit.rank, isConnectable: hasEndpoints, index: index, row: hit.row))
            }
        }
        let answers = best.candidates.map { candidate in
            let kind = snapshot.kinds.kind(candidate.index.key.kind)
            return candidate.resource.answer(to: question, kind: kind, rank: candidate.rank)
        }
        return FindResult(answers: answers, total: best.total, unread: unread)
    }
}
