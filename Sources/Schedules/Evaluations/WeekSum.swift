/// How much of a week something is to run.
package struct WeekSum: Sendable, Hashable {
    /// - Units: seconds of the week.
    var running: Int
    /// Where nothing is asked for.
    var free: Int

    /// Hours in the week in which it is to run.
    package var runningHours: Double { Double(running) / 3600 }
    /// Hours in which nothing is asked for.
    package var freeHours: Double { Double(free) / 3600 }
    /// How much less than always on it is to run, at least.
    ///
    /// - Units: percent of the week; hours in which nothing is asked for count as on.
    package var saving: Double { (168 - runningHours - freeHours) / 1.68 }
}
