import TimeZones

/// What a schedule wants in each hour of one week, on the wall.
package struct WeekStrip: Sendable, Hashable {
    /// One hour.
    package struct Hour: Sendable, Hashable {
        /// - Units: minutes of the hour.
        package var running = 0
        package var free = 0

        /// What it mostly is: `partial` where it is running for a part of it.
        package var tone: String {
            switch (running, free) {
            case (60, _): "running"
            case (0, 0): "stopped"
            case (0, _): "free"
            default: "partial"
            }
        }
    }

    /// 168 hours from Monday on.
    package let hours: [Hour]
    /// What is wanted in the course of each day.
    let days: [[DayRun]]
    /// Each day in words, days alike together: the strip for those who do not see it.
    package let words: String

    /// How much of the week it is to run.
    package let sum: WeekSum

    init(_ days: [[DayRun]]) {
        var hours = [Hour](repeating: Hour(), count: 168)
        for (day, runs) in days.enumerated() {
            for run in runs {
                for minute in (run.start / 60)..<(run.end / 60) {
                    switch run.state {
                    case .running?: hours[day * 24 + minute / 60].running += 1
                    case .any?: hours[day * 24 + minute / 60].free += 1
                    case .stopped?, nil: break
                    }
                }
            }
        }
        self.hours = hours
        self.days = days
        sum = WeekSum(
            running: hours.reduce(0) { $0 + $1.running } * 60, free: hours.reduce(0) { $0 + $1.free } * 60
        )
        words = Self.words(days)
    }

    private static let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    private static func words(_ days: [[DayRun]]) -> String {
        var parts: [(first: Int, last: Int, runs: [DayRun])] = []
        for (day, runs) in days.enumerated() {
            if let last = parts.last, last.runs == runs {
                parts[parts.count - 1].last = day
            } else {
                parts.append((day, day, runs))
            }
        }
        return parts.map { part in
            let days = part.first == part.last ? names[part.first] : "\(names[part.first])–\(names[part.last])"
            return "\(days) \(words(of: part.runs))"
        }.joined(separator: "; ")
    }

    private static func words(of runs: [DayRun]) -> String {
        let told = runs.filter { $0.state != .stopped }
        guard !told.isEmpty else { return "stopped" }
        return told.map { run in
            let isWhole = run.start == 0 && run.end == 86400
            let span = isWhole ? "all day" : "\(run.start.clock)–\(run.end == 86400 ? "24:00" : run.end.clock)"
            switch run.state {
            case .running?, .stopped?: return span
            case .any?: return "\(span) left as it is"
            case nil: return "\(span) undecidable"
            }
        }.joined(separator: ", ")
    }
}

extension WeekStrip {
    /// The day, counted from 1970-01-01, on which the week begins in which `instant` is.
    static func monday(of instant: Int64, in zone: Zone) -> Int {
        let day = Int(
            (instant + zone.offset(at: instant)).quotientAndRemainderFloored(by: 86400).quotient)
        // 1970-01-01 was a Thursday.
        return day - ((day + 3) % 7 + 7) % 7
    }
}

extension ScheduleClock {
    /// The week, from Monday to Sunday on the wall, in which `instant` is.
    ///
    /// - Units: seconds since 1970.
    package mutating func week(containing instant: Int64) -> WeekStrip {
        if let override = schedule.override {
            return WeekStrip(Array(repeating: [DayRun(start: 0, end: 86400, state: override)], count: 7))
        }
        let monday = WeekStrip.monday(of: instant, in: schedule.zone)
        return WeekStrip((monday..<(monday + 7)).map { runs(on: $0) })
    }
}

extension OffHours {
    /// An ordinary week.
    package var strip: WeekStrip {
        let week = week
        return WeekStrip(
            (0..<7).map { day in
                var runs: [DayRun] = []
                for hour in 0..<24 {
                    let state = week[day * 24 + hour]
                    if runs.last?.state == state {
                        runs[runs.count - 1].end = (hour + 1) * 3600
                    } else {
                        runs.append(DayRun(start: hour * 3600, end: (hour + 1) * 3600, state: state))
                    }
                }
                return runs
            })
    }
}
