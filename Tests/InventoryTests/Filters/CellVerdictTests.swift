import Testing

@testable import Inventory

@Suite("Verdicts of cells")
struct CellVerdictTests {
    @Test("Over a whole cell a filter keeps what it keeps row by row", arguments: 0..<24)
    func rowByRow(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let snapshot = TableSamples.snapshot(TableSamples.rows(120, &random), isPacked: seed % 2 == 0)
        let kinds = [Samples.database, Samples.cache]
        var kept = 0
        for _ in 0..<40 {
            let text = TableSamples.filter(&random)
            let filter = Filter(text, kinds: kinds)
            let own = Set(filter.terms.indices.filter { _ in Bool.random(using: &random) })
            let visible: Set<String> = random.pick([
                [], ["engine", "storage"], ["cores", "kind", "created_at", "groups"],
            ])
            for kind in kinds {
                let matcher = FilterMatcher(filter, kind: kind, visible: visible, now: Samples.now)
                var memory = matcher.memory
                for cell in snapshot.cells.values where cell.key.kind == kind.name {
                    let verdicts = matcher.verdicts(of: cell, own: own, &memory)
                    var matched = 0
                    for (place, row) in cell.rows.enumerated() {
                        var terms = matcher.memory
                        let failed = matcher.terms.indices.filter {
                            matcher.holds($0, for: row, &terms) == matcher.terms[$0].isNegated
                        }
                        #expect(verdicts.passes(place) == failed.isEmpty, "\(text): \(row.key)")
                        if failed.count == 1, own.contains(failed[0]) {
                            #expect(verdicts.rows?[place] == UInt8(failed[0]), "\(text): \(row.key)")
                        }
                        if failed.count > 1 { #expect(verdicts.rows?[place] == CellVerdicts.fails) }
                        matched += failed.isEmpty ? 1 : 0
                    }
                    #expect(verdicts.matched == matched, "\(text)")
                    kept += matched
                }
            }
        }
        #expect(kept > 0)
    }

    @Test("What was found out about rows is forgotten with them")
    func forgetting() {
        var cell = Samples.cell(
            [Samples.row("rds-instance", "a", state: "x")], Samples.row("rds-instance", "a").key.cell)
        let matcher = FilterMatcher(
            Filter("state:x", kinds: [Samples.database]), kind: Samples.database, visible: [], now: Samples.now)
        var memory = matcher.memory
        #expect(matcher.verdicts(of: cell, own: [], &memory).matched == 1)
        cell.status = .stale
        #expect(matcher.verdicts(of: cell, own: [], &memory).matched == 1)
        cell.rows[0].state = "y"
        #expect(matcher.verdicts(of: cell, own: [], &memory).matched == 0)
        cell.rows.append(Samples.row("rds-instance", "b", state: "x"))
        #expect(matcher.verdicts(of: cell, own: [], &memory).matched == 1)
        cell.rows = []
        #expect(cell.columns == nil && matcher.verdicts(of: cell, own: [], &memory).matched == 0)
    }
}
