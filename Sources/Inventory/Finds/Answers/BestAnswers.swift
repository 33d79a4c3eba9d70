/// A row that answers, before the best are chosen.
struct Candidate: Sendable {
    let rank: FindRank
    let standing: Standing
    let index: CellIndex
    let row: Int

    init(_ hit: FindHit, in index: CellIndex) {
        rank = hit.rank
        standing = index.standings[hit.row]
        self.index = index
        row = hit.row
    }

    var resource: Resource { index.rows[row] }

    /// By rank, then by what people connect to, then by name.
    func precedes(_ other: Candidate) -> Bool {
        if rank != other.rank { return rank < other.rank }
        if standing != other.standing { return standing < other.standing }
        let order = index.withName(of: row) { mine in
            other.index.withName(of: other.row) { NaturalOrder.compare(folded: mine, $0) }
        }
        return order != 0 ? order < 0 : resource.key.precedes(other.resource.key)
    }
}

/// The first few of many candidates, kept in order.
struct BestAnswers {
    private let limit: Int
    private let after: FindToken?
    private(set) var candidates: [Candidate] = []
    private(set) var total = 0
    /// How many stand before the page.
    private(set) var before = 0

    /// - Parameters:
    ///   - limit: How many are kept.
    ///   - after: What all of them stand behind; nil for the first.
    init(limit: Int, after: FindToken? = nil) {
        self.limit = max(limit, 0)
        self.after = after
    }

    /// - Cost: one or two comparisons for what is not among the best.
    mutating func add(_ candidate: Candidate) {
        total += 1
        if let after, !candidate.follows(after) {
            before += 1
            return
        }
        guard limit > 0 else { return }
        if candidates.count == limit {
            guard let last = candidates.last, candidate.precedes(last) else { return }
            candidates.removeLast()
        }
        var low = 0
        var high = candidates.count
        while low < high {
            let middle = (low + high) / 2
            if candidate.precedes(candidates[middle]) { high = middle } else { low = middle + 1 }
        }
        candidates.insert(candidate, at: low)
    }
}
