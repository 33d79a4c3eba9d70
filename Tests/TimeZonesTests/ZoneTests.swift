import Testing

@testable import TimeZones

@Suite struct ZoneTests {
    @Test func clocksOfLondonGoForwardAtOneOClock() throws {
        let london = try #require(Zone("Europe/London"))
        // 2026-03-29T01:00:00Z
        #expect(london.offset(at: 1_774_745_999) == 0)
        #expect(london.offset(at: 1_774_746_000) == 3600)
        #expect(london.nextChange(after: 1_774_000_000) == 1_774_746_000)
        #expect(london.abbreviation(at: 1_774_746_000) == "BST")
    }

    @Test func halfHoursOfLordHoweAndOfIndia() throws {
        // Lord Howe moves its clocks by half an hour: 2026-04-04T15:00:00Z.
        let island = try #require(Zone("Australia/Lord_Howe"))
        #expect(island.offset(at: 1_775_314_799) == 39_600)
        #expect(island.offset(at: 1_775_314_800) == 37_800)
        let india = try #require(Zone("Asia/Kolkata"))
        #expect(india.offset(at: 1_775_314_800) == 19_800)
        #expect(india.nextChange(after: 1_775_314_800) == nil)
    }

    @Test func changesFollowTheRuleBeyondTheTable() throws {
        let york = try #require(Zone("America/New_York"))
        // 2099-03-08T07:00:00Z, the second Sunday of March.
        #expect(york.nextChange(after: 4_076_000_000) == 4_076_636_400)
    }

    @Test func utcNeedsNoFile() {
        #expect(Zone("UTC") == .utc)
        #expect(Zone.utc.offset(at: 0) == 0)
        #expect(Zone.utc.nextChange(after: 0) == nil)
        #expect(Zone.utc.abbreviation(at: 0) == "UTC")
    }

    @Test(arguments: [
        "", "Europe/Londn", "europe/london", "../../../etc/passwd", "/etc/localtime", "file:/etc/passwd", "Europe",
        "Europe/", "//", ".", "..", "localtime", "posixrules", "right/Europe/London", "Fixed/UTC+01:00:00",
        "zone.tab", "Europe/London\0", "Europe/Lond\u{301}on", String(repeating: "A", count: 10_000),
    ])
    func othersAreNone(name: String) {
        #expect(Zone(name) == nil)
    }

    @Test func namesAreThoseOfZones() {
        #expect(Zone.names.contains("Europe/London"))
        #expect(Zone.names.contains("Asia/Calcutta"), "links are names too")
        let unknown = Zone.names.filter { Zone($0) == nil && $0 != "Factory" }
        #expect(unknown == [])
    }
}
