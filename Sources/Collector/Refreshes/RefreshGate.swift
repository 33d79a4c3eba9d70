package import FoundationEssentials
package import Inventory

/// Lets as many cells of a refresh through as the limits allow: a pure state machine.
///
/// - Shape: each cell costs the calls that its last reading took; one allowance per account and one for all of them.
/// - Cost: one small bucket per account that was ever asked for.
package struct RefreshGate: Sendable {
    /// A cell that somebody wants to be read again.
    package struct Wish: Sendable, Hashable {
        package let cell: CellKey
        /// Calls that its last reading took.
        package let calls: Int
        /// When it was read; nil for never.
        package let fetchedAt: Date?

        package init(cell: CellKey, calls: Int, fetchedAt: Date?) {
            self.cell = cell
            self.calls = calls
            self.fetchedAt = fetchedAt
        }
    }

    /// What came of the wishes.
    package struct Verdict: Sendable, Hashable {
        package var admitted: [CellKey] = []
        package var refused = 0
        /// Whole seconds until the cheapest refused cell can be paid; nil where only the number of cells was too large.
        package var retryAfter: Int?
    }

    private struct Bucket: Sendable {
        var left: Double
        var at: Double

        mutating func fill(_ allowance: RefreshLimits.Allowance, at time: Double) {
            left = min(allowance.burst, left + max(time - at, 0) * allowance.rate)
            at = time
        }
    }

    private let limits: RefreshLimits
    private var accounts: [String: Bucket] = [:]
    private var all: Bucket?

    package init(_ limits: RefreshLimits = RefreshLimits()) { self.limits = limits }

    /// Lets the oldest cells through first, and takes what they cost.
    package mutating func admit(_ wishes: [Wish], now: Date) -> Verdict {
        let time = now.timeIntervalSinceReferenceDate
        var verdict = Verdict()
        var shared = all ?? Bucket(left: limits.all.burst, at: time)
        shared.fill(limits.all, at: time)
        let oldestFirst = wishes.sorted { left, right in
            (left.fetchedAt ?? .distantPast) < (right.fetchedAt ?? .distantPast)
        }
        for wish in oldestFirst {
            guard verdict.admitted.count < limits.cellsAtOnce else {
                verdict.refused += 1
                continue
            }
            var own = accounts[wish.cell.account] ?? Bucket(left: limits.account.burst, at: time)
            own.fill(limits.account, at: time)
            // A cell that costs more than there ever is may still be read once everything has come back.
            let cost = min(Double(max(wish.calls, 1)), limits.account.burst, limits.all.burst)
            let wait = max((cost - own.left) / limits.account.rate, (cost - shared.left) / limits.all.rate)
            if wait > 0 {
                verdict.refused += 1
                verdict.retryAfter = min(verdict.retryAfter ?? .max, Int(wait.rounded(.up)))
            } else {
                own.left -= cost
                shared.left -= cost
                verdict.admitted.append(wish.cell)
            }
            accounts[wish.cell.account] = own
        }
        all = shared
        return verdict
    }

    /// Forgets an account that is no more.
    package mutating func forget(_ account: String) { accounts[account] = nil }
}
