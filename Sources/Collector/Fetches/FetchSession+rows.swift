import Document
import Inventory
import JMESPath

extension FetchSession {
    /// The rows that the items make, sorted by id, each id once; rows of unread parents are those from before.
    ///
    /// - Shape: `elements` are the parts of all items where calls were made about them, none otherwise; packed one by one, and each document is let go as soon as its rows are made.
    func rows(of items: inout [Item], elements: inout [Item]) -> FetchedRows {
        // Before the items are used up.
        let asked = isPartial ? inputs(of: items) : []
        var packer = RowPacker()
        var ids: [String] = []
        func add(_ row: Resource) {
            ids.append(row.id)
            packer.append(row)
        }
        var unread: Set<Object> = []
        var before: [String: Resource]?
        for place in items.indices {
            let item = items[place]
            items[place].document = Object()
            if let input = item.unread {
                unread.insert(input)
            } else if let path = order.kind.rows {
                guard order.kind.rowAttachments.isEmpty else { continue }
                for part in parts(of: item, path) { add(row(of: part, &before)) }
            } else {
                add(row(of: item, &before))
            }
        }
        for place in elements.indices {
            add(row(of: elements[place], &before))
            elements[place].document = Object()
        }
        if !unread.isEmpty { for row in kept(of: unread) { add(row) } }
        if isPartial { for row in keptBeside(asked, Set(ids)) { add(row) } }
        let places = Self.places(of: ids)
        let rows = packer.finish()
        return FetchedRows(
            rows: places.map { rows[$0] }, requests: requests, duplicates: ids.count - places.count,
            unreadParents: unread.map(Self.label).sorted(), remark: remark)
    }

    /// The row of an item; tags that could not be asked for are those from before.
    ///
    /// A row without its tags would be another one to filters, environments and rules, although nobody took them away.
    ///
    /// - Parameters:
    ///   - item: One listed item.
    ///   - before: The rows from before by id, once they are needed.
    /// - Returns: The row.
    private func row(of item: Item, _ before: inout [String: Resource]?) -> Resource {
        let row = order.kind.resource(from: .object(item.document), in: order.context, problems: item.problems)
        let lost = item.failed.filter { order.kind.tags?.names($0) == true }
        guard !lost.isEmpty else { return row }
        let known = before ?? Dictionary(order.previous.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        before = known
        guard let raw = known[row.id]?.raw.value else { return row }
        var document = item.document
        for member in lost { document[member] = raw[member] }
        return order.kind.resource(from: .object(document), in: order.context, problems: item.problems)
    }

    /// The elements of the list in `item` that are rows of their own; none where that list could not be read.
    func parts(of item: Item, _ path: JMESPath.Expression) -> [Item] {
        guard item.unread == nil else { return [] }
        var parent = item.document
        for attachment in order.kind.attachments { parent["_" + attachment.name] = nil }
        return Self.items(path, of: .object(item.document)).map { part in
            var document = part
            document["_parent"] = .object(parent)
            return Item(document: document, problems: item.problems)
        }
    }

    /// The calls that each parent's rows come from.
    private var feeding: [Kind.Call] {
        order.kind.attachments.compactMap { attachment in
            guard case .each(let call, _, _) = attachment.source else { return nil }
            return order.kind.rows?.names("_" + attachment.name) == true ? call : nil
        }
    }

    /// The inputs with which the parents among `items` are asked for their rows.
    private func inputs(of items: [Item]) -> Set<Object> {
        let feeding = feeding
        return Set(items.flatMap { item in feeding.map { $0.filled(from: .object(item.document)) } })
    }

    /// The rows from before whose parent is one of `unread`.
    private func kept(of unread: Set<Object>) -> [Resource] {
        previous { !$0.isDisjoint(with: unread) }
    }

    /// The rows from before that the items, which are not all there are, say nothing about.
    private func keptBeside(_ asked: Set<Object>, _ ids: Set<String>) -> [Resource] {
        previous { $0.isDisjoint(with: asked) }.filter { !ids.contains($0.id) }
    }

    /// The rows from before, marked as such, for which `wanted` takes the inputs with which their parents were asked.
    private func previous(where wanted: (Set<Object>) -> Bool) -> [Resource] {
        let feeding = feeding
        var documents = DocumentReader()
        return DocumentReader.order(of: order.previous).compactMap { place in
            let row = order.previous[place]
            let parent = documents.value(of: row.raw)["_parent"] ?? .null
            return wanted(Set(feeding.map { $0.filled(from: parent) })) ? row.kept : nil
        }
    }

    private static func label(_ input: Object) -> String {
        input.values.compactMap(\.string).joined(separator: " ")
    }

    /// The places of the rows that stay, in the order of their ids: of rows with one id the last.
    private static func places(of ids: [String]) -> [Int] {
        var last: [String: Int] = [:]
        last.reserveCapacity(ids.count)
        for (place, id) in ids.enumerated() { last[id] = place }
        return last.values.sorted { ids[$0] < ids[$1] }
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
