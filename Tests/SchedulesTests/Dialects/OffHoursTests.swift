import Document
import Testing
import TimeZones

@testable import Schedules

/// Cloud Custodian's tag, over a week of New York: 30 March 2026 is a Monday.
@Suite struct OffHoursTests {
    private func at(_ text: String) throws -> Int64 { try ScheduleQuestion.instant(text) }

    @Test func theDocumentedExample() throws {
        let hours = try OffHours("off=(M-F,19);on=(M-F,7);tz=et")
        #expect(hours.decision(at: try at("2026-03-30T10:59:59Z")).desired == .stopped)
        #expect(hours.decision(at: try at("2026-03-30T11:00:00Z")).desired == .running)
        #expect(hours.decision(at: try at("2026-03-30T23:00:00Z")).desired == .stopped)
        let change = hours.nextChange(after: try at("2026-04-03T23:30:00Z"))
        #expect(change == Change(instant: try at("2026-04-06T11:00:00Z"), state: .running))
        #expect(hours.strip.sum.runningHours == 60)
    }

    @Test(arguments: ["", "on", "ON", "'on'", "\"on\"", "anything", "tz=et"])
    func thePolicyCountsWhereTheTagSaysNothing(tag: String) throws {
        #expect(try OffHours(tag).strip.words == "Mon–Fri 07:00–19:00; Sat–Sun stopped")
    }

    @Test func partsOfTheTagTakeThePlaceOfThePolicys() throws {
        #expect(
            try OffHours("off=[(M-F,21),(U,18)];on=[(M-F,6),(U,10)];tz=pt;").strip.sum.runningHours == 83)
        #expect(try OffHours("off=(f-m,20)").strip.words.contains("Fri 00:00–20:00"))
        #expect(try OffHours("on=(m,8);tz=europe/paris").zone.name == "Europe/Paris")
        var policy = OffHours.Policy()
        policy.hasWeekends = false
        #expect(try OffHours("on", policy).strip.sum.runningHours == 84)
    }

    @Test func offMeansHandsOff() throws {
        let hours = try OffHours("off")
        #expect(hours.isOptedOut)
        #expect(hours.decision(at: 0).desired == .any)
        #expect(hours.nextChange(after: 0) == nil)
    }

    @Test(arguments: [
        "off=(M-F,24)", "off=(X,19)", "off=(M-F)", "off=19", "off=(M-F,19);nonsense;on=(M,7)", "of=(M-F,19)",
        "tz=nowhere",
        "off=(M-F,19);on=(M-F,19)", "on=(M-F,-1)", "on=(M-T-W,1)", String(repeating: "x", count: 2000),
    ])
    func whatCannotBeUnderstoodIsSaid(tag: String) {
        #expect(throws: DefinitionFault.self) { try OffHours(tag) }
    }

    @Test func hoursThatClocksSkipDoNothing() throws {
        // On Sunday 8 March 2026 New York has no two o'clock.
        let hours = try OffHours("on=(m-u,2);off=(m-u,20)")
        #expect(hours.decision(at: try at("2026-03-08T12:00:00Z")).desired == .stopped)
        #expect(hours.decision(at: try at("2026-03-09T12:00:00Z")).desired == .running)
    }
}
