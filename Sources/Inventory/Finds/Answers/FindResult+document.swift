package import Document

extension FindAnswer {
    /// The answer as data: the row of its table, behind the endpoint to connect to and what matched.
    ///
    /// - Shape: as in the table, with `unconfirmed` where AWS's last answer did not have it.
    package func rowObject(in snapshot: Snapshot) -> Object? {
        guard let kind = snapshot.kinds.kind(resource.key.kind) else { return nil }
        var object: Object = [
            "endpoint": endpoint.map { .string($0.address) } ?? .null,
            "matched": .string(matched), "exact": .bool(isExact),
            "paste": .object(Object(pastes.map { ($0.label, .string($0.text)) })),
        ]
        for member in resource.rowObject(of: kind) { object[member.key] = member.value }
        if snapshot.cells[resource.key.cell]?.isUnconfirmed(resource.id) == true { object["unconfirmed"] = true }
        return object
    }
}

extension FindResult {
    /// What Find says as data, to pages and on the command line.
    ///
    /// - Shape: `{q, understood, complete, generation, total, rows, chain, inside, unread}`, and `next`, `kinds`,
    ///   `suggestions`, `unknown` and `problem` where there are some; `complete` is false while a cell was not searched.
    package func document(text: String, in snapshot: Snapshot) -> Object {
        var object: Object = [
            "q": .string(text),
            "understood": .object(["as": .string(question.sort), "text": .string(question.text)]),
            "complete": .bool(unread.isEmpty), "generation": .integer(snapshot.generation),
            "total": .integer(total),
            "rows": .array(answers.compactMap { $0.rowObject(in: snapshot).map { .object($0) } }),
            "chain": .array(chain.map { .object($0.object) }), "inside": .array(inside.map { .object($0.object) }),
            "unread": .array(unread.map { .object($0.object) }),
        ]
        if !kinds.isEmpty { object["kinds"] = .object(Object(kinds.map { ($0.kind, .integer($0.count)) })) }
        if let next { object["next"] = .string(next) }
        if !suggestions.isEmpty { object["suggestions"] = .array(suggestions.map { .string($0) }) }
        if !unknown.isEmpty { object["unknown"] = .array(unknown.map { .string($0) }) }
        if let filterProblem { object["problem"] = .string(filterProblem) }
        return object
    }
}

extension ChainHop {
    /// The step as data.
    var object: Object {
        [
            "depth": .integer(depth), "text": .string(text), "via": via.map { .string($0) } ?? .null,
            "end": end.map { .string($0.rawValue) } ?? .null, "health": health.map { .string($0) } ?? .null,
            "resource": resource.map { .object($0.placeObject) } ?? .null,
        ]
    }
}

extension FindNetwork {
    /// The network as data.
    var object: Object { ["network": .string("\(network)"), "resource": .object(resource.placeObject)] }
}

extension Resource {
    /// Which resource it is, and what people look at first.
    var placeObject: Object {
        [
            "account": .string(key.account), "region": .string(key.region), "kind": .string(key.kind),
            "id": .string(key.id), "name": .string(name), "state": state.map { .string($0) } ?? .null,
        ]
    }
}
