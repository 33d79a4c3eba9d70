package import Document

extension CellSelection {
    /// The selection as JSON.
    ///
    /// - Shape: `{generation, complete, total, groups, cells}`, the worst cells first, with `organization` where there is one.
    package func document(in snapshot: Snapshot) -> Object {
        var document: Object = [
            "generation": .integer(snapshot.generation),
            "complete": .bool(isKnown && cells.allSatisfy(\.isComplete)),
            "total": .object(tally.object),
            "groups": .array(
                groups.map { group in
                    var object: Object = [part?.rawValue ?? "name": .string(group.name)]
                    for member in group.tally.object { object[member.key] = member.value }
                    return .object(object)
                }),
            "cells": .array(cells.sorted(by: Cell.isWorse).map { .object($0.object) }),
        ]
        if let organization = snapshot.organization { document["organization"] = .object(organization.object) }
        return document
    }
}
