import Collector
import FoundationEssentials
import Inventory
import Testing

@Suite("What people may ask for")
struct RefreshGateTests {
    let start = Date(timeIntervalSince1970: 1_800_000_000)
    let limits = RefreshLimits(
        cellsAtOnce: 5, account: .init(burst: 10, rate: 2), all: .init(burst: 15, rate: 4), throttledSpacing: 15)

    func wish(_ number: Int, _ account: String = "prod", calls: Int = 1, age: Double? = 60) -> RefreshGate.Wish {
        RefreshGate.Wish(
            cell: CellKey(account: account, region: "eu-west-1", kind: "kind-\(number)"), calls: calls,
            fetchedAt: age.map { start - $0 })
    }

    @Test("one refresh has so many cells at most, the oldest of all")
    func cellsAtOnce() {
        var gate = RefreshGate(limits)
        let verdict = gate.admit((0..<8).map { wish($0, age: $0 == 7 ? nil : Double($0)) }, now: start)
        #expect(verdict.admitted.map(\.kind) == ["kind-7", "kind-6", "kind-5", "kind-4", "kind-3"])
        #expect(verdict.refused == 3)
        #expect(verdict.retryAfter == nil)
    }

    @Test("an account's calls run out, come back with time, and leave other accounts alone")
    func account() {
        var gate = RefreshGate(limits)
        let first = gate.admit([wish(1, calls: 6, age: 90), wish(2, calls: 6)], now: start)
        #expect(first.admitted.map(\.kind) == ["kind-1"])
        #expect(first.refused == 1)
        // Two calls are missing, two come back each second.
        #expect(first.retryAfter == 1)
        #expect(gate.admit([wish(2, calls: 6)], now: start + 0.5).admitted.isEmpty)
        #expect(gate.admit([wish(3, "dev", calls: 6)], now: start + 0.5).admitted.count == 1)
        #expect(gate.admit([wish(2, calls: 6)], now: start + 1.5).admitted.count == 1)
    }

    @Test("all accounts together have an allowance, too")
    func together() {
        var gate = RefreshGate(limits)
        let verdict = gate.admit([wish(1, "a", calls: 9), wish(2, "b", calls: 9)], now: start)
        #expect(verdict.admitted.count == 1)
        #expect(verdict.retryAfter == 1)
    }

    @Test("a cell that costs more than there ever is can be read when everything has come back")
    func dear() {
        var gate = RefreshGate(limits)
        #expect(gate.admit([wish(1, calls: 5000)], now: start).admitted.count == 1)
        #expect(gate.admit([wish(1, calls: 5000)], now: start + 4).retryAfter == 1)
        #expect(gate.admit([wish(1, calls: 5000)], now: start + 5).admitted.count == 1)
    }

    @Test("whoever presses for an hour gets the first burst and the rate, and nothing beyond")
    func hour() {
        var gate = RefreshGate(limits)
        var calls = 0
        for second in 0..<3600 {
            for _ in 0..<10 {
                let verdict = gate.admit((0..<5).map { wish($0, calls: 2) }, now: start + Double(second))
                calls += 2 * verdict.admitted.count
            }
        }
        #expect(calls <= 10 + 2 * 3600)
        #expect(calls > 2 * 3500)
    }

    @Test("a clock that goes back gives nothing")
    func back() {
        var gate = RefreshGate(limits)
        _ = gate.admit([wish(1, calls: 10)], now: start)
        #expect(gate.admit([wish(1, calls: 10)], now: start - 1000).admitted.isEmpty)
    }
}
