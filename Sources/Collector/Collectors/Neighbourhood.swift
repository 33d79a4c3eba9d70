package import FoundationEssentials
package import Inventory

/// A cell with all cells of its account and region that its rows are joined with, or that are joined with them.
package struct Neighbourhood: Sendable {
    /// The cell that was read.
    package let key: CellKey
    private let cells: [String: Cell]
    private let contexts: [String: RowContext]
    private let joins: KindJoins

    /// The neighbourhood of `key`; `cell` and `context` give the cells and what their rows are made in.
    package init(
        of key: CellKey, in joins: KindJoins, cell: (CellKey) -> Cell?, context: (CellKey) -> RowContext
    ) {
        self.key = key
        self.joins = joins
        let made = [key.kind] + joins.dependents(of: key.kind)
        var cells: [String: Cell] = [:]
        var contexts: [String: RowContext] = [:]
        for kind in Set(made + made.flatMap { joins.joined[$0] ?? [] }) {
            let neighbour = CellKey(account: key.account, region: key.region, kind: kind)
            cells[kind] = cell(neighbour)
            contexts[kind] = context(neighbour)
        }
        self.cells = cells
        self.contexts = contexts
    }

    /// When the rows of each were read: what was made of them counts while that is the same.
    package var readAt: [String: Date?] { cells.mapValues(\.fetchedAt) }

    /// What `rows`, which were just read, come to when they are joined, and the neighbours' rows that they change.
    ///
    /// - Shape: by kind; the rows that there are already where nothing changed.
    /// - Cost: compares all documents, and parses those of the cells that have to be made again.
    package func composed(with rows: [Resource]) -> [String: [Resource]] {
        guard let own = cells[key.kind] else { return [key.kind: rows] }
        let hasSameDocuments = own.fetchedAt != nil && DocumentReader.areSame(rows, own.rows)
        func joined(_ kind: String) -> [Resource]? {
            if kind == key.kind { return rows }
            return cells[kind].flatMap { $0.fetchedAt == nil ? nil : $0.rows }
        }
        func composed(_ cell: Cell) -> [Resource] {
            guard let context = contexts[cell.key.kind] else { return cell.rows }
            return joins.compose(cell, context: context, rows: joined).rows
        }
        var made: [String: [Resource]] = [:]
        if hasSameDocuments, zip(rows, own.rows).allSatisfy({ $0.isMadeLike($1) }) {
            made[key.kind] = own.rows
        } else {
            var cell = own
            cell.rows = rows
            made[key.kind] = composed(cell)
        }
        guard !hasSameDocuments else { return made }
        for kind in joins.dependents(of: key.kind) where kind != key.kind {
            guard let cell = cells[kind], !cell.rows.isEmpty else { continue }
            made[kind] = composed(cell)
        }
        return made
    }
}

extension Resource {
    /// Whether both say the same beside their documents and what is joined with them.
    fileprivate func isMadeLike(_ other: Resource) -> Bool {
        key == other.key && arn == other.arn && environment == other.environment && isKept == other.isKept
            && problems == other.problems
    }
}
