package import Document

extension FindAnswer {
    /// The answer as data: the row of its table, behind the endpoint to connect to and what matched.
    package func rowObject(in kinds: KindSet) -> Object? {
        guard let kind = kinds.kind(resource.key.kind) else { return nil }
        var object: Object = [
            "endpoint": endpoint.map { .string($0.address) } ?? .null,
            "matched": .string(matched), "exact": .bool(isExact),
        ]
        for member in resource.rowObject(of: kind) { object[member.key] = member.value }
        return object
    }
}

extension FindResult {
    /// What Find says as data, to pages and on the command line.
    ///
    /// - Shape: `{q, complete, generation, total, rows, unread}`; `complete` is false while a cell was not searched.
    package func document(text: String, in snapshot: Snapshot) -> Object {
        [
            "q": .string(text), "complete": .bool(unread.isEmpty), "generation": .integer(snapshot.generation),
            "total": .integer(total),
            "rows": .array(answers.compactMap { $0.rowObject(in: snapshot.kinds).map { .object($0) } }),
            "unread": .array(unread.map { .object($0.object) }),
        ]
    }
}
