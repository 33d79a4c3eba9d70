import Testing

@testable import AWS

@Suite("Times on the wire")
struct WireTimeTests {
    @Test(
        "come out in one form",
        arguments: [
            ("2026-11-20T13:37:00Z", "2026-11-20T13:37:00Z"), ("2026-11-20T13:37:00.000Z", "2026-11-20T13:37:00Z"),
            ("2026-11-20T13:37:00.120Z", "2026-11-20T13:37:00.120Z"),
            ("2026-11-20T13:37:00.123456789Z", "2026-11-20T13:37:00.123456Z"),
            ("2019-12-16T22:48:18-01:00", "2019-12-16T23:48:18Z"), ("2019-12-17T00:48:18+0100", "2019-12-16T23:48:18Z"),
            ("2026-11-20T13:37Z", "2026-11-20T13:37:00Z"), ("2026-11-20", "2026-11-20T00:00:00Z"),
            ("2026-11-20 13:37:00", "2026-11-20T13:37:00Z"), ("20261120T133700Z", "2026-11-20T13:37:00Z"),
            ("Fri, 20 Nov 2026 13:37:00 GMT", "2026-11-20T13:37:00Z"),
            ("Sun, 02 Jan 2000 20:34:56.456 GMT", "2000-01-02T20:34:56.456Z"), ("0", "1970-01-01T00:00:00Z"),
            ("1422172800", "2015-01-25T08:00:00Z"), ("1422172801.5", "2015-01-25T08:00:01.500Z"),
            ("1.4221728E9", "2015-01-25T08:00:00Z"), ("-1", "1969-12-31T23:59:59Z"),
            ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"), ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
            ("2026-12-31T00:00:00Z", "2026-12-31T00:00:00Z"),
        ])
    func forms(given: String, normal: String) { #expect(WireTime.normalized(given) == normal) }

    @Test(
        "what is no time stays as it is",
        arguments: [
            "", "never", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-02-30T00:00:00Z", "2026-11-20T24:00:00Z",
            "2026-11-20T13:60:00Z", "0000-01-01T00:00:00Z", "inf", "nan", "1e300", "2026-11-20T13:37:00Zjunk",
            "99999999999999999999", "Fri, 20 Nov 2026", "2026-11-20T13:37:00.Z", "2026-11-2", "é026-11-20T13:37:00Z",
        ])
    func others(text: String) { #expect(WireTime.normalized(text) == text) }

    @Test("every day of 600 years is itself when it is read again")
    func days() throws {
        for day in stride(from: -135_000, to: 90_000, by: 7) {
            let time = try #require(WireTime(seconds: day * 86_400 + 45_296))
            #expect(WireTime(time.iso8601) == time)
            #expect(WireTime(time.httpDate) == time)
        }
    }

    @Test("HTTP dates name the day of the week", arguments: [(0, "Thu"), (-86_400, "Wed"), (1_795_181_820, "Fri")])
    func weekday(seconds: Int, day: String) { #expect(WireTime(seconds: seconds)?.httpDate.hasPrefix(day) == true) }
}
