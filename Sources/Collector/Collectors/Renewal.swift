import Inventory

/// Makes rows that were read under other settings what they are under those of now, without asking AWS.
struct Renewal {
    private let joins: KindJoins
    private let environments: EnvironmentRules
    /// Kinds that make other rows of the same documents than before.
    private let changed: Set<String>

    init(from old: KindSet, to new: KindSet, environments: EnvironmentRules) {
        joins = KindJoins(new)
        self.environments = environments
        changed = Set(
            new.kinds.filter { kind in old.kind(kind.name).map { !$0.hasSameRows(as: kind) } ?? true }.map(\.name))
    }

    /// The cell with its rows as they are now; nil where they are as they were.
    ///
    /// - Parameters:
    ///   - cell: The cell as it was read.
    ///   - account: Its account.
    ///   - cells: Those that its rows are joined with.
    /// - Returns: The cell with rows of its kind, each id once.
    func renewed(_ cell: Cell, of account: AccountInfo, among cells: CellTable) -> Cell? {
        guard !cell.rows.isEmpty else { return nil }
        guard changed.contains(cell.key.kind) else { return withEnvironments(cell) }
        let context = RowContext(of: cell.key, account: account, environments: environments)
        var remade = joins.remake(cell, context: context) { kind in
            let other = cells[CellKey(account: cell.key.account, region: cell.key.region, kind: kind)]
            return other?.fetchedAt == nil ? nil : other?.rows
        }
        remade.rows = remade.rows.byID
        return remade.counted
    }

    private func withEnvironments(_ cell: Cell) -> Cell? {
        let names = cell.rows.map { environments.environment(of: $0) }
        guard zip(cell.rows, names).contains(where: { $0.environment != $1 }) else { return nil }
        var packer = RowPacker(sharesDocuments: true)
        for (row, name) in zip(cell.rows, names) {
            var row = row
            row.environment = name
            packer.append(row)
        }
        var cell = cell
        cell.rows = packer.finish()
        return cell.counted
    }
}

extension [Resource] {
    /// The same rows in the order of their ids, of several with one id the last.
    fileprivate var byID: [Resource] {
        let ids = map(\.id)
        guard !zip(ids, ids.dropFirst()).allSatisfy(<) else { return self }
        let last = Dictionary(zip(ids, indices), uniquingKeysWith: { $1 })
        return last.values.sorted { ids[$0] < ids[$1] }.map { self[$0] }
    }
}
