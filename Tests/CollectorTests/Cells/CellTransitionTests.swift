import Collector
import Document
import FoundationEssentials
import Inventory
import Testing

@Suite("What a fetch makes of a cell")
struct CellTransitionTests {
    let key = CellKey(account: "prod", region: "eu-west-1", kind: "sqs")
    let now = Date(timeIntervalSince1970: 1_800_000_000)

    func rows(_ ids: some Sequence<Int>) -> [Resource] {
        ids.map { number in
            let id = String(number + 1000)
            return Resource(
                key: ResourceKey(account: key.account, region: key.region, kind: key.kind, id: id), name: id,
                raw: RawDocument(["Name": .string(id)]))
        }
    }

    func cell(_ ids: some Sequence<Int>) -> Cell {
        Cell(key: key).accepting(FetchedRows(rows: rows(ids), requests: 1), at: now, took: .seconds(1))
    }

    @Test("a failure keeps every row and says since when, also when it repeats")
    func failure() {
        let denied = CellError(code: .denied, message: "no", action: "sqs:ListQueues", since: now)
        let first = cell(0..<5).failing(denied, requests: 1, at: now, nextTry: now.addingTimeInterval(60))
        #expect(first.status == .denied)
        #expect(first.rows.count == 5)
        #expect(first.fetchedAt == now)
        #expect(first.error?.nextTry == now.addingTimeInterval(60))
        let later = now.addingTimeInterval(600)
        let second = first.failing(denied, requests: 1, at: later, nextTry: nil)
        #expect(second.error?.since == now)
        let timeout = CellError(code: .timeout, message: "slow", since: later)
        let third = second.failing(timeout, requests: 1, at: later, nextTry: nil)
        #expect(third.error?.since == later)
        #expect(third.status == .error)
        #expect(!third.isComplete)
    }

    @Test(
        "losing more than half of 20 or more rows is suspicious",
        arguments: [(20, 9, true), (20, 10, false), (19, 0, false), (100, 0, true), (20, 20, false)])
    func suspicion(before: Int, after: Int, isSuspicious: Bool) {
        let fetched = FetchedRows(rows: rows(0..<after), requests: 1)
        #expect(cell(0..<before).isSuspicious(fetched) == isSuspicious)
    }

    @Test("as many other rows as before are suspicious too: the old ones are gone")
    func replaced() {
        #expect(cell(0..<20).isSuspicious(FetchedRows(rows: rows(100..<120), requests: 1)))
    }

    @Test("a held cell keeps its rows and believes the second answer")
    func held() {
        let empty = FetchedRows(rows: [], requests: 1)
        let held = cell(0..<30).holding(empty, at: now, nextTry: now)
        #expect(held.status == .held)
        #expect(held.rows.count == 30)
        #expect(!held.isComplete)
        #expect(!held.isSuspicious(empty))
        let accepted = held.accepting(empty, at: now, took: .zero)
        #expect(accepted.rows.isEmpty)
        #expect(accepted.isComplete)
    }

    func tagged(_ ids: some Sequence<Int>) -> [Resource] {
        rows(ids).map { row in
            var row = row
            row.tags = [Tag(key: "Stage", value: "live")]
            return row
        }
    }

    @Test(
        "an answer without any of the tags that 20 or more rows had is suspicious, and believed the second time",
        arguments: [(19, false), (20, true), (60, true)])
    func tagsGone(count: Int, isSuspicious: Bool) {
        let bare = FetchedRows(rows: rows(0..<count), requests: 1)
        let before = Cell(key: key).accepting(
            FetchedRows(rows: tagged(0..<count), requests: 1), at: now, took: .seconds(1))
        #expect(before.isSuspicious(bare) == isSuspicious)
        let held = before.holding(bare, at: now, nextTry: now)
        #expect(held.rows.allSatisfy { !$0.tags.isEmpty })
        #expect(
            held.error?.message == "AWS listed none of the tags that \(count) had; it is asked again before they go")
        #expect(!held.isSuspicious(bare))
        // One row with a tag is an answer that knows of tags.
        let one = FetchedRows(rows: tagged(0..<1) + rows(1..<count), requests: 1)
        #expect(!before.isSuspicious(one))
    }

    @Test("tags and then rows that go are two losses: the second has to be confirmed, too")
    func tagsThenRows() {
        let before = Cell(key: key).accepting(FetchedRows(rows: tagged(0..<30), requests: 1), at: now, took: .zero)
        let held = before.holding(FetchedRows(rows: rows(0..<30), requests: 1), at: now, nextTry: now)
        #expect(held.isSuspicious(FetchedRows(rows: tagged(0..<3), requests: 1)))
        let short = before.holding(FetchedRows(rows: tagged(0..<3), requests: 1), at: now, nextTry: now)
        #expect(short.isSuspicious(FetchedRows(rows: rows(0..<30), requests: 1)))
    }

    @Test("a second answer that differs from the first is no confirmation; it has to be confirmed itself")
    func heldAgain() {
        let first = FetchedRows(rows: rows(0..<10), requests: 1)
        let held = cell(0..<30).holding(first, at: now, nextTry: now)
        #expect(!held.isSuspicious(FetchedRows(rows: rows(2..<12), requests: 1)))
        let empty = FetchedRows(rows: [], requests: 1)
        #expect(held.isSuspicious(empty))
        #expect(!held.holding(empty, at: now, nextTry: now).isSuspicious(empty))
    }

    @Test("fresh rows are stale after twice their period, and only fresh ones")
    func age() {
        let fresh = cell(0..<2)
        #expect(fresh.aged(at: now.addingTimeInterval(120), every: .seconds(60)).status == .fresh)
        #expect(fresh.aged(at: now.addingTimeInterval(121), every: .seconds(60)).status == .stale)
        let error = CellError(code: .timeout, message: "slow", since: now)
        let failed = fresh.failing(error, requests: 1, at: now, nextTry: nil)
        #expect(failed.aged(at: .distantFuture, every: .seconds(60)).status == .error)
    }

    @Test("every error code has a state that is not fresh", arguments: CellError.Code.allCases)
    func states(code: CellError.Code) {
        #expect(![.fresh, .stale, .refreshing, .never].contains(code.status))
    }
}
