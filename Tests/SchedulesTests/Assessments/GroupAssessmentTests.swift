import Document
import Inventory
import Testing

@testable import Schedules

/// Auto Scaling groups are as the last scheduled action made them, whatever instances of the same schedule are to be.
@Suite struct GroupAssessmentTests {
    private static let settings: ScheduleSettings = {
        var settings = ScheduleSettings()
        for period in [
            PeriodDefinition(name: "begin", begintime: "09:00", weekdays: ["mon-fri"]),
            PeriodDefinition(name: "day", begintime: "09:00", endtime: "17:00", weekdays: ["mon-fri"]),
            PeriodDefinition(name: "late", begintime: "12:00", endtime: "20:00", weekdays: ["mon-fri"]),
            PeriodDefinition(name: "weekend", weekdays: ["sat-sun"]),
            PeriodDefinition(
                name: "first", begintime: "09:00", endtime: "23:00", weekdays: ["sat"], monthdays: ["1-7"]),
            PeriodDefinition(name: "noon", begintime: "17:00", endtime: "18:00", weekdays: ["mon-fri"]),
            PeriodDefinition(name: "step", begintime: "09:00", weekdays: ["mon/1"]),
        ] {
            settings.periods[period.name] = .success(period)
        }
        for (name, periods, override) in [
            ("beginonly", ["begin"], nil), ("mixed", ["day", "weekend"], nil),
            ("overlap", ["day", "late"], nil),
            ("bothdays", ["first"], nil), ("off", ["day"], "stopped"), ("always", [], "running"),
            ("allday", ["weekend"], nil), ("touching", ["day", "noon"], nil), ("step", ["step"], nil),
        ] as [(String, [String], String?)] {
            settings.schedules[name] = .success(
                ScheduleDefinition(name: name, periods: periods, overrideStatus: override))
        }
        return settings
    }()

    private func group(_ schedule: String, isOn: Bool, at instant: String) throws -> Assessment {
        let assessor = World.assessor(Self.settings, at: try World.instant(instant))
        let kind = try #require(try World.kinds().kind("autoscale"))
        let sizes: [Value] = isOn ? [1, 1, 1] : [0, 0, 0]
        let row = World.row("autoscale", "g", state: nil, tags: ["Schedule": schedule], columns: sizes)
        return assessor.assess(row, ScheduledKind(kind))
    }

    @Test func nothingStopsAGroupWithoutAnEndtime() throws {
        // Saturday: instances of this schedule are to be stopped.
        let saturday = try group("beginonly", isOn: true, at: "2026-03-28T12:00:00Z")
        #expect(saturday.verdict == .ok)
        #expect(saturday.decision == Decision(.running, period: "begin"))
        #expect(saturday.change == nil)
        #expect(saturday.week?.words == "Mon–Sun all day")
        #expect(saturday.sum?.saving == 0)
        let off = try group("beginonly", isOn: false, at: "2026-03-28T12:00:00Z")
        #expect(off.verdict == .shouldBeRunning)
        #expect(off.notes == ["Auto Scaling does nothing about it before the next action"])
    }

    @Test func aPeriodWithoutATimeIsNoAction() throws {
        let saturday = try group("mixed", isOn: false, at: "2026-03-28T12:00:00Z")
        #expect(saturday.verdict == .ok)
        #expect(
            saturday.change == Change(instant: try World.instant("2026-03-30T09:00:00Z"), state: .running)
        )
        #expect(saturday.week?.words == "Mon–Fri 09:00–17:00; Sat–Sun stopped")
        #expect(saturday.sum?.runningHours == 40)
        let never = try group("allday", isOn: true, at: "2026-03-28T12:00:00Z")
        #expect(never.verdict == .free)
        #expect(never.notes == ["no period has a time at which a group would be changed"])
    }

    @Test func theFirstEndStopsItThoughAnotherPeriodGoesOn() throws {
        let evening = try group("overlap", isOn: false, at: "2026-03-30T18:00:00Z")
        #expect(evening.verdict == .ok)
        #expect(
            evening.change == Change(instant: try World.instant("2026-03-31T09:00:00Z"), state: .running))
        #expect(
            try group("overlap", isOn: true, at: "2026-03-30T18:00:00Z").verdict == .shouldBeStopped)
        #expect(try group("overlap", isOn: true, at: "2026-03-30T16:59:59Z").decision?.period == "late")
        #expect(evening.sum?.runningHours == 40)
    }

    @Test func anOverrideDoesNotReachIt() throws {
        let monday = try group("off", isOn: true, at: "2026-03-30T10:00:00Z")
        #expect(monday.verdict == .ok)
        #expect(monday.decision == Decision(.running, period: "day"))
        #expect(monday.notes == ["override_status does not reach Auto Scaling groups"])
        #expect(monday.sum?.runningHours == 40)
        #expect(monday.week?.words == "Mon–Fri 09:00–17:00; Sat–Sun stopped")
        let always = try group("always", isOn: false, at: "2026-03-30T10:00:00Z")
        #expect(always.verdict == .free)
        #expect(always.week?.words == "Mon–Sun all day left as it is")
        #expect(always.sum?.saving == 0)
    }

    @Test func daysOfTheMonthAndOfTheWeekAreEitherOrForCron() throws {
        // Friday 3 April is among 1-7, Saturday 11 April is a Saturday: both start it, and instances on neither.
        for (instant, desired) in [
            ("2026-04-03T12:00:00Z", DesiredState.running), ("2026-04-11T12:00:00Z", .running),
            ("2026-04-10T12:00:00Z", .stopped),
        ] {
            #expect(
                try group("bothdays", isOn: true, at: instant).decision?.desired == desired, "\(instant)")
            let kind = try #require(try World.kinds().kind("ec2"))
            let instance = World.assessor(Self.settings, at: try World.instant(instant)).assess(
                World.row("ec2", "i", tags: ["Schedule": "bothdays"]), ScheduledKind(kind))
            #expect(instance.decision?.desired == .stopped)
        }
    }

    @Test func aStartAndAStopAtOnceAreNotGuessedAt() throws {
        let evening = try group("touching", isOn: true, at: "2026-03-30T17:30:00Z")
        #expect(evening.verdict == .undecided)
        #expect(evening.notes.first?.contains("a start and a stop of the group fall on 17:00") == true)
        let morning = try group("touching", isOn: true, at: "2026-03-30T10:00:00Z")
        #expect(morning.verdict == .ok)
        #expect(
            morning.change == Change(instant: try World.instant("2026-03-30T17:00:00Z"), state: nil))
        #expect(
            try group("touching", isOn: true, at: "2026-03-30T18:00:00Z").verdict == .shouldBeStopped)
    }

    @Test func whatInstanceSchedulerFailsOnIsNotSchedulable() throws {
        let step = try group("step", isOn: true, at: "2026-03-30T17:30:00Z")
        #expect(step.verdict == .notSchedulable)
        #expect(
            step.notes == [
                "Instance Scheduler makes no actions of the schedule: period \"step\" has a step of 1 without an end, as mon/1 or 10/1"
            ])
    }
}
