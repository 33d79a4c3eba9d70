package import Document

extension Table {
    /// The JSON twin of the table.
    ///
    /// - Shape: `{kind, complete, generation, cells, rows}`, with `facets` where some are asked for, `next` while there are more rows and `problem` and `problems` when the filter has one; rows have every field of their kind, whatever columns the page shows.
    package func document(word: String, generation: Int) -> Object {
        var object: Object = [
            "kind": .string(word),
            "complete": .bool(isComplete),
            "generation": .integer(generation),
            "cells": .array(cells.map { .object($0.object) }),
            "rows": .array(rowObjects().map { .object($0) }),
        ]
        if !facets.isEmpty { object["facets"] = .array(facets.map { .object($0.object) }) }
        if let next { object["next"] = .string(next) }
        if !hints.isEmpty {
            object["hints"] = .array(
                hints.map { ["written": .string($0.written), "meant": .string($0.meant), "q": .string($0.filter)] })
        }
        if let filterProblem {
            object["problem"] = .string(filterProblem)
            object["problems"] = .array(filterProblems.map { .object($0.object) })
        }
        return object
    }

    /// The rows of this page as JSON objects.
    package func rowObjects() -> [Object] {
        let byName = Dictionary(kinds.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        let held = Dictionary(cells.filter { $0.status == .held }.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
        return rows.compactMap { row in
            guard let kind = byName[row.resource.key.kind] else { return nil }
            var object = row.resource.rowObject(of: kind)
            for (name, value) in row.computed where kind.column(name) == nil { object[name] = value }
            if !held.isEmpty, held[row.resource.key.cell]?.isUnconfirmed(row.resource.id) == true {
                object["unconfirmed"] = true
            }
            return object
        }
    }
}

extension Facet {
    /// The facet as JSON.
    package var object: Object {
        [
            "name": .string(name), "title": .string(title), "values": valueCount.map { .integer($0) } ?? .null,
            "choices": .array(
                choices.map { choice in
                    [
                        "value": choice.text.map { .string($0) } ?? .null, "rows": .integer(choice.count),
                        "chosen": .bool(choice.isChosen), "q": .string(choice.filter),
                    ]
                }),
        ]
    }
}

extension Resource {
    /// The row as JSON: what every kind has, then the columns of `kind`.
    ///
    /// - Shape: `problems` and `kept` only where there is something to say.
    /// - Units: base units; times ISO 8601 UTC.
    package func rowObject(of kind: Kind) -> Object {
        var object = Object(minimumCapacity: 14 + columns.count)
        let builtins: [Builtin] = [
            .account, .region, .kind, .id, .arn, .name, .state, .created_at, .env, .stack, .endpoints, .tags,
        ]
        for builtin in builtins { object[builtin.rawValue] = value(of: builtin) }
        for (column, value) in zip(kind.columns, columns) { object[column.name] = value }
        if !problems.isEmpty {
            object["problems"] = .array(problems.map { .object($0.object) })
        }
        if isKept { object["kept"] = true }
        return object
    }
}

extension RowProblem {
    /// The problem as JSON.
    ///
    /// - Shape: `answered_at` only where the row shows an answer from before.
    fileprivate var object: Object {
        var object: Object = ["call": .string(call), "code": .string(code.rawValue)]
        if let answeredAt { object["answered_at"] = .string(Timestamp.text(answeredAt)) }
        return object
    }
}

extension Cell {
    /// The cell as JSON, `rows` their number.
    package var object: Object {
        var object: Object = [
            "account": .string(key.account), "region": .string(key.region), "kind": .string(key.kind),
            "status": .string(status.rawValue),
            "fetched_at": fetchedAt.map { .string(Timestamp.text($0)) } ?? .null,
            "rows": .integer(rows.count),
            "error": error.map { .object($0.object) } ?? .null,
            "next_try": nextTry.map { .string(Timestamp.text($0)) } ?? .null,
            "every": asksEvery.map { .integer(Int($0.components.seconds)) } ?? .null,
            "requests": .integer(requests),
            "took": duration.map { .double((($0 / .milliseconds(1)).rounded()) / 1000) } ?? .null,
        ]
        if status == .held { object["unconfirmed"] = .integer(unconfirmedRows) }
        if !unreadParents.isEmpty { object["unread_parents"] = .array(unreadParents.map { .string($0) }) }
        return object
    }
}

extension CellError {
    /// The error as JSON.
    package var object: Object {
        [
            "code": .string(code.rawValue), "message": .string(message),
            "action": action.map { .string($0) } ?? .null,
            "denied_by": deniedBy.map { .object($0.object) } ?? .null,
            "request_id": requestID.map { .string($0) } ?? .null,
            "since": .string(Timestamp.text(since)),
            "next_try": nextTry.map { .string(Timestamp.text($0)) } ?? .null,
        ]
    }
}

extension DeniedBy {
    /// The denial as JSON.
    fileprivate var object: Object { ["policy": .string(policy.rawValue), "explicit": .bool(isExplicit)] }
}
