import Document
import Testing

@testable import Schedules

@Suite struct ScheduleQuestionTests {
    private func answer(_ line: String) -> Value { ScheduleQuestion.answer(Array(line.utf8)) }

    private func ask(_ periods: String, _ schedule: String, _ at: String) -> Value {
        answer("{\"periods\":[\(periods)],\"schedule\":\(schedule),\"at\":\"\(at)\"}")
    }

    private func expect(
        _ answer: Value, _ desired: String, type: String? = nil, period: String? = nil, next: String?, _ state: String?,
        location: SourceLocation = #_sourceLocation
    ) {
        func value(_ text: String?) -> Value { text.map { .string($0) } ?? .null }
        let expected: Value = .object([
            "desired": .string(desired), "type": value(type), "active_period": value(period),
            "next_change": value(next),
            "next_state": value(state),
        ])
        #expect(answer == expected, sourceLocation: location)
    }

    private let day = #"{"name":"day","begintime":"09:00","endtime":"17:00","weekdays":["mon-fri"]}"#

    @Test func aWorkingDayInLondon() {
        // Clocks went forward on 29 March 2026, a Sunday: nine o'clock of Monday is eight o'clock UTC.
        let schedule = #"{"periods":["day@m5.large"],"timezone":"Europe/London"}"#
        expect(
            ask(day, schedule, "2026-03-29T01:30:00Z"), "stopped", next: "2026-03-30T08:00:00Z", "running")
        expect(
            ask(day, schedule, "2026-03-30T08:00:00Z"), "running", type: "m5.large", period: "day",
            next: "2026-03-30T16:00:00Z", "stopped")
        expect(
            ask(day, schedule, "2026-03-27T09:00:00+00:00"), "running", type: "m5.large", period: "day",
            next: "2026-03-27T17:00:00Z", "stopped")
    }

