package import Document

extension Overview {
    /// The overview as JSON.
    ///
    /// - Shape: `{generation, complete, total, accounts, regions, environments, views, kinds, states, ages, alarms, attention, changes}`.
    package func document(in snapshot: Snapshot) -> Object {
        func lines(_ lines: [Line], _ name: String) -> Value { .array(lines.map { .object($0.object(named: name)) }) }
        func rows(_ rows: [Resource]) -> Value {
            .array(
                rows.map { row in
                    [
                        "account": .string(row.key.account), "region": .string(row.key.region),
                        "kind": .string(row.key.kind), "id": .string(row.key.id), "name": .string(row.name),
                        "state": row.state.map { .string($0) } ?? .null,
                    ]
                })
        }
        func counts(_ counts: [Count], _ name: String) -> Value {
            .array(counts.map { [name: .string($0.name), "rows": .integer($0.count)] })
        }
        return [
            "generation": .integer(snapshot.generation), "complete": .bool(isComplete),
            "total": .object(total.object(named: nil)), "accounts": lines(accounts, "account"),
            "regions": lines(regions, "region"),
            "environments": counts(environments.map { Count(name: $0.name, count: $0.rows) }, "env"),
            "views": lines(views, "view"), "kinds": lines(kinds, "kind"), "states": counts(states, "state"),
            "ages": counts(ages, "age"),
            "alarms": rows(alarms), "attention": rows(bad),
            "changes": [
                "since": since.map { .string(Timestamp.text($0)) } ?? .null, "added": .integer(changes.added),
                "gone": .integer(changes.gone), "states": .integer(changes.states),
                "newest": .array(newest.map { .object($0.object) }),
            ],
        ]
    }
}

extension Overview.Line {
    fileprivate func object(named key: String?) -> Object {
        var object: Object = key.map { [$0: .string(name)] } ?? [:]
        for member in cells.object { object[member.key] = member.value }
        object["alarms"] = .integer(alarms)
        object["attention"] = .integer(bad)
        return object
    }
}
