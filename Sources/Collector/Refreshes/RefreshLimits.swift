/// What people may ask for beyond the plan, so that nobody uses up an account's calls by pressing a button.
package struct RefreshLimits: Sendable, Hashable {
    /// Calls that can be asked for at once, and how they come back.
    package struct Allowance: Sendable, Hashable {
        package let burst: Double
        /// Calls a second.
        package let rate: Double

        package init(burst: Double, rate: Double) {
            self.burst = burst
            self.rate = rate
        }
    }

    /// Cells of one refresh.
    package var cellsAtOnce: Int
    /// Of each account.
    package var account: Allowance
    /// Of all accounts together.
    package var all: Allowance
    /// Between two tries of a cell that AWS throttled, in seconds.
    package var throttledSpacing: Double

    /// - Parameters:
    ///   - cellsAtOnce: Cells of one refresh.
    ///   - account: Calls of each account.
    ///   - all: Calls of all accounts together.
    ///   - throttledSpacing: Seconds between two tries of a cell that AWS throttled.
    package init(
        cellsAtOnce: Int = 500, account: Allowance = Allowance(burst: 600, rate: 2),
        all: Allowance = Allowance(burst: 3_000, rate: 10), throttledSpacing: Double = 15
    ) {
        self.cellsAtOnce = cellsAtOnce
        self.account = account
        self.all = all
        self.throttledSpacing = throttledSpacing
    }
}
