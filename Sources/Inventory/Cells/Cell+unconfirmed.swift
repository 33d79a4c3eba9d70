extension Cell {
    /// Whether AWS's last answer did not have the row `id`, and a second answer has yet to agree.
    package func isUnconfirmed(_ id: String) -> Bool {
        guard status == .held, let unconfirmed else { return false }
        return !unconfirmed.ids.contains(id)
    }

    /// How many rows are unconfirmed.
    ///
    /// - Cost: reads every row's id while the cell is held, nothing otherwise.
    package var unconfirmedRows: Int {
        guard status == .held, let unconfirmed else { return 0 }
        return rows.count { !unconfirmed.ids.contains($0.id) }
    }
}
