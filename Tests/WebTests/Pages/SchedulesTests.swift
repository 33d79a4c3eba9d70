import Document
import FoundationEssentials
import HTTPServer
import Inventory
import Schedules
import Testing

@testable import Web

@Suite("The page of schedules")
struct SchedulesTests {
    private func site(_ settings: ScheduleSettings = SampleSchedules.office) throws -> TestSite {
        var site = try TestSite()
        site.application.site.schedules = ScheduleLens(settings)
        return site
    }

    @Test("shows every schedule with its zone, its periods in words and a week of 168 hours with words beside it")
    func cards() async throws {
        let answer = await (try site()).ask("/schedules")
        #expect(answer.status == 200)
        let page = PageReader(answer.text)
        #expect(answer.text.components(separatedBy: "<rect ").count - 1 == 2 * 168)
        #expect(page.values("svg", "role") == ["img", "img"])
        let words = try #require(page.values("svg", "aria-label").first)
        #expect(words.hasPrefix("Mon 09:00–17:30") || words.hasPrefix("Mon–"))
        for text in ["Europe/London", "09:00–17:30, Mon–Fri", "until 22:00, on the last day of the month", "enforced"] {
            #expect(answer.text.contains(text), "\(text)")
        }
        #expect(answer.text.contains("Office &amp; &lt;hours&gt;"))
    }

    @Test("says of a broken schedule what is wrong, and of hostile names nothing but their text")
    func broken() async throws {
        let answer = await (try site()).ask("/schedules")
        #expect(answer.text.contains("begintime 17:00 is after endtime 09:00"))
        #expect(answer.text.contains("&lt;script&gt;"))
        #expect(!answer.text.contains("<script>"))
    }

    @Test("says that not all schedules are known where the table cannot be read")
    func unread() async throws {
        let answer = await (try site(SampleSchedules.unread)).ask("/schedules")
        #expect(answer.text.contains("Not all schedules are known"))
    }

    @Test(
        "says which periods overlap and what decides then, and what groups follow where that is something else"
    )
    func overlaps() async throws {
        var settings = SampleSchedules.office
        settings.periods["noon"] = .success(
            PeriodDefinition(name: "noon", begintime: "12:00", endtime: "14:00", weekdays: ["mon-fri"]))
        settings.schedules["twice"] = .success(
            ScheduleDefinition(
                name: "twice", periods: ["day", "noon@m5.large"], timezone: "Europe/London"))
        let text = await (try site(settings)).ask("/schedules").text
        #expect(text.contains("<dt>Overlap</dt>"))
        #expect(text.contains("day and noon overlap, 12:00–14:00 on "))
        #expect(text.contains("noon, which begins later, decides: the type m5.large"))
        #expect(
            text.contains("<dt>Auto Scaling groups</dt><dd><bdi>Mon–Fri 09:00–14:00; Sat–Sun stopped"))
        let plain = await (try site()).ask("/schedules").text
        #expect(!plain.contains("<dt>Overlap</dt>"))
    }

    @Test("filters, sorts and twins are those of every table")
    func table() async throws {
        let site = try site()
        let twin = await site.ask("/schedules.json")
        let document = try Value(json: twin.response.body)
        let rows = try #require(document["rows"]?.array)
        #expect(rows.count > 3)
        #expect(rows.allSatisfy { $0["verdict"]?.string != nil })
        let none = await site.ask("/schedules.json?q=verdict:no-schedule&_sort=name")
        let found = try #require(try Value(json: none.response.body)["rows"]?.array)
        #expect(!found.isEmpty && found.allSatisfy { $0["verdict"] == "no-schedule" })
        #expect((await site.ask("/schedules.csv")).text.hasPrefix("account,region,kind,id,"))
        #expect((await site.ask("/production/all/schedules")).status == 200)
        #expect((await site.ask("/schedules?q=nonsense:1")).text.contains("nonsense"))
        #expect((await site.ask("/schedules/x")).status == 404)
    }

    @Test("addresses read back as they are written")
    func addresses() throws {
        for path in ["/schedules", "/schedules.csv", "/schedules?q=schedule:late", "/production/eu-west-1/schedules"] {
            #expect(try Route(Target(path))?.path == path)
        }
    }
}
