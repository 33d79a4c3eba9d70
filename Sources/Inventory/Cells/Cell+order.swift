extension Cell {
    /// The order in which cells are told: the worst first, then by account, region and kind.
    package static func isWorse(_ left: Cell, _ right: Cell) -> Bool {
        let ranks = (left.rank, right.rank)
        if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
        return (left.key.account, left.key.region, left.key.kind) < (
            right.key.account, right.key.region, right.key.kind
        )
    }

    private var rank: Int {
        switch status {
        case .error, .denied: 0
        case .throttled, .held: 1
        case .notEnabled: 2
        case .stale: 3
        case .never: 4
        case .fresh, .refreshing: isComplete ? 6 : 5
        }
    }
}
