import FoundationEssentials
import Inventory
import Testing

@Suite("The table of cells")
struct CellTableTests {
    private func key(_ account: Int, _ region: Int, _ kind: Int) -> CellKey {
        CellKey(account: "a\(account)", region: "r\(region)", kind: "k\(kind)")
    }

    @Test("two thousand random changes leave what a dictionary would hold, copies keep what they had")
    func oracle() {
        var table = CellTable()
        var expected: [CellKey: Int] = [:]
        var copies: [(table: CellTable, expected: [CellKey: Int])] = []
        for step in 0..<2_000 {
            // A fixed course over a small space, so that keys meet again.
            let key = key(step * 7 % 5, step * 11 % 4, step * 13 % 6)
            if step % 9 == 4 {
                table[key] = nil
                expected[key] = nil
            } else {
                var cell = Cell(key: key)
                cell.requests = step
                table[key] = cell
                expected[key] = step
            }
            if step % 100 == 0 { copies.append((table, expected)) }
        }
        copies.append((table, expected))
        for (table, expected) in copies {
            #expect(table.count == expected.count)
            #expect(table.compactMapValues(\.requests) == expected)
            #expect(Set(table.keys) == Set(expected.keys))
            #expect(expected.allSatisfy { table[$0.key]?.requests == $0.value })
            #expect(table.cells(of: "a1").map(\.key.account).allSatisfy { $0 == "a1" })
            #expect(table.cells(of: "a1").count == expected.keys.count { $0.account == "a1" })
            #expect(
                table.cells(of: "a1", in: "r2").count == expected.keys.count { $0.account == "a1" && $0.region == "r2" }
            )
        }
    }

    @Test("cells come in the order in which they came, and one can be changed in place")
    func order() {
        let keys = [key(2, 1, 3), key(2, 1, 1), key(1, 9, 1), key(1, 1, 1)]
        var table = CellTable(keys.map { Cell(key: $0) })
        #expect(table.keys == keys)
        table.update(keys[2]) { $0.status = .fresh }
        table.update(key(8, 8, 8)) { $0.status = .fresh }
        #expect(table.values.filter { $0.status == .fresh }.map(\.key) == [keys[2]])
        #expect(table[key(8, 8, 8)] == nil && table.cells(of: "a8").isEmpty)
    }
}
