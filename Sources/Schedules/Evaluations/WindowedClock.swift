import TimeZones

/// A schedule that also runs in an RDS maintenance window, from ten minutes before it on.
///
/// - Source: AWS Instance Scheduler v3, `use_maintenance_window` for RDS.
struct WindowedClock: Sendable {
    private var schedule: ScheduleClock
    private var window: ScheduleClock?

    /// What the active period is called in the window.
    static let period = "maintenance window"
    /// Looks that the next change may take: a schedule may change often within windows.
    private static let steps = 400

    init(_ schedule: ScheduleClock, window: String?) throws(DefinitionFault) {
        self.schedule = schedule
        guard let window else { return }
        self.window = ScheduleClock(try Self.schedule(of: window))
    }

    /// The window as a schedule in UTC: two periods where it goes over midnight.
    static func schedule(of window: String) throws(DefinitionFault) -> Schedule {
        let ends = window.lowercased().split(separator: "-", omittingEmptySubsequences: false).map {
            $0.split(separator: ":", maxSplits: 1).map(String.init)
        }
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        guard ends.count == 2, ends.allSatisfy({ $0.count == 2 }), var day = days.firstIndex(of: ends[0][0]),
            let begin = try? Period(PeriodDefinition(name: period, begintime: ends[0][1])).begin
        else {
            throw DefinitionFault(.period, "the maintenance window \"\(window)\" cannot be understood")
        }
        var early = begin - 600
        if early < 0 {
            early += 86400
            day = (day + 6) % 7
        }
        var periods = [
            PeriodDefinition(name: period, begintime: early.clock, endtime: ends[1][1], weekdays: [days[day]])
        ]
        if days[day] != ends[1][0] {
            periods[0].endtime = "23:59"
            periods.append(
                PeriodDefinition(
                    name: period + " ", begintime: "00:00", endtime: ends[1][1], weekdays: [ends[1][0]]))
        }
        let named = Dictionary(
            periods.map { ($0.name, Result<PeriodDefinition, DefinitionFault>.success($0)) }, uniquingKeysWith: { $1 })
        return try Schedule(ScheduleDefinition(name: period, periods: periods.map(\.name)), periods: named)
    }

    mutating func decision(at instant: Int64) throws(DefinitionFault) -> Decision {
        if try window?.decision(at: instant).desired == .running { return Decision(.running, period: Self.period) }
        return try schedule.decision(at: instant)
    }

    mutating func nextChange(after instant: Int64) throws(DefinitionFault) -> Change? {
        guard window != nil else { return try schedule.nextChange(after: instant) }
        let current = try decision(at: instant).desired
        var time = instant
        for _ in 0..<Self.steps {
            let own = try schedule.nextChange(after: time)
            guard let next = [own?.instant, try window?.nextChange(after: time)?.instant].compactMap(\.self).min()
            else {
                return nil
            }
            time = next
            guard let state = try? decision(at: time).desired else { return Change(instant: time, state: nil) }
            if state != current { return Change(instant: time, state: state) }
        }
        return nil
    }
}
