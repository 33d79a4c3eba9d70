extension Snapshot {
    /// The cells of which "nothing found" would be a guess, in the order account, region, kind.
    ///
    /// - Shape: an account whose regions are not known yet is one cell more, in the region `*` and of the kind `*`.
    package var unreadCells: [Cell] {
        let unknown = accounts.filter { !$0.areRegionsKnown }.map {
            Cell(key: CellKey(account: $0.name, region: CellKey.anyRegion, kind: "*"))
        }
        let places = Dictionary(accounts.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        return (cells.values.filter { !$0.isSearchable } + unknown).sorted { left, right in
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
