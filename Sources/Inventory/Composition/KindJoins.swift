package import Document
package import JMESPath

/// Rows of one kind matched to rows of another in the same account and region: relations that cost no call.
package struct KindJoins: Sendable {
    /// For each kind, the kinds whose rows it is joined with.
    package let joined: [String: [String]]
    private let kinds: KindSet

    package init(_ kinds: KindSet) {
        self.kinds = kinds
        joined = kinds.kinds.reduce(into: [:]) { joined, kind in
            let others = kind.kindJoins.map(\.kind)
            if !others.isEmpty { joined[kind.name] = others }
        }
    }

    /// Whether rows of `kind` are joined with others, or others with them.
    package func concern(_ kind: String) -> Bool {
        joined[kind] != nil || joined.values.contains { $0.contains(kind) }
    }

    /// The kinds whose rows must be made again when the rows of `kind` change.
    package func dependents(of kind: String) -> [String] {
        joined.filter { $0.value.contains(kind) }.map(\.key).sorted()
    }

    /// `cell`'s rows made again with the rows that `rows` gives for a kind.
    ///
    /// - Shape: for a kind that was never read `rows` gives nil; what joins it is then null, not an empty list.
    /// - Cost: parses the documents of both cells once.
    package func compose(_ cell: Cell, context: RowContext, rows: (String) -> [Resource]?) -> Cell {
        joined[cell.key.kind] == nil ? cell : remake(cell, context: context, rows: rows)
    }

    /// The same for any kind: `cell`'s rows as the kind makes them now of their documents.
    package func remake(_ cell: Cell, context: RowContext, rows: (String) -> [Resource]?) -> Cell {
        guard let kind = kinds.kind(cell.key.kind), !cell.rows.isEmpty else { return cell }
        let indexes = kind.kindJoins.map { join in (join, rows(join.kind).map { index($0, by: join.key) }) }
        var composed = cell
        var documents = DocumentReader()
        var packer = RowPacker(sharesDocuments: true)
        // In the order of their documents, each of which is read once.
        let order = DocumentReader.order(of: cell.rows)
        func made(_ row: Resource) -> Resource {
            guard case .object(var document) = documents.value(of: row.raw) else { return row }
            for (join, index) in indexes {
                guard let index else {
                    document["_" + join.name] = .null
                    continue
                }
                let found = keys(join.on, of: .object(document)).flatMap { index[$0] ?? [] }
                document["_" + join.name] = join.many ? .array(found) : found.first ?? .null
            }
            // The joined rows have documents of their own: this one stays what AWS said.
            var made = kind.resource(
                from: .object(document), in: context, document: row.raw, problems: row.problems)
            made.isKept = row.isKept
            return made
        }
        for place in order { packer.append(made(cell.rows[place])) }
        var remade = cell.rows
        for (place, row) in zip(order, packer.finish()) { remade[place] = row }
        composed.rows = remade
        return composed
    }

    private func index(_ rows: [Resource], by key: Expression) -> [Value: [Value]] {
        var reader = DocumentReader()
        var documents = rows.map { _ in Value.null }
        for place in DocumentReader.order(of: rows) { documents[place] = reader.value(of: rows[place].raw) }
        return documents.reduce(into: [:]) { index, document in
            for key in Set(keys(key, of: document)) { index[key, default: []].append(document) }
        }
    }
}

/// The values a join key gives: one, or each of a list; nulls match nothing.
package func keys(_ expression: Expression, of row: Value) -> [Value] {
    switch value(expression, of: row) {
    case .null: []
    case .array(let elements): elements.filter { !$0.isNull }
    case let single: [single]
    }
}

extension Kind {
    fileprivate struct KindJoin {
        let name: String
        let kind: String
        let key: Expression
        let on: Expression
        let many: Bool
    }

    fileprivate var kindJoins: [KindJoin] {
        attachments.compactMap {
            guard case .joinKind(let kind, let key, let on, let many) = $0.source else { return nil }
            return KindJoin(name: $0.name, kind: kind, key: key, on: on, many: many)
        }
    }
}
