import Collector
import FoundationEssentials
import Inventory
import Testing

@Suite("Cells that stay empty")
struct EmptyCellTests {
    let start = Date(timeIntervalSince1970: 1_800_000_000)
    let ec2 = CellKey(account: "prod", region: "eu-west-1", kind: "ec2")
    let weekly = CellKey(account: "prod", region: "eu-west-1", kind: "weekly")
    let elsewhere = CellKey(account: "prod", region: "us-east-1", kind: "ec2")

    /// Lets `cell` be read and found empty `times` times, and answers its waits.
    private func empty(_ planner: inout Planner, _ cell: CellKey, _ times: Int, at now: inout Date) -> [Double] {
        (0..<times).map { _ in
            let next = planner.finished(cell, .succeeded(isEmpty: true), now: now, jitter: 0.5)
            let wait = next?.due.timeIntervalSince(now).rounded() ?? -1
            #expect(next?.every.inSeconds == wait, "what is shown is what is done")
            now = next?.due ?? now
            _ = planner.start(now: now, limit: 100)
            return wait
        }
    }

    private func planner() -> Planner {
        var planner = Planner()
        planner.add(ec2, every: .seconds(60), due: start)
        planner.add(weekly, every: .seconds(604_800), due: start)
        planner.add(elsewhere, every: .seconds(60), due: start)
        return planner
    }

    @Test("are read half as often each time, once a day at last, and never more often than their kind says")
    func backoff() {
        var planner = planner()
        var now = start
        #expect(
            empty(&planner, ec2, 13, at: &now) == [
                60, 120, 240, 480, 960, 1_920, 3_840, 7_680, 15_360, 30_720, 61_440, 86_400, 86_400,
            ])
        #expect(empty(&planner, weekly, 3, at: &now) == [604_800, 604_800, 604_800])
    }

    @Test("are read as often as before once they have rows")
    func rows() {
        var planner = planner()
        var now = start
        _ = empty(&planner, ec2, 6, at: &now)
        #expect(planner.finished(ec2, .succeeded(isEmpty: false), now: now, jitter: 0.5)?.every == .seconds(60))
        #expect(planner.finished(ec2, .succeeded(isEmpty: true), now: now, jitter: 0.5)?.every == .seconds(60))
    }

    @Test("keep their pace when a read between fails")
    func failure() {
        var planner = planner()
        var now = start
        _ = empty(&planner, ec2, 4, at: &now)
        _ = planner.finished(ec2, .failed(.timeout), now: now, jitter: 0.5)
        #expect(planner.finished(ec2, .succeeded(isEmpty: true), now: now, jitter: 0.5)?.every == .seconds(960))
    }

    @Test(
        "are due at once when somebody asks, and within their period when somebody looks or something appears beside them"
    )
    func reset() {
        for way in ["request", "look", "revive"] {
            var planner = planner()
            var now = start
            _ = empty(&planner, ec2, 7, at: &now)
            _ = planner.finished(ec2, .succeeded(isEmpty: true), now: now, jitter: 0.5)
            let soon = now.addingTimeInterval(20)
            let sooner: [(cell: CellKey, next: Planner.Schedule)]
            switch way {
            case "request":
                planner.request(ec2, now: soon)
                sooner = []
                #expect(planner.start(now: soon, limit: 9).contains(ec2))
                continue
            case "look": sooner = planner.look(at: [ec2, elsewhere], now: soon)
            default: sooner = planner.revive("prod", region: "eu-west-1", now: soon)
            }
            #expect(sooner.map(\.cell) == [ec2], "\(way)")
            #expect(sooner.first?.next == Planner.Schedule(due: now.addingTimeInterval(60), every: .seconds(60)))
            #expect(!planner.start(now: soon, limit: 9).contains(ec2))
            #expect(planner.start(now: now.addingTimeInterval(60), limit: 9).contains(ec2))
        }
    }
}
