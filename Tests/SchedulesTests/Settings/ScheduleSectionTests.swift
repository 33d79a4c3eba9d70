import Configuration
import Document
import FoundationEssentials
import Testing

@testable import Schedules

@Suite struct ScheduleSectionTests {
    private func read(_ text: String) -> (settings: ScheduleSettings?, problems: [String]) {
        let schema = ConfigurationSchema(
            regions: ["eu-west-1"], vocabulary: { _ in Vocabulary(views: [], kinds: []) },
            sections: [ScheduleSettings.section])
        let file = "accounts: { a: }\nregions: [eu-west-1]\nschedules:\n" + text
        let answer = ConfigurationReader.read(Array(file.utf8), file: "f", schema: schema)
        return (
            answer.configuration?.section("schedules", as: ScheduleSettings.self),
            answer.problems.map { "\($0.line): \($0.severity.rawValue): \($0.message)" }
        )
    }

    @Test func everyKeyIsRead() throws {
        let (settings, problems) = read(
            """
              tag: Sleep
              tags: { a: Other }
              table: { account: a, region: eu-west-1, name: config-table }
              default_timezone: Asia/Tokyo
              offhours: { tag: hours, timezone: pt, onhour: 6, offhour: 22, weekends: false }
              periods: { p: { begintime: '09:00', weekdays: mon-fri, monthdays: [1, 15] } }
              schedules: { s: { periods: [p, p@m5.large], enforced: true, hibernate: 'true' } }

            """)
        #expect(problems == [])
        let found = try #require(settings)
        #expect(found.tag(in: "a") == "Other" && found.tag(in: "b") == "Sleep")
        #expect(found.table == ScheduleSettings.Table(account: "a", region: "eu-west-1", name: "config-table"))
        #expect(found.offHours.tag == "hours" && found.offHours.zone == "pt" && !found.offHours.hasWeekends)
        #expect(found.offHours.onHour == 6 && found.offHours.offHour == 22)
        let book = ScheduleBook(found, cell: nil)
        let schedule = try #require(try book["s"]?.schedule.get())
        #expect(schedule.zoneName == "Asia/Tokyo")
        #expect(schedule.entries.map(\.type) == [nil, "m5.large"])
        #expect(schedule.isEnforced && schedule.hibernates)
    }

    @Test(arguments: [
        (
            "  periods: { p: { begintime: '17:00', endtime: '09:00' } }\n",
            "4: warning: period \"p\": begintime 17:00 is after endtime 09:00; what goes over midnight takes two periods"
        ),
        (
            "  periods: { p: { weekdays: moon } }\n",
            "4: warning: period \"p\": weekdays \"moon\" cannot be understood; days are mon to sun or 0 (Monday) to 6, as in mon-fri, mon#1 (the first), friL (the last)"
        ),
        ("  periods: { p: 7 }\n", "4: error: an entry of periods must be a mapping, not a single value"),
        ("  schedules: { s: { periods: [q] } }\n", "4: warning: schedule \"s\": period \"q\" is not defined"),
        (
            "  schedules: { s: { override_status: running, timezone: Mars } }\n",
            "4: warning: schedule \"s\": no time zone \"Mars\" in the IANA database"
        ),
        ("  default_timezone: Europe/Londn\n", "4: error: default_timezone is no time zone of the IANA database"),
        ("  table: { account: a, region: eu-west-1 }\n", "4: error: table needs name"),
        (
            "  table: { account: a, region: eu-west-1, name: 'a b' }\n",
            "4: error: the name of a table has 3 to 255 letters, digits, underscores, hyphens and dots"
        ),
        ("  offhours: { onhour: 24 }\n", "4: error: onhour must be an hour from 0 to 23"),
        ("  offhours: { timezone: nowhere }\n", "4: error: offhours: no time zone \"nowhere\""),
        ("  tagg: x\n", "4: warning: unknown key \"tagg\" is ignored"),
    ])
    func whatIsWrongIsSaidAtItsPlace(text: String, problem: String) {
        #expect(read(text).problems.contains(problem), "\(read(text).problems)")
    }

    @Test func theReferencePageListsEveryKey() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let page = try String(contentsOf: root.appending(path: "docs/schedules.md"), encoding: .utf8)
        for key in ScheduleSettings.section.keys {
            #expect(page.contains("| `\(key.path)` | \(key.type) | \(key.fallback) | \(key.summary) |"), "\(key.path)")
        }
    }
}
