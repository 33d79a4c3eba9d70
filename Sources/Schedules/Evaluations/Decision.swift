/// What a schedule says at one instant.
package struct Decision: Sendable, Hashable {
    package let desired: DesiredState
    /// What an EC2 instance is to be while it runs; nil for no wish.
    package let type: String?
    /// The period that says so, `override_status`, or nil.
    package let period: String?

    /// What `active_period` is while `override_status` decides.
    package static let override = "override_status"

    package init(_ desired: DesiredState, type: String? = nil, period: String? = nil) {
        self.desired = desired
        self.type = type
        self.period = period
    }
}

/// The next instant at which what a schedule wants becomes different.
package struct Change: Sendable, Hashable {
    /// - Units: seconds since 1970.
    package let instant: Int64
    /// What it wants then; nil where Instance Scheduler fails.
    package let state: DesiredState?

    package init(instant: Int64, state: DesiredState?) {
        self.instant = instant
        self.state = state
    }
}
