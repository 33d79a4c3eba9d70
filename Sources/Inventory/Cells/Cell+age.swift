package import FoundationEssentials

/// How a cell's age compares with how often it is read.
package enum CellLateness: Int, Sendable, Hashable, CaseIterable, Comparable {
    /// Not older than twice the time between two reads, or never read.
    case usual
    /// Older than twice that time.
    case late
    /// Older than six times that time.
    case veryLate

    /// Times between two reads from which a cell counts as late.
    package static let lateAfter = 2.0
    /// Times between two reads from which a cell counts as very late.
    package static let veryLateAfter = 6.0

    package static func < (left: CellLateness, right: CellLateness) -> Bool { left.rawValue < right.rawValue }
}

extension Cell {
    /// How late it is at `now`.
    ///
    /// - Parameters:
    ///   - now: The wall clock.
    ///   - every: How often its kind is read, where the cell does not know better.
    /// - Returns: `usual` for a cell that was never read, too.
    package func lateness(at now: Date, every: Duration) -> CellLateness {
        guard let fetchedAt else { return .usual }
        let usual = max(asksEvery ?? every, .seconds(1)).components.seconds
        let times = now.timeIntervalSince(fetchedAt) / Double(usual)
        return times > CellLateness.veryLateAfter ? .veryLate : times > CellLateness.lateAfter ? .late : .usual
    }
}

extension CellStatus {
    /// Whether the rows are those of an earlier reading, so that each of them says so.
    package var keepsOldRows: Bool {
        switch self {
        case .fresh, .refreshing, .never: false
        case .stale, .held, .denied, .throttled, .error, .notEnabled: true
        }
    }
}
