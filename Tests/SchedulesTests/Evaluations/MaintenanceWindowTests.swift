import Inventory
import Testing

@testable import Schedules

@Suite struct MaintenanceWindowTests {
    /// The window as Instance Scheduler has it: a schedule in UTC, of two periods where it goes over midnight.
    private static func schedule(_ start: (day: Int, minute: Int), _ end: (day: Int, minute: Int))
        throws -> Schedule
    {
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        var (day, minute) = (start.day, start.minute - 10)
        if minute < 0 { (day, minute) = ((day + 6) % 7, minute + 1440) }
        let (begin, finish) = ((minute * 60).clock, (end.minute * 60).clock)
        guard day != end.day else {
            return try World.schedule([
                PeriodDefinition(name: "w", begintime: begin, endtime: finish, weekdays: [days[day]])
            ])
        }
        return try World.schedule([
            PeriodDefinition(name: "a", begintime: begin, endtime: "23:59", weekdays: [days[day]]),
            PeriodDefinition(name: "b", begintime: "00:00", endtime: finish, weekdays: [days[end.day]]),
        ])
    }

    private static func text(_ moment: (day: Int, minute: Int)) -> String {
        "\(["mon", "tue", "wed", "thu", "fri", "sat", "sun"][moment.day]):\((moment.minute * 60).clock)"
    }

    /// Starts and ends around midnight, the end of the week and the ten minutes before.
    @Test func runsWhenThePeriodsOfInstanceSchedulerDo() throws {
        let monday = try World.instant("2026-03-30T00:00:00Z")
        for start in [0, 5, 9, 10, 11, 600, 1380, 1410, 1439] {
            for length in [30, 31, 45, 60, 90, 1440] {
                for day in [0, 5, 6] {
                    let minute = day * 1440 + start + length
                    let (from, to) = ((day, start), (minute / 1440 % 7, minute % 1440))
                    guard let reference = try? Self.schedule(from, to) else { continue }
                    let window = try MaintenanceWindow("\(Self.text(from))-\(Self.text(to))".uppercased())
                    var clock = ScheduleClock(reference)
                    for offset in [-1800, -601, -600, -599, -61, -60, -59, -1, 0, 1, 59, 60, 61, 600, 1800] {
                        for edge in [start - 10, start + length, 1440] {
                            let instant = monday + Int64(day * 86400 + edge * 60 + offset)
                            let isRunning = try clock.decision(at: instant).desired == .running
                            #expect(
                                (window.end(ofRunAt: instant) != nil) == isRunning, "\(from) \(to) \(instant)")
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: [
        "", "nonsense", "mon:09:00", "mon:09:00-", "mon:09:00-mon", "xyz:09:00-mon:10:00",
        "mon:09:00-xyz:10:00",
        "mon:25:00-mon:26:00", "mon:09:00-mon:08:00", "mon:09:00-mon:10:00-mon:11:00", "-", "mon:-:",
    ])
    func whatIsNoWindow(text: String) {
        #expect(throws: DefinitionFault.self) { try MaintenanceWindow(text) }
    }

    /// Every combination of a schedule with a window against steps of five minutes, counted one by one.
    @Test func answersTogetherWithAScheduleAreThoseOfCounting() throws {
        let schedules = [
            try World.schedule([
                PeriodDefinition(name: "d", begintime: "09:00", endtime: "17:00", weekdays: ["mon-fri"])
            ]),
            try World.schedule([PeriodDefinition(name: "b", begintime: "09:00")]),
            try World.schedule([PeriodDefinition(name: "e", endtime: "09:00")]),
            try World.schedule(
                [PeriodDefinition(name: "n", begintime: "08:30", endtime: "09:20")], zone: "Asia/Kolkata"),
            try World.schedule([PeriodDefinition(name: "w", weekdays: ["mon"])], override: "running"),
            try World.schedule([PeriodDefinition(name: "w", weekdays: ["mon"])], override: "stopped"),
        ]
        let windows = [
            "mon:09:00-mon:09:30", "mon:16:50-mon:17:20", "sun:23:40-mon:00:10", "tue:00:05-tue:00:35",
            "mon:08:30-mon:09:05", "mon:03:00-mon:03:40",
        ]
        let start = try World.instant("2026-03-30T00:00:00Z")
        var changes = 0
        for schedule in schedules {
            for text in windows {
                let window = try MaintenanceWindow(text)
                var clock = ScheduleClock(schedule)
                func desired(_ instant: Int64) throws -> DesiredState {
                    window.end(ofRunAt: instant) != nil ? .running : try clock.decision(at: instant).desired
                }
                for hour in 0..<34 {
                    let instant = start + Int64(hour) * 3600 - 3600 * 4 + 60 * 7
                    let own = ScheduleAnswer(&clock, at: instant)
                    let answer = window.answer(over: own, at: instant, &clock)
                    let current = try desired(instant)
                    #expect(answer.decision?.desired == current)
                    var expected: Change?
                    for step in 1...(2 * 288) where expected == nil {
                        let time = instant - instant % 300 + Int64(step) * 300
                        let state = try desired(time)
                        if state != current { expected = Change(instant: time, state: state) }
                    }
                    if let expected {
                        #expect(answer.change == expected, "\(schedule.entries) \(text) \(instant)")
                        changes += 1
                    } else if let change = answer.change {
                        #expect(change.instant > instant + 2 * 86400 - 300)
                    }
                }
            }
        }
        #expect(changes > 500)
    }

    @Test func hoursOfTheWeekHaveTheWindowInThem() throws {
        func hours(_ schedule: Schedule, _ window: String) throws -> Double {
            var clock = ScheduleClock(schedule)
            let now = World.now.wholeSeconds
            return clock.week(containing: now)
                .sum(with: try MaintenanceWindow(window), at: now, in: schedule.zone).runningHours
        }
        let day = try World.schedule([
            PeriodDefinition(name: "d", begintime: "09:00", endtime: "17:00", weekdays: ["mon-fri"])
        ])
        #expect(try hours(day, "sun:03:10-sun:04:00") == 41)
        #expect(try hours(day, "mon:10:00-mon:11:00") == 40)
        #expect(try hours(day, "mon:17:00-mon:17:30") == 40.5)
        // It begins on Sunday of the week before and of this one: ten minutes of each count.
        #expect(try hours(day, "mon:00:00-mon:00:50") == 41)
        #expect(try hours(try World.schedule([], override: "running"), "sun:03:10-sun:04:00") == 168)
        // In Tokyo it is nine hours later.
        let tokyo = try World.schedule(
            [PeriodDefinition(name: "d", begintime: "09:00", endtime: "17:00", weekdays: ["mon-fri"])],
            zone: "Asia/Tokyo")
        #expect(try hours(tokyo, "mon:00:10-mon:07:00") == 40)
        #expect(try hours(tokyo, "mon:09:10-mon:10:00") == 41)
    }
}
