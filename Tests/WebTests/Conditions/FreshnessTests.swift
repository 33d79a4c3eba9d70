import FoundationEssentials
import Inventory
import Testing

@testable import Web

@Suite("How old data is said to be")
struct FreshnessTests {
    let now = SampleSnapshot.now

    private func cell(
        _ age: Double?, _ status: CellStatus = .fresh, every: Duration? = .seconds(60), kind: String = "ec2"
    ) -> Cell {
        var cell = Cell(
            key: SampleSnapshot.key("production", "eu-west-1", kind), status: status, fetchedAt: age.map { now - $0 })
        cell.asksEvery = every
        return cell
    }

    private func freshness(_ cells: [Cell]) -> Freshness { Freshness(of: cells, kinds: SampleKinds.all, now: now) }

    @Test(
        "twice the time between two reads is late, six times is far too old",
        arguments: [
            (60.0, "Fresh 1 min ago (1/1 cell)", StateTone.good), (120, "Fresh 2 min ago (1/1 cell)", .good),
            (121, "Late: 1/1 cell fresh, oldest read 2 min ago", .pending),
            (360, "Late: 1/1 cell fresh, oldest read 6 min ago", .pending),
            (361, "Far too old: 1/1 cell fresh, oldest read 6 min ago", .bad),
        ])
    func ages(age: Double, text: String, tone: StateTone) {
        let freshness = freshness([cell(age)])
        #expect(freshness.text == text)
        #expect(freshness.tone == tone)
    }

    @Test("a cell that is asked for less often is late later, and one without a plan goes by its kind")
    func every() {
        #expect(freshness([cell(3600, every: .seconds(1920))]).tone == .good)
        #expect(freshness([cell(115, every: nil)]).tone == .good)
        #expect(freshness([cell(3600, every: nil)]).tone == .bad)
    }

    @Test("the tone is the worst cell's, and its word is never missing")
    func worst() {
        let good = cell(10)
        for (cells, word, tone) in [
            ([good, cell(90, .denied)], "Failing: 1/2 cells fresh, oldest read 1 min ago", StateTone.bad),
            ([good, cell(nil, .error)], "Failing: 1/2 cells fresh, oldest read 10 s ago", .bad),
            ([good, cell(60, .throttled)], "Not whole: 1/2 cells fresh, oldest read 1 min ago", .pending),
            ([good, cell(60, .held)], "Not whole: 1/2 cells fresh, oldest read 1 min ago", .pending),
            ([good, cell(nil, .never)], "Not whole: 1/2 cells fresh, oldest read 10 s ago", .pending),
            ([cell(nil, .never)], "Not read yet", .idle), ([cell(nil, .denied)], "Not read: 0/1 cell fresh", .bad),
            ([], "Nothing to read", .good),
        ] {
            #expect(freshness(cells).text == word)
            #expect(freshness(cells).tone == tone)
        }
    }
}
