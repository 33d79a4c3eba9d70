import FoundationEssentials
import Inventory
import Testing

@Suite("What changed since start")
struct RecentChangesTests {
    let now = Samples.now
    let cell = CellKey(account: "prod", region: "eu-west-1", kind: "rds-instance")

    private func rows(_ states: [(Int, String?)]) -> [Resource] {
        states.map { Samples.row("rds-instance", "row-\($0.0 + 100_000)", state: $0.1) }
    }

    @Test("rows that come, go and change their state are told apart, each once")
    func events() {
        var changes = RecentChanges(since: now)
        changes.note(
            cell, from: rows([(1, "ok"), (2, "ok"), (3, nil), (5, "x")]),
            to: rows([(0, "ok"), (2, "alarm"), (3, nil), (5, "x"), (9, nil)]), at: now)
        let counts = changes.counts { _ in true }
        #expect([counts.added, counts.gone, counts.states] == [2, 1, 1])
        #expect(
            changes.newest.map { "\($0.event.word) \($0.key.id.suffix(1))" } == [
                "added 0", "gone 1", "state 2", "added 9",
            ])
        #expect(changes.newest[2].event == .state(from: "ok", to: "alarm"))
        #expect(changes.counts { $0.account == "dev" }.total == 0)
        changes.forget(cell)
        #expect(changes.counts { _ in true }.total == 0)
    }

    @Test("the same rows, and none at all, are no change", arguments: [0, 1, 40])
    func nothing(count: Int) {
        var changes = RecentChanges()
        let same = rows((0..<count).map { ($0, "ok") })
        changes.note(cell, from: same, to: same, at: now)
        #expect(changes.newest.isEmpty)
        #expect(changes.counts { _ in true } == RecentChanges.Counts())
    }

    @Test("counts are exact, what is kept is bounded: in number, for one reading, and in its texts")
    func bounds() {
        var changes = RecentChanges(since: now)
        let long = String(repeating: "ä", count: 4_000)
        for round in 0..<40 {
            let many = (0..<1_000).map { Samples.row("rds-instance", "row-\($0 + 100_000)", name: long, state: "ok") }
            changes.note(cell, from: [], to: many, at: now + Double(round))
        }
        #expect(changes.counts { _ in true }.added == 40_000)
        #expect(changes.newest.count == RecentChanges.limit)
        #expect(changes.newest.count { $0.at == now + 39 } == RecentChanges.limitPerReading)
        #expect(changes.newest.allSatisfy { $0.name.utf8.count <= RecentChanges.longestText })
        #expect(changes.newest.first?.at == now + 30)
    }

    @Test("against a comparison of sets, over random readings")
    func random() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            func random() -> [Resource] {
                let ids = (0..<12).filter { _ in Bool.random(using: &generator) }
                return rows(ids.map { ($0, ["ok", "bad", nil].randomElement(using: &generator) ?? nil) })
            }
            let (old, new) = (random(), random())
            var changes = RecentChanges()
            changes.note(cell, from: old, to: new, at: now)
            let before = Dictionary(uniqueKeysWithValues: old.map { ($0.id, $0.state) })
            let after = Dictionary(uniqueKeysWithValues: new.map { ($0.id, $0.state) })
            let counts = changes.counts { _ in true }
            #expect(counts.added == after.keys.count { before[$0] == nil })
            #expect(counts.gone == before.keys.count { after[$0] == nil })
            let others = after.filter { id, state in before[id].map { $0 != state } ?? false }
            #expect(counts.states == others.count)
        }
    }
}
