import Collector
import FoundationEssentials
import Inventory
import Testing

@Suite("Who goes first")
struct FairnessTests {
    let start = Date(timeIntervalSince1970: 1_800_000_000)

    private func cells(_ account: String, _ count: Int) -> [CellKey] {
        (0..<count).map { CellKey(account: account, region: "r\($0 % 7)", kind: "k\($0)") }
    }

    private func planner(perAccount: Int = .max, _ accounts: [String: Int]) -> Planner {
        var planner = Planner(perAccount: perAccount)
        for (account, count) in accounts.sorted(by: { $0.key < $1.key }) {
            for cell in cells(account, count) { planner.add(cell, every: .seconds(300), due: start) }
        }
        return planner
    }

    @Test("an account takes no more than its places, and the others go on")
    func places() {
        var planner = planner(perAccount: 4, ["a": 50, "b": 3, "c": 50])
        let started = planner.start(now: start, limit: 64)
        #expect(Dictionary(grouping: started, by: \.account).mapValues(\.count) == ["a": 4, "b": 3, "c": 4])
        // Nothing of a comes back: b and c are read to the end all the same.
        var done = 0
        var rest = started.filter { $0.account != "a" }
        while let cell = rest.popLast() {
            planner.finished(cell, .succeeded(isEmpty: false), now: start, jitter: 0.5)
            done += 1
            let next = planner.start(now: start, limit: 64 - planner.inFlight)
            #expect(next.allSatisfy { $0.account == "c" })
            rest += next
        }
        #expect(done == 53)
        #expect(planner.inFlight == 4)
    }

    @Test("one region out of reach does not hold up the others of its account")
    func oneRegion() {
        var planner = planner(perAccount: 16, ["a": 200, "b": 1])
        for round in 0..<20 {
            let started = planner.start(now: start, limit: 64).filter { $0.account == "a" }
            #expect(started.count == 16 || round > 10)
            for cell in started {
                planner.finished(
                    cell, cell.region == "r3" ? .failed(.timeout) : .succeeded(isEmpty: false), now: start,
                    jitter: 0.5)
            }
        }
    }

    @Test("bad credentials: the account waits, one cell tries after a minute, two, four; one success starts the others")
    func credentials() {
        var planner = planner(perAccount: 8, ["a": 30, "b": 2])
        let first = planner.start(now: start, limit: 64)
        for cell in first where cell.account == "a" {
            planner.finished(cell, .failed(.credentialsExpired), now: start, jitter: 0.5)
        }
        var now = start
        for wait in [60.0, 120, 240, 480, 960, 1_920, 3_600, 3_600] {
            #expect(planner.pause(of: "a") == now.addingTimeInterval(wait))
            #expect(planner.start(now: now.addingTimeInterval(wait - 1), limit: 64).filter { $0.account == "a" } == [])
            now = now.addingTimeInterval(wait)
            let probe = planner.start(now: now, limit: 64).filter { $0.account == "a" }
            #expect(probe.count == 1)
            for cell in probe { planner.finished(cell, .failed(.credentialsExpired), now: now, jitter: 0.5) }
        }
        planner.resume("a")
        #expect(planner.pause(of: "a") == nil)
        #expect(planner.start(now: now, limit: 64).filter { $0.account == "a" }.count == 8)
        #expect(planner.pause(of: "b") == nil)
    }

    @Test("one cell that finds the credentials bad stops nobody")
    func oneBadCell() {
        var planner = planner(perAccount: 8, ["a": 30])
        let first = planner.start(now: start, limit: 64)
        planner.finished(first[0], .failed(.credentialsInvalid), now: start, jitter: 0.5)
        planner.finished(first[1], .failed(.credentialsInvalid), now: start, jitter: 0.5)
        planner.finished(first[2], .succeeded(isEmpty: true), now: start, jitter: 0.5)
        planner.finished(first[3], .failed(.credentialsInvalid), now: start, jitter: 0.5)
        #expect(planner.pause(of: "a") == nil)
        #expect(planner.start(now: start, limit: 64).count == 4)
    }

    @Test("what was asked for goes first, then what is looked at, then what is due longest")
    func order() {
        var planner = Planner()
        let all = cells("a", 6)
        for (number, cell) in all.enumerated() {
            planner.add(cell, every: .seconds(300), due: start.addingTimeInterval(Double(number)))
        }
        let now = start.addingTimeInterval(100)
        _ = planner.look(at: [all[4]], now: now)
        planner.request(all[5], now: now)
        #expect(planner.start(now: now, limit: 3) == [all[5], all[4], all[0]])
        // Interest ends.
        for cell in [all[5], all[4], all[0]] { planner.remove(cell) }
        #expect(planner.start(now: now.addingTimeInterval(2_000), limit: 9) == [all[1], all[2], all[3]])
    }

    /// Against the plainest planner there can be: a list that is searched.
    @Test("a thousand random steps go as in a plan that looks at every cell", arguments: 1...5)
    func oracle(seed: UInt64) {
        var chance = SplitMix(state: seed)
        var planner = Planner()
        var due: [CellKey: Date] = [:]
        var flying: Set<CellKey> = []
        let all = cells("a", 20) + cells("b", 20)
        var now = start
        for _ in 0..<1_000 {
            now.addTimeInterval(Double(chance.next() % 40))
            let cell = all[Int(chance.next() % UInt64(all.count))]
            switch chance.next() % 5 {
            case 0:
                if due[cell] == nil { due[cell] = now }
                planner.add(cell, every: .seconds(300), due: now)
            case 1 where chance.next() % 4 == 0:
                planner.remove(cell)
                due[cell] = nil
                flying.remove(cell)
            case 2:
                if let done = flying.sorted(by: { $0.kind + $0.account < $1.kind + $1.account }).first {
                    due[done] = planner.finished(done, .succeeded(isEmpty: false), now: now, jitter: 0.5)?.due
                    flying.remove(done)
                }
            default:
                let ready = due.filter { $0.value <= now && !flying.contains($0.key) }
                let limit = Int(chance.next() % 4)
                let started = planner.start(now: now, limit: limit)
                #expect(started.count == min(limit, ready.count))
                #expect(started.allSatisfy { ready[$0] != nil })
                let latest = started.compactMap { ready[$0] }.max()
                let left = ready.filter { !started.contains($0.key) }.map(\.value).min()
                if let latest, let left { #expect(latest <= left) }
                flying.formUnion(started)
            }
            #expect(planner.inFlight == flying.count)
        }
    }
}

/// Steele, Lea and Flood's SplitMix64.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
