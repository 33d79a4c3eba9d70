package import FoundationEssentials
package import Inventory

/// Decides which cells are due, and when the others will be: a pure state machine.
///
/// - Shape: one entry per cell; at most one fetch of a cell is in flight; failures wait longer each time.
package struct Planner: Sendable {
    private struct Entry {
        var due: Date
        let every: Duration
        var failures = 0
        var isInFlight = false
        var lastStart: Date?
        var isRequested = false
        /// Waits to ask a second time whether rows have really gone.
        var isConfirming = false
        /// The last read waited for somebody who did not answer.
        var isSlow = false
    }

    /// Waits of a failing cell: they double from one minute up to this, an hour, or `every` where that is longer.
    package static let longestWait = Duration.seconds(3600)
    /// Denied and disabled cells change rarely: hourly.
    package static let deniedWait = Duration.seconds(3600)
    /// A refresh asked for sooner than this after the last start is dropped.
    package static let refreshSpacing = Duration.seconds(5)
    /// When a suspicious answer is asked again.
    package static let confirmWait = Duration.seconds(30)

    private var entries: [CellKey: Entry] = [:]
    /// In matrix order, so that equally due cells start in that order.
    private var order: [CellKey] = []

    package init() {}

    /// Adds a cell that is due now, spread over `jitter` (0 to 1 of a tenth of its period) later on.
    package mutating func add(_ cell: CellKey, every: Duration, due: Date) {
        guard entries[cell] == nil else { return }
        entries[cell] = Entry(due: due, every: every)
        order.append(cell)
    }

    /// Forgets a cell; what a fetch of it in flight brings is not planned again.
    package mutating func remove(_ cell: CellKey) {
        guard entries.removeValue(forKey: cell) != nil else { return }
        order.removeAll { $0 == cell }
    }

    /// The cells to start now, the longest due first, at most `limit`; each is in flight from here on.
    ///
    /// - Shape: cells that nobody answered the last time take half of all places at most, so that an outage leaves room for the others.
    package mutating func start(now: Date, limit: Int) -> [CellKey] {
        guard limit > 0 else { return [] }
        var due: [(cell: CellKey, entry: Entry)] = []
        for cell in order {
            if let entry = entries[cell], !entry.isInFlight, entry.due <= now { due.append((cell, entry)) }
        }
        due.sort { ($0.entry.isRequested ? 0 : 1, $0.entry.due) < ($1.entry.isRequested ? 0 : 1, $1.entry.due) }
        let slowInFlight = entries.values.count { $0.isInFlight && $0.isSlow }
        var roomForSlow = (limit + inFlight + 1) / 2 - slowInFlight
        var started: [CellKey] = []
        for (cell, entry) in due where started.count < limit {
            if entry.isSlow {
                guard roomForSlow > 0 else { continue }
                roomForSlow -= 1
            }
            started.append(cell)
        }
        for cell in started {
            entries[cell]?.isInFlight = true
            entries[cell]?.isRequested = false
            entries[cell]?.lastStart = now
        }
        return started
    }

    /// What a fetch came to, as far as the plan minds.
    package enum Outcome: Sendable, Hashable {
        case succeeded
        /// The answer is to be confirmed soon.
        case held
        case failed(CellError.Code)
    }

    /// Notes the end of a fetch and answers when the cell is due again.
    ///
    /// - Parameters:
    ///   - cell: The cell that was read.
    ///   - outcome: What came of it.
    ///   - now: When it ended.
    ///   - jitter: 0 to 1, spreads cells by up to a tenth of their wait.
    /// - Returns: When it is due again; nil for a cell that is not planned.
    @discardableResult
    package mutating func finished(_ cell: CellKey, _ outcome: Outcome, now: Date, jitter: Double) -> Date? {
        guard var entry = entries[cell] else { return nil }
        entry.isInFlight = false
        entry.isConfirming = outcome == .held
        let wait: Duration
        switch outcome {
        case .succeeded:
            entry.failures = 0
            entry.isSlow = false
            wait = entry.every
        case .held: wait = Self.confirmWait
        case .failed(let code):
            entry.failures += 1
            entry.isSlow = code == .timeout || code == .unreachable
            wait = Self.wait(after: code, failures: entry.failures, every: entry.every)
        }
        let seconds = wait.inSeconds
        entry.due = now.addingTimeInterval(outcome == .held ? seconds : seconds * (0.95 + 0.1 * jitter))
        entries[cell] = entry
        return entry.due
    }

    /// Makes `cell` due at once, unless it is in flight, was started a moment ago or waits for a second opinion.
    package mutating func request(_ cell: CellKey, now: Date) {
        guard let entry = entries[cell], !entry.isInFlight, !entry.isConfirming else { return }
        if let last = entry.lastStart, now.timeIntervalSince(last) < Self.refreshSpacing.inSeconds { return }
        entries[cell]?.due = now
        entries[cell]?.isRequested = true
    }

    /// When the next cell is due; nil while all are in flight or there are none.
    package var nextDue: Date? {
        entries.values.lazy.filter { !$0.isInFlight }.map(\.due).min()
    }

    package var inFlight: Int { entries.values.count { $0.isInFlight } }

    private static func wait(after code: CellError.Code, failures: Int, every: Duration) -> Duration {
        switch code {
        case .denied, .regionDisabled, .unsupported: max(deniedWait, every)
        case .cancelled: .seconds(1)
        default: min(max(longestWait, every), .seconds(60) * (1 << min(failures - 1, 6)))
        }
    }
}

extension Duration {
    /// As seconds with fractions.
    package var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
