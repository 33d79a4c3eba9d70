import Synchronization

/// Answers who refers to a resource, and which resource an ARN means.
///
/// - Shape: what refers to what is declared by the columns of kinds (`form: link`, `links`); this looks the other way.
/// - Cost: of each cell that is asked the first time, one look at the references of its rows; 8 bytes for each.
/// - Isolation: any thread; two that ask for a new cell at once may both read it.
package final class References: Sendable {
    private struct State {
        var cells: [CellKey: CellReferences] = [:]
        var generation = -1
    }

    private let state = Mutex(State())

    package init() {}

    /// The bytes that are kept beside the rows.
    package var byteCount: Int { state.withLock { $0.cells.values.reduce(0) { $0 + $1.byteCount } } }

    /// Everything that refers to `resource`, by kind and column.
    ///
    /// - Parameters:
    ///   - resource: A row of `snapshot`.
    ///   - snapshot: Where to look.
    ///   - limit: How many of each group are named.
    /// - Returns: The groups in the order of the kinds; empty ones are left out.
    package func referrers(to resource: Resource, in snapshot: Snapshot, limit: Int = 50) -> Referrers {
        sweep(to: snapshot)
        let target = resource.key.kind
        let texts = [resource.key.id] + (resource.arn.map { [$0] } ?? [])
        var groups: [Referrers.Group] = []
        var unread = 0
        var looked = 0
        for kind in snapshot.kinds.kinds {
            let columns = ReferenceColumn.all(of: kind)
            let linking = columns.filter { $0.target == target }
            guard !linking.isEmpty else { continue }
            var made = linking.map { Referrers.Group(kind: kind, column: $0.name, title: $0.title) }
            for key in places(of: kind, around: resource, in: snapshot) {
                guard let cell = snapshot.cells[key] else { continue }
                looked += 1
                if !cell.isComplete { unread += 1 }
                guard !cell.rows.isEmpty else { continue }
                let references = references(of: cell, columns: columns, in: snapshot)
                // An id and an ARN may lead to the same row.
                var seen: Set<String> = key == resource.key.cell ? [resource.key.id] : []
                let candidates = texts.flatMap { references.candidates($0, target: target) }
                for row in candidates where seen.insert(row.id).inserted {
                    for (place, column) in linking.enumerated() where column.names(texts, in: row) {
                        made[place].add(row, limit: limit)
                    }
                }
            }
            groups += made.filter { $0.total > 0 }
        }
        return Referrers(groups: groups, looked: looked, unread: unread)
    }

    /// The resource whose ARN is `arn`, wherever its account and region say; what names no account is looked for beside `place`.
    package func resource(arn: String, near place: ResourceKey, in snapshot: Snapshot) -> Resource? {
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn" else { return nil }
        let account =
            parts[4].isEmpty || snapshot.account(place.account).map { $0.accountID ?? "" } == String(parts[4])
            ? place.account : snapshot.accounts.first { $0.accountID == String(parts[4]) }?.name
        guard let account else { return nil }
        sweep(to: snapshot)
        for region in parts[3].isEmpty ? [CellKey.globalRegion] : [String(parts[3]), CellKey.globalRegion] {
            for cell in snapshot.cells.cells(of: account, in: region) where !cell.rows.isEmpty {
                guard let kind = snapshot.kinds.kind(cell.key.kind) else { continue }
                let references = references(of: cell, columns: ReferenceColumn.all(of: kind), in: snapshot)
                if let row = references.row(arn: arn) { return row }
            }
        }
        return nil
    }

    /// The cells whose rows can mean `resource` when they name it.
    ///
    /// An id counts in its own account and region, one of a global kind in all of the account's regions, an ARN everywhere.
    private func places(of kind: Kind, around resource: Resource, in snapshot: Snapshot) -> [CellKey] {
        let key = resource.key
        let isEverywhere = key.id.hasPrefix("arn:")
        let isGlobal = key.region == CellKey.globalRegion
        let accounts = snapshot.accounts.filter { isEverywhere || $0.name == key.account }
        return accounts.flatMap { account -> [CellKey] in
            let regions: [String] =
                if kind.isGlobal {
                    isEverywhere || isGlobal ? [CellKey.globalRegion] : []
                } else {
                    isEverywhere || isGlobal ? account.regions : [key.region]
                }
            return regions.map { CellKey(account: account.name, region: $0, kind: kind.name) }
        }
    }

    private func references(of cell: Cell, columns: [ReferenceColumn], in snapshot: Snapshot) -> CellReferences {
        let known = state.withLock { $0.cells[cell.key] }
        if let known, known.isOf(cell.rows) { return known }
        let made = CellReferences(cell.rows, columns: columns)
        // A question about an older snapshot must not bring its rows back.
        state.withLock { if $0.generation == snapshot.generation { $0.cells[cell.key] = made } }
        return made
    }

    /// Lets go of the rows of earlier snapshots.
    private func sweep(to snapshot: Snapshot) {
        state.withLock { state in
            guard state.generation < snapshot.generation else { return }
            state.generation = snapshot.generation
            state.cells = state.cells.filter { key, references in
                snapshot.cells[key].map { references.isOf($0.rows) } ?? false
            }
        }
    }
}

/// What refers to a resource.
package struct Referrers: Sendable {
    /// The rows of one kind that name it in one column.
    package struct Group: Sendable {
        package let kind: Kind
        /// The column's word and title.
        package let column: String
        package let title: String
        /// In the order of accounts, regions and ids; not all where there are many.
        package private(set) var resources: [Resource] = []
        package private(set) var total = 0

        init(kind: Kind, column: String, title: String) {
            self.kind = kind
            self.column = column
            self.title = title
        }

        mutating func add(_ row: Resource, limit: Int) {
            total += 1
            if resources.count < limit { resources.append(row) }
        }
    }

    package let groups: [Group]
    /// How many cells could hold what refers to it.
    package let looked: Int
    /// How many of them are not wholly known.
    package let unread: Int
}
