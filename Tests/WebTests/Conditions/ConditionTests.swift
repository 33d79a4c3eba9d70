import FoundationEssentials
import HTTPServer
import Inventory
import Testing

@testable import Web

@Suite("What pages say of their cells")
struct ConditionTests {
    private let web = SampleSnapshot.key("production", "eu-west-1", "ec2")
    private let site = [("Sec-Fetch-Site", "same-origin")]

    private func text(_ target: String, _ snapshot: Snapshot = SampleSnapshot.full) async throws -> String {
        PageReader(try await TestSite(snapshot).ask(target).text).text
    }

    @Test("a table says from how many cells its rows are, and counts rows from before apart")
    func coverage() async throws {
        #expect(try await text("/production/eu-west-1/ec2").contains(" 13 rows from 1 cell "))
        #expect(try await text("/qa_team/all/ec2").contains(" 1 row from 1 of 2 cells "))
        let denied = try await text("/production,qa_team/eu-west-1/rds-instance")
        #expect(denied.contains(" 2 rows: 1 from 1 of 2 cells, 1 kept from before "))
        #expect(
            try await text("/production/eu-west-1/ec2?q=web-3").contains(" 1 row from 1 cell; 13 before the filter "))
        #expect(try await text("/production/eu-west-1/ec2?_size=3").contains(" 3 of 13 rows from 1 cell "))
    }

    /// The last answer had only the first two of 13 rows.
    private var held: Snapshot {
        SampleSnapshot.changed { cells in
            cells.update(web) { cell in
                cell.status = .held
                cell.unconfirmed = Cell.Unconfirmed(ids: Set(cell.rows.prefix(2).map(\.id)), hasTags: true)
                cell.nextTry = SampleSnapshot.now + 20
                cell.error = CellError(
                    code: .paused, message: "AWS listed 2 where there were 13", since: SampleSnapshot.now,
                    nextTry: SampleSnapshot.now + 20)
            }
        }
    }

    @Test("rows that AWS's last answer did not have are marked unconfirmed: in the table, on their page, as data")
    func unconfirmed() async throws {
        let site = try TestSite(held)
        let table = PageReader(await site.ask("/production/eu-west-1/ec2").text).text
        #expect(
            table.contains(
                "11 rows unconfirmed. AWS's last answer does not have what was there before; it is asked again in 20 s")
        )
        #expect(table.contains("11 of 13 rows are missing from the last answer"))
        #expect(table.split(separator: "unconfirmed, as of 11:04 UTC").count == 12)
        #expect(table.contains("13 rows: 0 from 0 of 1 cell, 13 kept from before"))
        let twin = await site.ask("/production/eu-west-1/ec2.json").text
        #expect(twin.split(separator: "\"unconfirmed\":true").count == 12)
        #expect(twin.contains("\"unconfirmed\":11"))
        #expect(twin.contains("\"complete\":false"))
        let rows = held.cells[web]?.rows ?? []
        for (row, isUnconfirmed) in [(rows[0], false), (rows[12], true)] {
            let route = Route.resource(row.key, .html)
            let detail = PageReader(await site.ask(route.path).text).text
            #expect(
                detail.contains("Unconfirmed: AWS's last answer does not have it any more; AWS is asked again in 20 s")
                    == isUnconfirmed)
            let data = await site.ask(Route.resource(row.key, .json).path).text
            #expect(data.contains("\"unconfirmed\": true") == isUnconfirmed)
        }
        #expect(!(await site.ask("/production/us-east-1/ec2.json").text.contains("unconfirmed")))
    }

    @Test("a cell that could be read in part is said to be partly read")
    func partial() async throws {
        let snapshot = SampleSnapshot.changed { $0[web]?.error = SampleSnapshot.denied }
        #expect(try await text("/production/eu-west-1/ec2", snapshot).contains("partly read production eu-west-1"))
    }

    @Test("a page explains twenty failing cells and leads to the others")
    func many() async throws {
        let snapshot = SampleSnapshot.changed { cells in
            for number in 0..<57 {
                let key = SampleSnapshot.key("production", "eu-west-1", "ec2-\(number)")
                cells[key] = Cell(key: key, status: .denied, error: SampleSnapshot.denied)
            }
        }
        let page = PageReader(try await TestSite(snapshot).ask("/production/eu-west-1").text)
        #expect(page.text.contains("57 of "))
        #expect(page.text.split(separator: "denied production eu-west-1 ec2-").count == 21)
        #expect(page.text.contains("and 37 more, in the matrix"))
    }

    @Test("a refresh leads back and says what became of it, as far as it is")
    func refreshed() async throws {
        let site = try TestSite()
        let back = await site.ask("/-/refresh?of=/production/all/ec2", method: .post, headers: self.site)
        #expect(back.status == 303)
        let place = try #require(back["Location"])
        #expect(place == "/production/all/ec2?_refreshed=1")
        let page = PageReader(await site.ask(place).text)
        #expect(page.text.contains("Read again, just now. 2 cells asked for again: 2 under way."))
        #expect(page.tags.contains { $0.attributes["id"] == "refreshed" && $0.attributes["data-busy"] == "1" })
        #expect(!page.targets.contains { $0.contains("_refreshed") })
        #expect(!(await site.ask("/production/all/ec2?_refreshed=zzz").text.contains("Read again,")))
    }

    @Test("what was read, what failed and what was refused since is counted")
    func progress() {
        let keys = [
            web, SampleSnapshot.key("production", "us-east-1", "ec2"),
            SampleSnapshot.key("qa_team", "eu-west-1", "ec2"),
        ]
        let note = RefreshNote(
            RefreshReport(asked: keys, underWay: 1, recent: 2, waiting: 3, refused: 4, retryAfter: 90),
            in: SampleSnapshot.full, at: SampleSnapshot.now)
        let later = SampleSnapshot.changed { cells in
            cells[keys[0]]?.fetchedAt = SampleSnapshot.now
            cells[keys[1]]?.status = .denied
            cells[keys[1]]?.error = SampleSnapshot.denied
        }
        #expect(note.progress(in: later) == RefreshNote.Progress(read: 1, failed: 1, underWay: 1, rows: 15))
        let words = note.words(in: later, now: SampleSnapshot.now + 30)
        #expect(
            words.hasPrefix(
                "3 cells asked for again: 1 read, 1 failed, 1 under way. 1 cell being read already. 2 cells read a moment ago. 3 cells not asked: AWS limits them"
            ))
        #expect(words.contains("4 cells not asked: a refresh is bounded"))
        #expect(words.hasSuffix("Some of them can be asked for in 1 min."))
        let done = SampleSnapshot.changed { cells in
            for key in keys { cells[key]?.fetchedAt = SampleSnapshot.now }
        }
        #expect(note.words(in: done, now: SampleSnapshot.now).contains("3 read. 15 rows before, 15 now."))
    }

    @Test("only so many refreshes are remembered")
    func notes() {
        let notes = RefreshNotes()
        let note = RefreshNote(RefreshReport(), in: SampleSnapshot.full, at: SampleSnapshot.now)
        let names = (0...RefreshNotes.limit).map { _ in notes.add(note) }
        #expect(notes[names[0]] == nil)
        #expect(names.dropFirst().allSatisfy { notes[$0] != nil })
        #expect(notes["../"] == nil && notes[""] == nil && notes["99999999999999999999"] == nil)
    }

    @Test("programs get the report, and 429 with the time to wait where the limits let nothing through")
    func json() async throws {
        let headers = site + [("Accept", "application/json")]
        let target = "/-/refresh?of=/production/all/ec2"
        let asked = await (try TestSite()).ask(target, method: .post, headers: headers)
        #expect(asked.status == 202)
        #expect(asked.text == #"{"asked":2,"under_way":0,"recent":0,"waiting":0,"refused":0,"retry_after":null}"#)
        let recent = await (try TestSite(report: RefreshReport(recent: 2))).ask(target, method: .post, headers: headers)
        #expect(recent.status == 200)
        let refused = await (try TestSite(report: RefreshReport(refused: 2, retryAfter: 30))).ask(
            target, method: .post, headers: headers)
        #expect(refused.status == 429)
        #expect(refused["Retry-After"] == "30")
        #expect(refused.text.contains(#""refused":2,"retry_after":30"#))
    }
}
