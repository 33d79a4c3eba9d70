extension Snapshot {
    /// The cells of which "nothing found" would be a guess, in the order account, region, kind.
    package var unreadCells: [Cell] {
        let places = Dictionary(accounts.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        return cells.values.filter { !$0.isSearchable }.sorted { left, right in
            let (a, b) = (left.key, right.key)
            return (places[a.account] ?? .max, a.account, a.region, a.kind)
                < (places[b.account] ?? .max, b.account, b.region, b.kind)
        }
    }
}

extension Cell {
    /// Whether its rows are all there is, or were a while ago.
    package var isSearchable: Bool {
        switch status {
        case .fresh, .stale: unreadParents.isEmpty
        case .refreshing: fetchedAt != nil && unreadParents.isEmpty
        case .held, .denied, .throttled, .error, .notEnabled, .never: false
        }
    }
}
