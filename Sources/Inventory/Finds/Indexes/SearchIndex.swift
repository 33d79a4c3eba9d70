/// What Find looks through: one index per cell of one snapshot.
///
/// - Cost: building reads every row once; with the index of the snapshot before, only the cells whose rows changed.
package struct SearchIndex: Sendable {
    /// The generation of the snapshot it was built of.
    package let generation: Int
    let snapshot: Snapshot
    private let cells: [CellKey: CellIndex]
    /// The same in the order of their keys.
    let indexes: [CellIndex]
    /// Cells that cannot be searched in their present state.
    let unread: [Cell]
    /// What could have been meant, read when it is wanted first.
    let vocabulary = FindVocabulary()

    package init(_ snapshot: Snapshot, reusing previous: SearchIndex? = nil) {
        generation = snapshot.generation
        self.snapshot = snapshot
        let accounts = Dictionary(snapshot.accounts.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let cells = snapshot.cells.compactMapValues { cell -> CellIndex? in
            guard !cell.rows.isEmpty else { return nil }
            if let known = previous?.cells[cell.key], known.isOf(cell.rows) { return known }
            let key = cell.key
            let words = CellWords(
                key, kind: snapshot.kinds.kind(key.kind), view: snapshot.kinds.view(showing: key.kind),
                account: accounts[key.account])
            return CellIndex(cell, kind: snapshot.kinds.kind(key.kind), words: words)
        }
        self.cells = cells
        indexes = cells.values.sorted {
            ($0.key.account, $0.key.region, $0.key.kind) < ($1.key.account, $1.key.region, $1.key.kind)
        }
        unread = snapshot.unreadCells
    }

    /// The bytes it takes beside the rows.
    package var byteCount: Int { indexes.reduce(0) { $0 + $1.byteCount } }

    /// How many cells of this index were taken over from `other`.
    package func shared(with other: SearchIndex) -> Int {
        cells.count { key, index in other.cells[key] === index }
    }
}
