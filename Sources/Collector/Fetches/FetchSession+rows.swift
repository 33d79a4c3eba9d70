import Document
import Inventory
import JMESPath

extension FetchSession {
    /// The rows that the items make, sorted by id, each id once; rows of unread parents are those from before.
    func rows(of items: [Item]) -> FetchedRows {
        var rows: [Resource] = []
        var unread: Set<Object> = []
        for item in items {
            if let input = item.unread {
                unread.insert(input)
                continue
            }
            rows +=
                order.kind.rows.map { parts(of: item, $0) } ?? [
                    order.kind.resource(from: .object(item.document), in: order.context, problems: item.problems)
                ]
        }
        if !unread.isEmpty { rows += kept(of: unread) }
        if isPartial { rows += keptBeside(items, rows) }
        let (unique, duplicates) = Self.unique(rows)
        return FetchedRows(
            rows: unique, requests: requests, duplicates: duplicates,
            unreadParents: unread.map(Self.label).sorted(), remark: remark)
    }

    private func parts(of item: Item, _ path: JMESPath.Expression) -> [Resource] {
        var parent = item.document
        for attachment in order.kind.attachments { parent["_" + attachment.name] = nil }
        return Self.items(path, of: .object(item.document)).map { part in
            var document = part
            document["_parent"] = .object(parent)
            return order.kind.resource(from: .object(document), in: order.context, problems: item.problems)
        }
    }

    /// The calls that each parent's rows come from.
    private var feeding: [Kind.Call] {
        order.kind.attachments.compactMap { attachment in
            guard case .each(let call, _, _) = attachment.source else { return nil }
            return order.kind.rows?.source.contains("_" + attachment.name) == true ? call : nil
        }
    }

    /// The rows from before whose parent is one of `unread`.
    private func kept(of unread: Set<Object>) -> [Resource] {
        let feeding = feeding
        return order.previous.compactMap { row in
            let parent = row.raw.value["_parent"] ?? .null
            return feeding.contains { unread.contains($0.filled(from: parent)) } ? row.kept : nil
        }
    }

    /// The rows from before that `items`, which are not all there are, say nothing about.
    private func keptBeside(_ items: [Item], _ rows: [Resource]) -> [Resource] {
        let feeding = feeding
        let asked = Set(items.flatMap { item in feeding.map { $0.filled(from: .object(item.document)) } })
        let known = Set(rows.map(\.key.id))
        return order.previous.compactMap { row in
            let parent = row.raw.value["_parent"] ?? .null
            if feeding.contains(where: { asked.contains($0.filled(from: parent)) }) { return nil }
            return known.contains(row.key.id) ? nil : row.kept
        }
    }

    private static func label(_ input: Object) -> String {
        input.values.compactMap(\.string).joined(separator: " ")
    }

    /// Of rows with one id the last stays; the order is by id.
    private static func unique(_ rows: [Resource]) -> (rows: [Resource], duplicates: Int) {
        var places: [String: Int] = [:]
        var unique: [Resource] = []
        for row in rows {
            if let place = places[row.key.id] {
                unique[place] = row
            } else {
                places[row.key.id] = unique.count
                unique.append(row)
            }
        }
        return (unique.sorted { $0.key.id < $1.key.id }, rows.count - unique.count)
    }
}

extension Resource {
    /// The same row, marked as one from before.
    fileprivate var kept: Resource {
        var kept = self
        kept.isKept = true
        return kept
    }
}
