package import TimeZones

/// What is to be said of a resource and its schedule.
package enum Verdict: String, Sendable, CaseIterable {
    case ok
    case shouldBeStopped = "should-be-stopped"
    case shouldBeRunning = "should-be-running"
    /// The schedule leaves it as it is.
    case free
    case unknownSchedule = "unknown-schedule"
    case noSchedule = "no-schedule"
    /// Two schedulers are told different things.
    case conflict
    case notSchedulable = "not-schedulable"
    /// What is wanted cannot be told: the definitions could not be read, or the schedule is broken.
    case undecided

    /// Whether it is not as its schedule wants it.
    package var isLate: Bool { self == .shouldBeStopped || self == .shouldBeRunning }

    /// The word by which a filter finds what is late.
    package static let late = "late"

    /// Every word by which a filter finds it.
    package var words: [String] { isLate ? [rawValue, Self.late] : [rawValue] }
}

/// One resource against its schedule at one instant.
package struct Assessment: Sendable {
    package var verdict: Verdict
    /// The value of the tag that names the schedule; nil without the tag.
    package var schedule: String?
    package var decision: Decision?
    package var change: Change?
    package var zone: Zone?
    package var week: WeekStrip?
    /// How much of the week it is to run, maintenance windows included.
    package var sum: WeekSum?
    /// Why, and what to know besides, as sentences without a final stop.
    package var notes: [String] = []
    /// What the scheduler wrote onto the resource: `IS-LastAction`, `IS-Error` with its message, `IS-ManagedBy`.
    package var lastAction: String?
    package var error: String?
    package var managedBy: String?

    init(_ verdict: Verdict, schedule: String? = nil) {
        self.verdict = verdict
        self.schedule = schedule
    }
}
