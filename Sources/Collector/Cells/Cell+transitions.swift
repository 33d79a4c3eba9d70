package import FoundationEssentials
package import Inventory

/// What one complete fetch of a cell gave.
package struct FetchedRows: Sendable {
    /// Sorted by id, each id once.
    package var rows: [Resource]
    package var requests: Int
    package var duplicates: Int
    /// Parents whose rows are kept from before.
    package var unreadParents: [String]
    /// What was denied while the rest could be read, such as the listing of zones.
    package var remark: CellError?

    package init(
        rows: [Resource], requests: Int, duplicates: Int = 0, unreadParents: [String] = [], remark: CellError? = nil
    ) {
        self.rows = rows
        self.requests = requests
        self.duplicates = duplicates
        self.unreadParents = unreadParents
        self.remark = remark
    }
}

extension Cell {
    /// From this many rows on, a fetch that drops more than half of them is not believed at once.
    package static let holdFrom = 20

    /// Whether `fetched` loses so much that it has to be confirmed.
    package func isSuspicious(_ fetched: FetchedRows) -> Bool { losesRows(fetched) || losesTags(fetched) }

    /// More than half of the rows, and, where an answer waits to be confirmed, more than half of what that one had left.
    private func losesRows(_ fetched: FetchedRows) -> Bool {
        guard rows.count >= Self.holdFrom else { return false }
        let now = Set(fetched.rows.map(\.id))
        let lost = rows.count { !now.contains($0.id) }
        guard lost * 2 > rows.count else { return false }
        guard status == .held, let unconfirmed else { return true }
        return unconfirmed.ids.subtracting(now).count * 2 > unconfirmed.ids.count
    }

    /// Every tag of as many rows, unless the answer that waits to be confirmed had none either.
    private func losesTags(_ fetched: FetchedRows) -> Bool {
        guard !fetched.rows.isEmpty, fetched.rows.allSatisfy(\.tags.isEmpty), taggedRows >= Self.holdFrom else {
            return false
        }
        guard status == .held, let unconfirmed else { return true }
        return unconfirmed.hasTags
    }

    private var taggedRows: Int { rows.count { !$0.tags.isEmpty } }

    /// This cell after a complete fetch that is believed.
    package func accepting(_ fetched: FetchedRows, at now: Date, took duration: Duration) -> Cell {
        var cell = self
        cell.status = .fresh
        cell.rows = fetched.rows
        cell.fetchedAt = now
        cell.duration = duration
        cell.requests = fetched.requests
        cell.error = fetched.remark
        cell.duplicates = fetched.duplicates
        cell.unreadParents = fetched.unreadParents
        cell.unconfirmed = nil
        return cell
    }

    /// This cell while a suspicious fetch waits to be confirmed: the old rows stay.
    package func holding(_ fetched: FetchedRows, at now: Date, nextTry: Date?) -> Cell {
        var cell = self
        cell.status = .held
        cell.unconfirmed = Unconfirmed(
            ids: Set(fetched.rows.map(\.id)), hasTags: fetched.rows.contains { !$0.tags.isEmpty })
        cell.requests = fetched.requests
        let message =
            losesRows(fetched)
            ? "AWS listed \(fetched.rows.count) where there were \(rows.count); it is asked again before they go"
            : "AWS listed none of the tags that \(taggedRows) had; it is asked again before they go"
        cell.error = CellError(code: .paused, message: message, since: now, nextTry: nextTry)
        return cell
    }

    /// This cell after a failed fetch: every row stays.
    package func failing(_ error: CellError, requests: Int, at now: Date, nextTry: Date?) -> Cell {
        var cell = self
        cell.status = error.code.status
        cell.unconfirmed = nil
        cell.requests = requests
        let since = self.error.flatMap { $0.code == error.code ? $0.since : nil } ?? now
        cell.error = error.with(since: since, nextTry: nextTry)
        return cell
    }

    /// This cell with its place in the plan.
    package func planned(_ next: Planner.Schedule?) -> Cell {
        var cell = self
        cell.nextTry = next?.due
        cell.asksEvery = next?.every
        return cell
    }

    /// This cell as it is at `now`: fresh rows grow stale after twice the time between two reads.
    package func aged(at now: Date, every: Duration) -> Cell {
        let every = max(asksEvery ?? every, every)
        guard status == .fresh, let fetchedAt, now.timeIntervalSince(fetchedAt) > 2 * every.inSeconds else {
            return self
        }
        var cell = self
        cell.status = .stale
        return cell
    }
}
