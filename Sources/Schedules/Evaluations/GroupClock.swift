import TimeZones

/// What Auto Scaling does to a group of a schedule: Instance Scheduler gives it an action that starts it at each
/// `begintime` and one that stops it at each `endtime`, and nothing else ever happens.
///
/// - Source: AWS Instance Scheduler v3, `schedule_to_actions`: neither `override_status` nor a period without a time
///   becomes an action.
/// - Shape: a pure value; the instant is always passed in.
package struct GroupClock: Sendable {
    package let schedule: Schedule
    private var calendar: PeriodCalendar
    private var known: [DayKind: [Firing]] = [:]

    /// Actions that fire at one time of a day.
    struct Firing: Sendable, Hashable {
        /// - Units: seconds since midnight on the wall.
        let second: Int
        /// What they make of the group; nil where a start and a stop fire at once, whose order AWS leaves open.
        let state: DesiredState?
        /// The period that begins; nil for a stop.
        let period: String?
    }

    /// A firing that comes to pass.
    private struct Event {
        let instant: Int64
        let firing: Firing
    }

    package init(_ schedule: Schedule) {
        self.schedule = schedule
        calendar = PeriodCalendar(schedule.entries.map(\.period), by: .recurrence)
    }

    /// What the last action before or at `instant` made of the group; `any` where none ever fired.
    ///
    /// - Units: seconds since 1970.
    /// - Throws: `DefinitionFault` with code `undecidable` where a start and a stop fired at once.
    package mutating func decision(at instant: Int64) throws(DefinitionFault) -> Decision {
        guard let last = last(before: instant)?.firing else { return Decision(.any) }
        guard let state = last.state else {
            throw DefinitionFault(
                .undecidable,
                "a start and a stop of the group fall on \(last.second.clock): AWS leaves open which of them counts"
            )
        }
        return Decision(state, period: last.period)
    }

    /// The next action that makes something else of the group than it is at `instant`; nil when there is none.
    ///
    /// - Units: seconds since 1970.
    /// - Throws: `DefinitionFault` as `decision(at:)` does.
    package mutating func nextChange(after instant: Int64) throws(DefinitionFault) -> Change? {
        let current = try decision(at: instant).desired
        guard schedule.hasActions else { return nil }
        let today = day(of: instant)
        var found: Event?
        // A day more than needed: where clocks go back over midnight, the next day begins before this one has ended.
        for day in (today - 1)...(today + ScheduleClock.daysAhead(schedule)) {
            let wasFound = found != nil
            let next = events(on: day).first { $0.instant > instant && $0.firing.state != current }
            if let next, found.map({ next.instant < $0.instant }) ?? true { found = next }
            if wasFound { break }
        }
        return found.map { Change(instant: $0.instant, state: $0.firing.state) }
    }

    /// The week, from Monday to Sunday on the wall, in which `instant` is.
    ///
    /// - Units: seconds since 1970.
    package mutating func week(containing instant: Int64) -> WeekStrip {
        let monday = WeekStrip.monday(of: instant, in: schedule.zone)
        let wall = Int64(monday) * 86400
        let start = wall - schedule.zone.offset(at: wall - schedule.zone.offset(at: instant))
        var state: DesiredState? = .any
        if let last = last(before: start) { state = last.firing.state }
        return WeekStrip(
            (monday..<(monday + 7)).map { day in
                var runs: [DayRun] = []
                var from = 0
                for firing in firings(on: day) where firing.state != state {
                    if firing.second > from {
                        runs.append(DayRun(start: from, end: firing.second, state: state))
                    }
                    (from, state) = (firing.second, firing.state)
                }
                runs.append(DayRun(start: from, end: 86400, state: state))
                return runs
            })
    }

    private func day(of instant: Int64) -> Int {
        Int(
            (instant + schedule.zone.offset(at: instant)).quotientAndRemainderFloored(by: 86400).quotient)
    }

    private mutating func last(before instant: Int64) -> Event? {
        guard schedule.hasActions else { return nil }
        let today = day(of: instant)
        var found: Event?
        for back in -1...ScheduleClock.daysAhead(schedule) {
            let event = events(on: today - back).last { $0.instant <= instant }
            if let event, found.map({ event.instant > $0.instant }) ?? true { found = event }
            if back > 0, found != nil { return found }
        }
        return found
    }

    /// What fires on a day, in its order: nothing in an hour that clocks skip, twice in one that they repeat.
    private mutating func events(on day: Int) -> [Event] {
        let firings = firings(on: day)
        guard !firings.isEmpty else { return [] }
        let midnight = Int64(day) * 86400
        let zone = schedule.zone
        let (before, after) = (zone.offset(at: midnight - 86400), zone.offset(at: midnight + 2 * 86400))
        guard before != after else {
            return firings.map { Event(instant: midnight + Int64($0.second) - before, firing: $0) }
        }
        return firings.flatMap { firing in
            [before, after].compactMap { offset in
                let instant = midnight + Int64(firing.second) - offset
                return zone.offset(at: instant) == offset ? Event(instant: instant, firing: firing) : nil
            }
        }.sorted { $0.instant < $1.instant }
    }

    private mutating func firings(on day: Int) -> [Firing] {
        let kind = calendar.kind(of: day)
        if let found = known[kind] { return found }
        let found = firings(of: kind)
        known[kind] = found
        return found
    }

    private func firings(of kind: DayKind) -> [Firing] {
        // What nothing can be said of is no recurrence, and such a schedule is never asked about.
        guard let counts = try? calendar.counting(on: kind) else { return [] }
        var all: [Firing] = []
        for (place, entry) in schedule.entries.enumerated() where counts[place] {
            if let begin = entry.period.begin {
                all.append(Firing(second: begin, state: .running, period: entry.period.name))
            }
            if let end = entry.period.end {
                all.append(Firing(second: end, state: .stopped, period: nil))
            }
        }
        return Dictionary(grouping: all, by: \.second).map { second, alike in
            let isAgreed = alike.allSatisfy { $0.state == alike[0].state }
            return isAgreed ? alike[0] : Firing(second: second, state: nil, period: nil)
        }.sorted { $0.second < $1.second }
    }
}
