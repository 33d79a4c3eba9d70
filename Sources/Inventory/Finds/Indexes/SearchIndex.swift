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

    /// The rows that answer `text`: whole hits first, then beginnings, then the rest; of equal ones those first that people
    /// connect to, and what belongs to something else last.
    ///
    /// - Shape: at most `limit` answers, of `total`; with the way on from what was asked for, and the networks around it.
    package func find(_ text: String, limit: Int = 100) -> FindResult {
        let question = FindQuestion(text)
        guard let query = FindQuery(question) else { return FindResult(answers: [], total: 0, unread: unread) }
        var best = BestAnswers(limit: limit)
        for index in indexes {
            for hit in index.hits(for: query) { best.add(Candidate(hit, in: index)) }
        }
        let answers = best.candidates.map { candidate in
            let kind = snapshot.kinds.kind(candidate.index.key.kind)
            return candidate.resource.answer(to: question, kind: kind, rank: candidate.rank)
        }
        return FindResult(
            answers: answers, total: best.total, unread: unread, chain: chain(from: question, answers),
            inside: networks(around: question))
    }

    /// The networks that hold all that was asked for, the smallest first.
    private func networks(around question: FindQuestion) -> [FindNetwork] {
        let wanted: IPNetwork
        switch question {
        case .address(let address): wanted = IPNetwork(address, prefixLength: address.family.bits)
        case .network(let network): wanted = network
        case .nothing, .arn, .id, .host, .tag, .words: return []
        }
        let found = indexes.flatMap { index in
            index.networks.holders(of: wanted).map { FindNetwork(network: $0.network, resource: index.rows[$0.row]) }
        }
        return Array(
            found.sorted { left, right in
                if left.network.prefixLength != right.network.prefixLength {
                    return left.network.prefixLength > right.network.prefixLength
                }
                return left.resource.key.precedes(right.resource.key)
            }.prefix(FindNetwork.limit))
    }
}
