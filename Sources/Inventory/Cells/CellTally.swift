package import Document
package import FoundationEssentials

/// What many cells come to.
package struct CellTally: Sendable, Hashable {
    package private(set) var cells = 0
    /// Cells that are what AWS has now.
    package private(set) var complete = 0
    /// Cells that are neither whole nor simply unread.
    package private(set) var failing = 0
    package private(set) var rows = 0
    /// Calls that the last tries took.
    package private(set) var requests = 0
    package private(set) var states: [CellStatus: Int] = [:]
    /// When the oldest of them was read.
    package private(set) var oldest: Date?
    /// How long the slowest reading took.
    package private(set) var longest: Duration?
    /// The worst lateness among them.
    package private(set) var lateness = CellLateness.usual

    package init() {}

    package init(_ cells: some Sequence<Cell>, kinds: KindSet, now: Date) {
        for cell in cells { add(cell, every: kinds.kind(cell.key.kind)?.every, now: now) }
    }

    /// Counts one cell; `every` is how often its kind is read.
    package mutating func add(_ cell: Cell, every: Duration?, now: Date) {
        cells += 1
        if cell.isComplete { complete += 1 }
        if cell.isFailing { failing += 1 }
        rows += cell.rows.count
        requests += cell.requests
        states[cell.status, default: 0] += 1
        if let fetchedAt = cell.fetchedAt { oldest = min(oldest ?? fetchedAt, fetchedAt) }
        if let duration = cell.duration { longest = max(longest ?? duration, duration) }
        lateness = max(lateness, cell.lateness(at: now, every: every ?? .seconds(1e9)))
    }

    /// Counts what another tally counted.
    package mutating func add(_ other: CellTally) {
        cells += other.cells
        complete += other.complete
        failing += other.failing
        rows += other.rows
        requests += other.requests
        states.merge(other.states, uniquingKeysWith: +)
        if let date = other.oldest { oldest = min(oldest ?? date, date) }
        if let duration = other.longest { longest = max(longest ?? duration, duration) }
        lateness = max(lateness, other.lateness)
    }

    /// The tally as JSON.
    package var object: Object {
        var states: Object = [:]
        for status in CellStatus.allCases {
            if let count = self.states[status] { states[status.rawValue] = .integer(count) }
        }
        return [
            "cells": .integer(cells), "fresh": .integer(complete), "rows": .integer(rows),
            "requests": .integer(requests), "oldest": oldest.map { .string(Timestamp.text($0)) } ?? .null,
            "longest": longest.map { .double((($0 / .milliseconds(1)).rounded()) / 1000) } ?? .null,
            "states": .object(states),
        ]
    }
}
