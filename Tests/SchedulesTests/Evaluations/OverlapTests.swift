import Inventory
import Testing

@testable import Schedules

@Suite struct OverlapTests {
    private func words(_ periods: [PeriodDefinition], types: [String] = []) throws -> [String] {
        let named = Dictionary(
            periods.map { ($0.name, Result<PeriodDefinition, DefinitionFault>.success($0)) },
            uniquingKeysWith: { $1 })
        let names = periods.enumerated().map { place, period in
            place < types.count ? "\(period.name)@\(types[place])" : period.name
        }
        var clock = ScheduleClock(
            try Schedule(ScheduleDefinition(name: "s", periods: names), periods: named))
        return clock.overlaps(after: World.now.wholeSeconds).map(\.words)
    }

    private let day = PeriodDefinition(
        name: "day", begintime: "09:00", endtime: "17:00", weekdays: ["mon-fri"])

    @Test func theOneThatBeginsLaterDecides() throws {
        let late = PeriodDefinition(
            name: "late", begintime: "12:00", endtime: "20:00", weekdays: ["wed"])
        #expect(
            try words([day, late], types: ["t3.nano", "m5.large"]) == [
                "day and late overlap, 12:00–17:00 on 2026-04-01: it runs through, and late, which begins later, decides: the type m5.large; an Auto Scaling group is stopped at 17:00 all the same"
            ])
    }

    @Test func ofThoseThatBeginAlikeTheFirstDecides() throws {
        let other = PeriodDefinition(name: "other", begintime: "09:00", endtime: "17:00")
        #expect(
            try words([day, other], types: ["t3.nano"]) == [
                "day and other overlap, 09:00–17:00 on 2026-03-30: it runs through, and day, which is named first and begins alike, decides: the type t3.nano"
            ])
    }

    @Test func aWholeDayNeverDecidesOverATime() throws {
        let all = PeriodDefinition(name: "all", weekdays: ["mon-sun"])
        let words = try words([all, day])
        #expect(words.count == 1)
        #expect(
            words[0].hasPrefix(
                "all and day overlap, 09:00–17:00 on 2026-03-30: it runs through, and day, which begins later, decides: no type"
            ))
    }

    @Test func whatTouchesOrFallsOnOtherDaysDoesNotOverlap() throws {
        let after = PeriodDefinition(name: "after", begintime: "17:00", endtime: "18:00")
        let weekend = PeriodDefinition(
            name: "weekend", begintime: "09:00", endtime: "17:00", weekdays: ["sat-sun"])
        let end = PeriodDefinition(name: "end", endtime: "12:00")
        #expect(try words([day, after, weekend, end]) == [])
        #expect(try words([day]) == [])
    }

    @Test func aDayFarAheadIsFound() throws {
        let christmas = PeriodDefinition(
            name: "christmas", begintime: "10:00", monthdays: ["25"], months: ["dec"])
        #expect(try words([day, christmas]).first?.contains("10:00–17:00 on 2026-12-25") == true)
    }
}
