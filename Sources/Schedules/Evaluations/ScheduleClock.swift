import TimeZones

/// A schedule made ready to be asked about instants: it remembers what it found out about days.
///
/// - Shape: a pure value; the instant is always passed in.
package struct ScheduleClock: Sendable {
    package let schedule: Schedule
    private var calendar: PeriodCalendar

    package init(_ schedule: Schedule) {
        self.schedule = schedule
        calendar = PeriodCalendar(schedule.entries.map(\.period))
    }

    /// What the schedule wants at `instant`.
    ///
    /// - Units: seconds since 1970.
    /// - Throws: `DefinitionFault` with code `undecidable` where Instance Scheduler itself fails.
    package mutating func decision(at instant: Int64) throws(DefinitionFault) -> Decision {
        let wall = instant + schedule.zone.offset(at: instant)
        let (day, second) = wall.quotientAndRemainderFloored(by: 86400)
        let days = calendar.days(around: Int(day))
        do throws(Undecidable) {
            return try decision(atSecond: Int(second), days)
        } catch {
            throw DefinitionFault(.undecidable, "Instance Scheduler fails here: \(error.message)")
        }
    }

    /// What the schedule wants at a second of a day, looking a minute to either side where it wants to stop.
    func decision(atSecond second: Int, _ days: DayKinds) throws(Undecidable) -> Decision {
        if let override = schedule.override { return Decision(override, period: Decision.override) }
        let now = try plain(atSecond: second, days.this)
        guard now.desired == .stopped, schedule.entries.count > 1 else { return now }
        // Between 09:00-12:00 and 12:01-17:00 nothing is stopped for a minute.
        let before =
            try second >= 60 ? plain(atSecond: second - 60, days.this) : plain(atSecond: second + 86340, days.previous)
        let after =
            try second < 86340 ? plain(atSecond: second + 60, days.this) : plain(atSecond: second - 86340, days.next)
        return before.desired == .running && after.desired == .running ? after : now
    }

    /// The kind of a day, and which periods count on days of a kind.
    mutating func kind(of day: Int) -> DayKind { calendar.kind(of: day) }

    func counting(on kind: DayKind) throws(Undecidable) -> [Bool] { try calendar.counting(on: kind) }

    /// What the periods want at a second of a day of that kind: running before any before stopped.
    private func plain(atSecond second: Int, _ kind: DayKind) throws(Undecidable) -> Decision {
        let counts = try calendar.counting(on: kind)
        var nearest: Schedule.Entry?
        var isFree = false
        for (place, entry) in schedule.entries.enumerated() where counts[place] {
            switch entry.period.desired(atSecond: second) {
            case .stopped: continue
            case .any: isFree = true
            case .running:
                // Of several that run, the one that began last decides; of those alike, the first.
                guard let known = nearest else {
                    nearest = entry
                    continue
                }
                if let begin = entry.period.begin, known.period.begin.map({ begin > $0 }) ?? true { nearest = entry }
            }
        }
        if let nearest { return Decision(.running, type: nearest.type, period: nearest.period.name) }
        return Decision(isFree ? .any : .stopped)
    }
}

extension ScheduleClock {
    /// How many days ahead changes are looked for.
    ///
    /// - Shape: the days of a leap year fall on the same weekdays again after at most 40 years; a schedule that says the
    ///   same of every week is looked at for a year, as clocks that go forward may swallow one change.
    static func daysAhead(_ schedule: Schedule) -> Int {
        schedule.entries.allSatisfy(\.period.isWeekly) ? 400 : 41 * 366
    }

    /// When what the schedule wants becomes different for the first time after `instant`; nil when it never does.
    ///
    /// - Units: seconds since 1970.
    /// - Cost: microseconds for a change within days; about a millisecond where there is none.
    /// - Throws: `DefinitionFault` as `decision(at:)` does.
    package mutating func nextChange(after instant: Int64) throws(DefinitionFault) -> Change? {
        let current = try decision(at: instant).desired
        if schedule.override != nil { return nil }
        let end = instant + Int64(Self.daysAhead(schedule)) * 86400
        var start = instant
        while start < end {
            // Between two changes of the clocks, the time on the wall goes evenly.
            let offset = schedule.zone.offset(at: start)
            let stop = min(schedule.zone.nextChange(after: start) ?? end, end)
            if let (wall, state) = firstWall(from: start + offset, to: stop + offset, other: current) {
                return Change(instant: wall - offset, state: state)
            }
            start = stop
        }
        return nil
    }

    /// The first time on the wall in a range at which the schedule does not want `current`.
    private mutating func firstWall(
        from start: Int64, to stop: Int64, other current: DesiredState
    ) -> (Int64, DesiredState?)? {
        guard start < stop else { return nil }
        let firstDay = start.quotientAndRemainderFloored(by: 86400).quotient
        let lastDay = (stop - 1).quotientAndRemainderFloored(by: 86400).quotient
        for day in firstDay...lastDay {
            for run in runs(on: Int(day)) where run.state != current {
                let from = max(day * 86400 + Int64(run.start), start)
                if from < min(day * 86400 + Int64(run.end), stop) { return (from, run.state) }
            }
        }
        return nil
    }

    /// What the schedule wants in the course of a day, on the wall.
    mutating func runs(on day: Int) -> [DayRun] {
        let days = calendar.days(around: day)
        if let known = calendar.runs(of: days) { return known }
        var runs: [DayRun] = []
        for second in seconds {
            let state = try? decision(atSecond: second, days).desired
            if let last = runs.last, last.state == state { continue }
            if !runs.isEmpty { runs[runs.count - 1].end = second }
            runs.append(DayRun(start: second, end: 86400, state: state))
        }
        calendar.remember(runs, of: days)
        return runs
    }

    /// The seconds of a day at which something can change.
    private var seconds: [Int] {
        var seconds: Set = [0, 60, 86340]
        for entry in schedule.entries {
            for edge in [entry.period.begin, entry.period.end] {
                guard let edge else { continue }
                seconds.formUnion([edge - 60, edge, edge + 60].filter { (0..<86400).contains($0) })
            }
        }
        return seconds.sorted()
    }
}

extension Int64 {
    /// Division that rounds down, for instants before 1970.
    func quotientAndRemainderFloored(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
