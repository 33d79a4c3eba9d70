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

    /// The example of the question's form names a period without defining it, which Instance Scheduler refuses too.
    @Test func aPeriodThatIsNotDefinedIsAnError() {
        let line =
            #"{"periods": [], "schedule": {"periods": ["p1@m5.large"], "timezone": "Europe/London"}, "at": "2026-03-29T01:30:00Z"}"#
        let answer = answer(line)
        #expect(answer["error"]?["code"] == "undefined-period")
        #expect(answer["error"]?["message"]?.string?.contains("period \"p1\" is not defined") == true)
        expect(
            ask(
                #"{"name":"p1","begintime":"09:00","endtime":"17:00"}"#,
                #"{"periods":["p1@m5.large"],"timezone":"Europe/London"}"#, "2026-03-29T01:30:00Z"),
            "stopped", next: "2026-03-29T08:00:00Z", "running")
    }

    @Test func anOverrideSparesTheStepOfZero() {
        let period = #"{"name":"p","monthdays":["1/10"]}"#
        expect(
            ask(period, #"{"periods":["p"],"override_status":"running"}"#, "2026-01-03T00:00:00Z"),
            "running",
            period: "override_status", next: nil, nil)
        #expect(
            ask(period, #"{"periods":["p"]}"#, "2026-01-03T00:00:00Z")["error"]?["code"]
                == "invalid-period")
    }

    @Test func listsWithCommasAreReadInTheirOrder() {
        func april(_ monthdays: String) -> Value {
            ask(
                "{\"name\":\"w\",\"monthdays\":\(monthdays)}", #"{"periods":["w"]}"#, "2026-04-05T00:00:00Z"
            )
        }
        #expect(april(#"["31W,5"]"#)["error"]?["code"] == "undecidable")
        #expect(april(#"["5,31W"]"#)["desired"] == "running")
        #expect(april(#""31W,5""#)["desired"] == "running")
    }

    @Test func digitsAreThoseOfPython() {
        let period = #"{"name":"d","begintime":"0９:3０","endtime":"1７:00","monthdays":["３０"]}"#
        expect(
            ask(period, #"{"periods":["d"]}"#, "2026-03-30T09:30:00Z"), "running", period: "d",
            next: "2026-03-30T17:00:00Z", "stopped")
        let wide = #"{"name":"d","begintime":"０9:30"}"#
        #expect(
            ask(wide, #"{"periods":["d"]}"#, "2026-03-30T09:30:00Z")["error"]?["code"] == "invalid-period"
        )
    }

    @Test func suggestionsNameWhatWasMeant() {
        let answer = ask(day, #"{"periods":["dai"]}"#, "2026-01-01T00:00:00Z")
        #expect(answer["error"]?["message"]?.string?.contains("did you mean \"day\"?") == true)
    }
}