    @Test func anOpenEndAsksForNothingAfterwards() {
        let begin = #"{"name":"b","begintime":"09:00"}"#
        let end = #"{"name":"e","endtime":"17:00"}"#
        expect(
            ask(begin, #"{"periods":["b"]}"#, "2026-01-01T08:59:59Z"), "any", next: "2026-01-01T09:00:00Z", "running")
        expect(
            ask(begin, #"{"periods":["b"]}"#, "2026-01-01T23:59:59Z"), "running", period: "b",
            next: "2026-01-02T00:00:00Z",
            "any")
        expect(ask(end, #"{"periods":["e"]}"#, "2026-01-01T17:00:00Z"), "stopped", next: "2026-01-02T00:00:00Z", "any")
    }

    @Test func periodsThatTouchKeepRunningForTheMinuteBetween() {
        let periods =
            #"{"name":"a","begintime":"04:00","endtime":"12:00"},{"name":"b","begintime":"12:01","endtime":"17:00"}"#
        expect(
            ask(periods, #"{"periods":["a","b@t3.nano"]}"#, "2026-01-01T12:00:30Z"), "running", type: "t3.nano",
            period: "b", next: "2026-01-01T17:00:00Z", "stopped")
        // Over midnight, too.
        let night =
            #"{"name":"n","begintime":"20:00","endtime":"23:59"},{"name":"m","begintime":"00:00","endtime":"05:00"}"#
        expect(
            ask(night, #"{"periods":["n","m"]}"#, "2026-01-01T23:59:10Z"), "running", period: "m",
            next: "2026-01-02T05:00:00Z", "stopped")
    }

    @Test func theOneThatBeganLastDecidesTheType() {
        let periods =
            #"{"name":"a","begintime":"06:00","endtime":"18:00"},{"name":"b","begintime":"10:00","endtime":"16:00"},{"name":"c","weekdays":"mon-sun"}"#
        expect(
            ask(periods, #"{"periods":["c@x","a@y","b@z"]}"#, "2026-01-01T13:00:00Z"), "running", type: "z",
            period: "b",
            next: nil, nil)
    }

    @Test func overrideWins() {
        expect(
            ask(day, #"{"periods":["day"],"override_status":"RUNNING"}"#, "2026-01-03T00:00:00Z"), "running",
            period: "override_status", next: nil, nil)
        expect(
            ask("", #"{"override_status":"stopped"}"#, "2026-01-03T00:00:00Z"), "stopped", period: "override_status",
            next: nil, nil)
    }

    @Test func aLeapDayIsFoundYearsAhead() {
        let leap = #"{"name":"l","months":["feb"],"monthdays":["29"],"weekdays":["mon"]}"#
        expect(
            ask(leap, #"{"periods":["l"]}"#, "2026-01-01T00:00:00Z"), "stopped", next: "2044-02-29T00:00:00Z", "running"
        )
        let never = #"{"name":"l","months":["feb"],"monthdays":["30"]}"#
        expect(ask(never, #"{"periods":["l"]}"#, "2026-01-01T00:00:00Z"), "stopped", next: nil, nil)
    }

    @Test func clocksThatGoForwardMaySwallowAPeriodAndThoseThatGoBackRepeatIt() {
        let gap = #"{"name":"g","begintime":"01:10","endtime":"01:50"}"#
        let schedule = #"{"periods":["g"],"timezone":"Europe/London"}"#
        expect(ask(gap, schedule, "2026-03-28T02:00:00Z"), "stopped", next: "2026-03-30T00:10:00Z", "running")
        expect(
            ask(gap, schedule, "2026-10-25T00:30:00Z"), "running", period: "g", next: "2026-10-25T00:50:00Z", "stopped")
        expect(ask(gap, schedule, "2026-10-25T00:55:00Z"), "stopped", next: "2026-10-25T01:10:00Z", "running")
    }

    @Test func daysOnWhichInstanceSchedulerFails() {
        let day = #"{"name":"w","monthdays":["31W"],"begintime":"09:00","endtime":"10:00"}"#
        let april = ask(day, #"{"periods":["w"]}"#, "2026-04-10T00:00:00Z")
        #expect(april["error"]?["code"] == "undecidable")
        expect(
            ask(day, #"{"periods":["w"]}"#, "2026-03-31T12:00:00Z"), "stopped", next: "2026-04-01T00:00:00Z", "error")
    }

    @Test(arguments: [
        ("", "malformed-question"), ("{", "malformed-question"), ("[]", "malformed-question"),
        ("null", "malformed-question"),
        (#"{"schedule":{"periods":["p"]},"at":"2026-01-01T00:00:00Z"}"#, "undefined-period"),
        (#"{"schedule":{"periods":[]},"at":"2026-01-01T00:00:00Z"}"#, "invalid-schedule"),
        (#"{"schedule":{"periods":7},"at":"2026-01-01T00:00:00Z"}"#, "undefined-period"),
        (#"{"schedule":{"periods":{}},"at":"2026-01-01T00:00:00Z"}"#, "invalid-schedule"),
        (#"{"schedule":{"override_status":"on"},"at":"2026-01-01T00:00:00Z"}"#, "invalid-schedule"),
        (
            #"{"schedule":{"override_status":"running","timezone":"Europe/Londn"},"at":"2026-01-01T00:00:00Z"}"#,
            "unknown-timezone"
        ),
        (
            #"{"schedule":{"override_status":"running","enforced":"yes"},"at":"2026-01-01T00:00:00Z"}"#,
            "invalid-schedule"
        ),
        (#"{"schedule":{"override_status":"running"},"at":"2026-01-01T00:00:00"}"#, "invalid-instant"),
        (#"{"schedule":{"override_status":"running"},"at":"yesterday"}"#, "invalid-instant"),
        (#"{"schedule":{"override_status":"running"}}"#, "invalid-instant"),
        (#"{"periods":[{"name":"p"}],"schedule":{"periods":["p"]},"at":"2026-01-01T00:00:00Z"}"#, "invalid-period"),
        (
            #"{"periods":[{"name":"p","begintime":"17:00","endtime":"09:00"}],"schedule":{"periods":["p"]},"at":"2026-01-01T00:00:00Z"}"#,
            "invalid-period"
        ),
        (
            #"{"periods":[{"name":"p","begintime":"24:00"}],"schedule":{"periods":["p"]},"at":"2026-01-01T00:00:00Z"}"#,
            "invalid-period"
        ),
        (
            #"{"periods":[{"name":"p","weekdays":[]}],"schedule":{"periods":["p"]},"at":"2026-01-01T00:00:00Z"}"#,
            "invalid-period"
        ),
        (
            #"{"periods":[{"name":"p","weekdays":"mon"},{"name":"p","weekdays":"tue"}],"schedule":{"periods":["p"]},"at":"2026-01-01T00:00:00Z"}"#,
            "duplicate"
        ),
    ])
    func whatCannotBeAnsweredIsSaid(line: String, code: String) {
        let answer = answer(line)
        #expect(answer["error"]?["code"]?.string == code)
        #expect(answer["error"]?["message"]?.string?.isEmpty == false)
    }

    @Test func suggestionsNameWhatWasMeant() {
        let answer = ask(day, #"{"periods":["dai"]}"#, "2026-01-01T00:00:00Z")
        #expect(answer["error"]?["message"]?.string?.contains("did you mean \"day\"?") == true)
    }
}
