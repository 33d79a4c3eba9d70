/// A row that answers, before the best are chosen.
struct Candidate: Sendable {
    let rank: FindRank
    /// Whether its kind has endpoints.
    let isConnectable: Bool
    let index: CellIndex
    let row: Int
    private let name: String

    init(rank: FindRank, isConnectable: Bool, index: CellIndex, row: Int) {
        self.rank = rank
        self.isConnectable = isConnectable
        self.index = index
        self.row = row
        name = index.rows[row].name
    }

    var resource: Resource { index.rows[row] }

    func precedes(_ other: Candidate) -> Bool {
        if rank != other.rank { return rank < other.rank }
        if isConnectable != other.isConnectable { return isConnectable }
        let order = NaturalOrder.compare(name, other.name)
        return order != 0 ? order < 0 : index.rows[row].key.precedes(other.index.rows[other.row].key)
    }
}

/// The first few of many candidates, kept in order.
struct BestAnswers {
    private let limit: Int
    private(set) var candidates: [Candidate] = []
    private(set) var total = 0

    init(limit: Int) { self.limit = max(limit, 0) }

    /// - Cost: one comparison for what is not among the best.
    mutating func add(_ candidate: Candidate) {
        total += 1
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
