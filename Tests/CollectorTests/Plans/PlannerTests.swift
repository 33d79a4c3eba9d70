import Collector
import FoundationEssentials
import Inventory
import Testing

@Suite("Which cells are due")
struct PlannerTests {
    let start = Date(timeIntervalSince1970: 1_800_000_000)
    let ec2 = CellKey(account: "prod", region: "eu-west-1", kind: "ec2")
    let rds = CellKey(account: "prod", region: "eu-west-1", kind: "rds-instance")

    func planner() -> Planner {
        var planner = Planner()
        planner.add(ec2, every: .seconds(60), due: start)
        planner.add(rds, every: .seconds(300), due: start)
        return planner
    }

    @Test("a cell in flight is not started again")
    func oneInFlight() {
        var planner = planner()
        #expect(planner.start(now: start, limit: 10) == [ec2, rds])
        #expect(planner.start(now: start.addingTimeInterval(9999), limit: 10) == [])
        #expect(planner.inFlight == 2)
        #expect(planner.nextDue == nil)
    }

    @Test("no more are started than the limit allows, none when it is used up")
    func limit() {
        var planner = planner()
        #expect(planner.start(now: start, limit: 1) == [ec2])
        #expect(planner.start(now: start, limit: 0) == [])
        #expect(planner.start(now: start, limit: -3) == [])
        #expect(planner.start(now: start, limit: 1) == [rds])
    }

    @Test(
        "cells that nobody answered take half of the places at most, until they are answered", arguments: [true, false])
    func outage(isAnswered: Bool) {
        var planner = Planner()
        let silent = (0..<20).map { CellKey(account: "prod", region: "eu-west-1", kind: "silent-\($0)") }
        let others = (0..<10).map { CellKey(account: "prod", region: "us-east-1", kind: "other-\($0)") }
        for cell in silent { planner.add(cell, every: .seconds(60), due: start) }
        #expect(planner.start(now: start, limit: 20).count == 20)
        for cell in silent {
            planner.finished(cell, isAnswered ? .failed(.denied) : .failed(.timeout), now: start, jitter: 0)
        }
        let later = start.addingTimeInterval(7200)
        for cell in others { planner.add(cell, every: .seconds(60), due: later) }
        // They are due for longer, and would all come first.
        let first = planner.start(now: later, limit: 8)
        #expect(first.count == 8)
        #expect(first.count { silent.contains($0) } == (isAnswered ? 8 : 4))
        // With four of them under way, the place that comes free is not for a fifth.
        if let done = first.last { planner.finished(done, .succeeded(isEmpty: false), now: later, jitter: 0) }
        guard !isAnswered else { return }
        let second = planner.start(now: later, limit: 1)
        #expect(second.count == 1)
        #expect(second.allSatisfy { others.contains($0) })
        for cell in first where silent.contains(cell) {
            planner.finished(cell, .succeeded(isEmpty: false), now: later, jitter: 0)
        }
        let next = later.addingTimeInterval(120)
        #expect(planner.start(now: next, limit: 100).count { silent.contains($0) } == 20)
    }

    @Test("a cell that waits for a second answer is not hurried, and a removed one is forgotten")
    func heldAndRemoved() {
        var planner = planner()
        _ = planner.start(now: start, limit: 10)
        planner.finished(ec2, .held, now: start, jitter: 0)
        let soon = start.addingTimeInterval(10)
        planner.request(ec2, now: soon)
        #expect(planner.start(now: soon, limit: 10) == [])
        planner.remove(rds)
        #expect(planner.inFlight == 0)
        #expect(planner.finished(rds, .succeeded(isEmpty: false), now: soon, jitter: 0) == nil)
        #expect(planner.start(now: start.addingTimeInterval(9999), limit: 10) == [ec2])
    }

    @Test("a success is due again after its period, spread by a tenth")
    func success() {
        var planner = planner()
        _ = planner.start(now: start, limit: 10)
        #expect(
            planner.finished(ec2, .succeeded(isEmpty: false), now: start, jitter: 0)?.due
                == start.addingTimeInterval(57))
        _ = planner.start(now: start.addingTimeInterval(57), limit: 10)
        #expect(
            planner.finished(ec2, .succeeded(isEmpty: false), now: start, jitter: 1)?.due
                == start.addingTimeInterval(63))
    }

    @Test("failures wait one minute, then twice as long each time, at most an hour, and one success forgets them")
    func backoff() {
        var planner = planner()
        var waits: [Double] = []
        for _ in 0..<8 {
            _ = planner.start(now: .distantFuture, limit: 10)
            let due = planner.finished(rds, .failed(.timeout), now: start, jitter: 0.5)
            waits.append(due?.due.timeIntervalSince(start).rounded() ?? -1)
        }
        #expect(waits == [60, 120, 240, 480, 960, 1920, 3600, 3600])
        planner.finished(rds, .succeeded(isEmpty: false), now: start, jitter: 0.5)
        let due = planner.finished(rds, .failed(.timeout), now: start, jitter: 0.5)
        #expect(due?.due.timeIntervalSince(start).rounded() == 60)
    }

    @Test(
        "what an account may not read is asked again hourly, what it has not enabled daily",
        arguments: [(CellError.Code.denied, 3_600.0), (.regionDisabled, 86_400), (.unsupported, 86_400)])
    func denied(code: CellError.Code, wait: Double) {
        var planner = planner()
        let next = planner.finished(ec2, .failed(code), now: start, jitter: 0.5)
        #expect(next?.due.timeIntervalSince(start).rounded() == wait)
    }

    @Test("a held answer is confirmed after 30 seconds sharp")
    func held() {
        var planner = planner()
        #expect(planner.finished(ec2, .held, now: start, jitter: 1)?.due == start.addingTimeInterval(30))
    }

    @Test("a request makes a cell due and puts it first, but not right after its last start")
    func request() {
        var planner = planner()
        _ = planner.start(now: start, limit: 10)
        planner.finished(ec2, .succeeded(isEmpty: false), now: start, jitter: 0.5)
        planner.finished(rds, .succeeded(isEmpty: false), now: start, jitter: 0.5)
        planner.request(rds, now: start.addingTimeInterval(4))
        #expect(planner.start(now: start.addingTimeInterval(4), limit: 10) == [])
        planner.request(rds, now: start.addingTimeInterval(61))
        #expect(planner.start(now: start.addingTimeInterval(61), limit: 10) == [rds, ec2])
    }

    @Test("a cell added twice keeps its plan; an unknown one is ignored")
    func unknown() {
        var planner = planner()
        _ = planner.start(now: start, limit: 10)
        planner.add(ec2, every: .seconds(1), due: start)
        #expect(planner.inFlight == 2)
        let other = CellKey(account: "x", region: "y", kind: "z")
        planner.request(other, now: start)
        #expect(planner.finished(other, .succeeded(isEmpty: false), now: start, jitter: 0) == nil)
    }
}
