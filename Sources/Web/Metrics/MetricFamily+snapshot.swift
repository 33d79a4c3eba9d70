import FoundationEssentials
import Inventory

extension MetricFamily {
    /// What a snapshot has to tell: labels are accounts, kinds and closed words, never resources.
    static func all(of snapshot: Snapshot, now: Date) -> [MetricFamily] {
        var states = MetricFamily("elastatus_cells", .gauge, "Cells (account, region, kind) by state.")
        var errors = MetricFamily("elastatus_cell_errors", .gauge, "Cells whose last reading failed, by code.")
        var rows = MetricFamily("elastatus_resources", .gauge, "Resources that the last readings gave.")
        var ages = MetricFamily(
            "elastatus_oldest_reading_age_seconds", .gauge, "Age of the oldest data among a kind's cells.")
        var accounts = MetricFamily("elastatus_account_up", .gauge, "Whether an account can be entered.")
        var tally = SnapshotTally()
        for cell in snapshot.cells.values { tally.add(cell, now: now) }
        for status in CellStatus.allCases { states.add(Double(tally.states[status] ?? 0), ("state", status.rawValue)) }
        for code in CellError.Code.allCases { errors.add(Double(tally.errors[code] ?? 0), ("code", code.rawValue)) }
        for account in snapshot.accounts {
            accounts.add(account.problem == nil ? 1 : 0, ("account", account.name))
            for kind in snapshot.kinds.kinds {
                guard let count = tally.rows[account.name]?[kind.name] else { continue }
                rows.add(Double(count), ("account", account.name), ("kind", kind.name))
            }
        }
        for kind in snapshot.kinds.kinds {
            if let age = tally.ages[kind.name] { ages.add(age, ("kind", kind.name)) }
        }
        var generation = MetricFamily("elastatus_snapshot_generation", .gauge, "Grows with every published change.")
        generation.add(Double(snapshot.generation))
        return [states, errors, rows, ages, accounts, generation]
    }
}

/// Counts over the cells of a snapshot.
private struct SnapshotTally {
    var states: [CellStatus: Int] = [:]
    var errors: [CellError.Code: Int] = [:]
    /// By account and kind.
    var rows: [String: [String: Int]] = [:]
    /// By kind.
    var ages: [String: Double] = [:]

    mutating func add(_ cell: Cell, now: Date) {
        states[cell.status, default: 0] += 1
        if let error = cell.error { errors[error.code, default: 0] += 1 }
        guard let fetchedAt = cell.fetchedAt else { return }
        rows[cell.key.account, default: [:]][cell.key.kind, default: 0] += cell.rows.count
        let age = max(now.timeIntervalSince(fetchedAt), 0)
        ages[cell.key.kind] = max(ages[cell.key.kind] ?? 0, age)
    }
}
