import Document
import Inventory
import Testing

@testable import Schedules

@Suite struct ScheduleLensTests {
    private let lens = ScheduleLens(World.settings())

    private func snapshot() throws -> Snapshot {
        let rows = [
            World.row("ec2", "i-ok", tags: ["Schedule": "office"]),
            World.row("ec2", "i-late", tags: ["Schedule": "off"]),
            World.row("ec2", "i-unknown", tags: ["Schedule": "ofice"]), World.row("ec2", "i-none"),
            World.row("ec2", "i-custodian", tags: ["maid_offhours": "tz=utc"]),
            World.row("rds-cluster", "c-late", state: "stopped", tags: ["Schedule": "on"]),
        ]
        let plain = try World.snapshot(rows)
        return Snapshot(
            generation: 1, kinds: lens.extending(plain.kinds), accounts: plain.accounts, cells: plain.cells)
    }

    private func ids(_ word: String, _ filter: String, sort: String? = nil) throws -> [String] {
        let snapshot = try snapshot()
        let over = word == ScheduleLens.word ? lens.view(of: snapshot) : snapshot
        let request = TableRequest(accounts: .all, regions: .all, word: word, filter: filter, sort: sort)
        let table = try Table(request, over: over, now: World.now)
        #expect(table.filterProblems.isEmpty)
        return table.rows.map(\.resource.id)
    }

    @Test func nothingThatCarriesATagIsMissing() throws {
        #expect(
            Set(try ids("schedules", "")) == ["i-ok", "i-late", "i-unknown", "i-none", "i-custodian", "c-late"])
    }

    @Test func lateIsFoundInEveryTable() throws {
        #expect(try ids("schedules", "schedule:late") == ["i-late", "c-late"])
        #expect(try ids("schedules", "verdict:late") == ["i-late", "c-late"])
        #expect(try ids("ec2", "schedule:late") == ["i-late"])
        #expect(try ids("rds-cluster", "schedule:late") == ["c-late"])
        #expect(try ids("ec2", "schedule:unknown-schedule") == ["i-unknown"])
        #expect(try ids("ec2", "-schedule:no-schedule schedule:office") == ["i-ok"])
        #expect(try ids("schedules", "desired:running") == ["i-custodian", "i-ok", "c-late"])
        #expect(try ids("schedules", "hours_per_week:<100") == ["i-custodian", "i-late", "i-ok"])
    }

    @Test func wordsAreLookedForInWhatTheLensShows() throws {
        #expect(try ids("ec2", "should-be-stop") == ["i-late"])
        #expect(try ids("ec2", "LATE") == ["i-late"])
        #expect(try ids("ec2", "unknown-*") == ["i-unknown"])
        #expect(try ids("ec2", "-no-schedule -should") == ["i-custodian", "i-ok", "i-unknown"])
        #expect(try ids("ec2", "late should-be-stopped i-") == ["i-late"])
        #expect(try ids("rds-cluster", "should-be-running") == ["c-late"])
        #expect(try ids("ec2", "should-be-running").isEmpty)
        #expect(try ids("schedules", "should-be") == ["i-late", "c-late"])
        // A column of open texts: the period that keeps it running, and the instant of the next change.
        let whole = try Table(
            TableRequest(accounts: .all, regions: .all, word: "schedules", filter: "schedule:office"),
            over: lens.view(of: try snapshot()), now: World.now)
        let row = try #require(whole.document(word: "schedules", generation: 1)["rows"]?[0])
        for name in ["next_change", "desired"] {
            let text = try #require(row[name]?.string)
            #expect(try ids("schedules", text).contains("i-ok"), "\(name) \(text)")
        }
        // What is not shown is not looked into.
        let hidden = TableRequest(
            accounts: .all, regions: .all, word: "ec2", filter: "should-be-stopped", hidden: ["schedule"])
        #expect(try Table(hidden, over: try snapshot(), now: World.now).rows.isEmpty)
    }

    @Test func tablesAreSortedByWhatTheLensSays() throws {
        let sorted = try ids("schedules", "schedule:late,ok", sort: "verdict")
        #expect(sorted == ["i-custodian", "i-ok", "c-late", "i-late"])
        #expect(try ids("ec2", "", sort: "schedule").first == "i-none")
    }

    @Test func twinsHaveEveryFieldOfTheLens() throws {
        let request = TableRequest(accounts: .all, regions: .all, word: "schedules", filter: "schedule:office")
        let table = try Table(request, over: lens.view(of: try snapshot()), now: World.now)
        let row = try #require(table.document(word: "schedules", generation: 1)["rows"]?[0])
        #expect(row["kind"] == "ec2")
        #expect(row["verdict"] == "ok")
        #expect(row["schedule"] == "office")
        #expect(row["desired"] == "running")
        #expect(row["active_period"] == "day")
        #expect(row["next_change"] == "2026-03-30T16:00:00Z")
        #expect(row["next_state"] == "stopped")
        #expect(row["hours_per_week"] == 40)
        let head = String(decoding: table.csv(), as: UTF8.self).split(separator: "\r\n").first
        #expect(head?.contains("verdict") == true && head?.contains("next_change") == true)
        let ec2 = try Table(
            TableRequest(accounts: .all, regions: .all, word: "ec2", filter: "schedule:late"), over: try snapshot(),
            now: World.now)
        #expect(ec2.document(word: "ec2", generation: 1)["rows"]?[0]?["schedule"] == "should-be-stopped")
        #expect(ec2.columns.contains { $0.name == "schedule" })
    }

    @Test func withoutASectionTheColumnIsThereWhenItIsAskedFor() throws {
        let plain = ScheduleLens()
        let kinds = plain.extending(try World.kinds())
        let kind = try #require(kinds.kind("ec2"))
        #expect(kind.lens("schedule") != nil)
        #expect(!kind.shown.contains(.column("schedule")))
    }

    @Test func talliesCountVerdictsAndMembers() throws {
        let tally = lens.tally(over: try snapshot(), at: World.now)
        #expect(tally.verdicts[.ok] == 2)
        #expect(tally.verdicts[.noSchedule] == 1)
        #expect(tally.members["off"]?.late == 1)
    }
}
