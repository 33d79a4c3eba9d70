import Inventory
import Testing
import TimeZones

@testable import Schedules

/// What scheduled actions make of Auto Scaling groups, beside a count of every firing.
@Suite struct GroupClockTests {
    /// Numbers that look random and are the same in every run.
    private struct Dice {
        var state: UInt64

        mutating func roll(_ range: ClosedRange<Int>) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return range.lowerBound + Int((state >> 33) % UInt64(range.count))
        }

        mutating func pick<Element>(_ elements: [Element]) -> Element {
            elements[roll(0...(elements.count - 1))]
        }
    }

    private static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    /// A field's text with the numbers that it names; nil for one that is left out.
    private static func weekdays(_ dice: inout Dice) -> (text: String, days: Set<Int>?)? {
        let (first, last) = (dice.roll(0...6), dice.roll(0...6))
        switch dice.roll(0...5) {
        case 0: return nil
        case 1: return ("*", nil)
        case 2: return (days[first], [first])
        case 3: return ("mon-fri", [0, 1, 2, 3, 4])
        case 4: return ("\(days[first]),\(days[last])", [first, last])
        default:
            var all: Set = [first]
            var day = first
            while day != last {
                day = (day + 1) % 7
                all.insert(day)
            }
            return ("\(days[first])-\(days[last])", all)
        }
    }

    private static func monthdays(_ dice: inout Dice) -> (text: String, days: Set<Int>?)? {
        let first = dice.roll(1...28)
        switch dice.roll(0...7) {
        case 0, 1, 2, 3: return nil
        case 4: return ("?", nil)
        case 5: return ("\(first),L", [first, NaiveCron.last])
        case 6: return ("\(first)/3", Set(stride(from: first, through: 31, by: 3)))
        default: return ("\(first)-28", Set(first...28))
        }
    }

    private static func months(_ dice: inout Dice) -> (text: String, months: Set<Int>?)? {
        switch dice.roll(0...5) {
        case 0: return ("mar-apr", [3, 4])
        case 1: return ("jan/1", Set(1...12))
        case 2: return ("nov-mar", [11, 12, 1, 2, 3])
        default: return nil
        }
    }

    private static func clock(_ quarter: Int) -> String { (quarter * 900).clock }

    /// A schedule of up to three periods with the recurrences that it comes to.
    private static func sample(_ dice: inout Dice) throws -> (Schedule, NaiveCrontab) {
        let zone = dice.pick([
            "UTC", "Europe/London", "America/Santiago", "Australia/Lord_Howe", "Asia/Kolkata",
        ])
        var periods: [PeriodDefinition] = []
        var crons: [NaiveCron] = []
        for place in 0...dice.roll(0...2) {
            let (weekdays, monthdays) = (Self.weekdays(&dice), Self.monthdays(&dice))
            let months = Self.months(&dice)
            // Often the same few times, at which starts and stops meet.
            let times = [dice.pick([36, 48, 68, dice.roll(0...95)]), dice.pick([48, 68, dice.roll(0...95)])].sorted()
            let sides = dice.roll(0...5)
            let begin = sides != 0 ? times[0] : nil
            let end = sides != 1 ? times[1] : nil
            periods.append(
                PeriodDefinition(
                    name: "p\(place)", begintime: begin.map { clock($0) }, endtime: end.map { clock($0) },
                    weekdays: weekdays.map { [$0.text] }, monthdays: monthdays.map { [$0.text] },
                    months: months.map { [$0.text] }))
            for (time, isStart) in [(begin, true), (end, false)] {
                guard let time else { continue }
                crons.append(
                    NaiveCron(
                        weekdays: weekdays?.days, monthdays: monthdays?.days, months: months?.months,
                        time: time,
                        isStart: isStart))
            }
        }
        let schedule = try World.schedule(periods, zone: zone)
        return (schedule, NaiveCrontab(crons: crons, zone: schedule.zone))
    }

    /// Around the days of March and April 2026 on which the clocks of these zones change.
    @Test func agreesWithACountOfEveryFiring() throws {
        var dice = Dice(state: 4711)
        let reach = 96 * 32
        let start = try World.instant("2026-03-20T00:00:00Z")
        var seen: [String: Int] = [:]
        for _ in 0..<250 {
            let (schedule, crontab) = try Self.sample(&dice)
            var clock = GroupClock(schedule)
            let instant =
                start + Int64(dice.roll(0...(96 * 20))) * 900 + Int64(dice.pick([0, 0, 1, 899]))
            let quarter = instant - instant % 900
            let past = (0...reach).lazy.map { crontab.fires(at: quarter - Int64($0) * 900) }.first {
                !$0.isEmpty
            }
            let about = "\(schedule.entries.map(\.period.words)) in \(schedule.zoneName) at \(instant)"
            guard let past else { continue }
            guard past.count == 1 else {
                #expect(throws: DefinitionFault.self, "\(about)") { try clock.decision(at: instant) }
                seen["both", default: 0] += 1
                continue
            }
            let isRunning = past == [true]
            #expect(
                try clock.decision(at: instant).desired == (isRunning ? .running : .stopped), "\(about)")
            seen[isRunning ? "running" : "stopped", default: 0] += 1
            let ahead = (1...reach).lazy.map { quarter + Int64($0) * 900 }
                .first { !crontab.fires(at: $0).isSubset(of: [isRunning]) }
            let change = try clock.nextChange(after: instant)
            if let ahead {
                let both = crontab.fires(at: ahead).count == 2
                #expect(
                    change == Change(instant: ahead, state: both ? nil : isRunning ? .stopped : .running),
                    "\(about)")
                seen["changes", default: 0] += 1
            } else if let change {
                #expect(change.instant > quarter + Int64(reach) * 900, "\(about)")
            }
        }
        for word in ["running", "stopped", "both", "changes"] {
            #expect(seen[word, default: 0] > 5, "\(word)")
        }
    }

    @Test func theWeekIsThatOfTheFirings() throws {
        var dice = Dice(state: 17)
        // A week in which no clock of these zones changes.
        let monday = try World.instant("2026-05-11T00:00:00Z")
        for _ in 0..<60 {
            let (schedule, _) = try Self.sample(&dice)
            var clock = GroupClock(schedule)
            let week = clock.week(containing: monday + 3 * 86400)
            for _ in 0..<12 {
                let minute = dice.roll(0...(7 * 1440 - 1))
                let instant = monday + Int64(minute) * 60 - schedule.zone.offset(at: monday)
                let run = try #require(
                    week.days[minute / 1440].first {
                        $0.start <= minute % 1440 * 60 && minute % 1440 * 60 < $0.end
                    })
                #expect(
                    run.state == (try? clock.decision(at: instant).desired), "\(schedule.entries) \(minute)")
            }
            #expect(week.days.allSatisfy { $0.first?.start == 0 && $0.last?.end == 86400 })
        }
    }

    @Test(
        arguments: [
            ("mon#1", nil, nil), ("friL", nil, nil), (nil, "15W", nil), ("mon/1", nil, nil),
            (nil, "10/1", nil),
            (nil, "1,5,10/1", nil), ("mon/10", nil, nil), (nil, nil, "jan/10"),
        ] as [(String?, String?, String?)])
    func whatInstanceSchedulerMakesNoActionsOf(weekdays: String?, monthdays: String?, months: String?)
        throws
    {
        let period = PeriodDefinition(
            name: "p", begintime: "09:00", weekdays: weekdays.map { [$0] },
            monthdays: monthdays.map { [$0] },
            months: months.map { [$0] })
        #expect(try World.schedule([period], override: "running").scalingObstacle != nil)
    }

    @Test(
        arguments: [
            ("mon/2", nil, nil), ("sat-mon", nil, nil), ("L", nil, nil), (nil, "4-L", nil),
            (nil, "10/4", nil),
            (nil, nil, "jan/1"), ("*", "1-7", "nov-feb/2"),
        ] as [(String?, String?, String?)])
    func whatItWrites(weekdays: String?, monthdays: String?, months: String?) throws {
        let period = PeriodDefinition(
            name: "p", begintime: "09:00", weekdays: weekdays.map { [$0] },
            monthdays: monthdays.map { [$0] },
            months: months.map { [$0] })
        #expect(try World.schedule([period]).scalingObstacle == nil)
    }

    @Test func actionsYearsAwayAreFound() throws {
        let leap = try World.schedule([
            PeriodDefinition(name: "l", begintime: "09:00", monthdays: ["29"], months: ["feb"])
        ])
        var clock = GroupClock(leap)
        let now = try World.instant("2026-03-30T09:00:00Z")
        #expect(try clock.decision(at: now) == Decision(.running, period: "l"))
        #expect(try clock.nextChange(after: now) == nil)
        var never = GroupClock(
            try World.schedule([
                PeriodDefinition(name: "n", endtime: "09:00", monthdays: ["30"], months: ["feb"])
            ]))
        #expect(try never.decision(at: now) == Decision(.any))
        #expect(try never.nextChange(after: now) == nil)
    }
}
