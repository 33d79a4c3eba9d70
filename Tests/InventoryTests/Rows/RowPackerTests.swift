import Document
import FoundationEssentials
import Testing

@testable import Inventory

@Suite("Packed rows")
struct RowPackerTests {
    /// Every byte of every field, so that two spellings of one letter are not taken for each other.
    private static func bytes(of row: Resource) -> [[UInt8]] {
        var texts: [String?] = [row.key.account, row.key.region, row.key.kind, row.key.id, row.id, row.arn, row.name]
        texts += [row.state, row.environment, row.stack, row.isKept ? "kept" : nil]
        if let date = row.createdAt { texts.append(String(date.timeIntervalSinceReferenceDate.bitPattern)) }
        for endpoint in row.endpoints {
            texts += [endpoint.role, endpoint.host, endpoint.port.map { String($0) }, endpoint.scheme]
        }
        for tag in row.tags { texts += [tag.key, tag.value] }
        for problem in row.problems { texts += [problem.call, problem.code.rawValue] }
        let columns = row.columns.indices.map { row.column($0).json() } + row.columns.map { $0.json() }
        return texts.map { text in text.map { Array($0.utf8) } ?? [0xFF] } + columns + [row.raw.json]
    }

    @Test("Every field of rows by chance comes back byte for byte", arguments: 1...8)
    func fields(_ seed: Int) {
        var random = RandomRows(seed: UInt64(seed))
        let rows = (0..<400).map { random.row($0) }
        let packed = rows.packed
        #expect(packed.count == rows.count)
        for (row, packed) in zip(rows, packed) {
            #expect(Self.bytes(of: packed) == Self.bytes(of: row))
            #expect(packed.column(-1) == .null && packed.column(row.columns.count) == .null)
            #expect(packed.raw == row.raw)
        }
        #expect(packed.packed.map(Self.bytes) == rows.map(Self.bytes))
    }

    @Test("A changed row keeps its other fields and leaves its neighbours alone")
    func change() {
        var random = RandomRows(seed: 99)
        let rows = (0..<3).map { random.row($0) }
        let packed = rows.packed
        var changed = packed[1]
        changed.name = "new"
        changed.isKept = true
        #expect(changed.name == "new" && changed.isKept)
        #expect(changed.key == rows[1].key && changed.tags == rows[1].tags && changed.raw == rows[1].raw)
        #expect(packed.map(Self.bytes) == rows.map(Self.bytes))
    }

    @Test("Rows of more than one block, of several cells and with values of a megabyte stay in order")
    func manyBlocks() {
        let large = String(repeating: "0123456789abcdef", count: 1 << 17)
        let rows = (0..<6000).map { number in
            Samples.row(
                "ec2", "i-\(number)", account: number % 1000 < 500 ? "prod" : "dev",
                columns: [
                    .string("\(number) \(String(repeating: "x", count: 300))"), number == 70 ? .string(large) : 1,
                ],
                raw: ["Id": .integer(number), "Large": number == 80 ? .string(large) : .null])
        }
        let packed = rows.packed
        #expect(packed.map(\.key) == rows.map(\.key))
        #expect(packed.map(\.columns) == rows.map(\.columns))
        #expect(packed.map(\.raw.value) == rows.map(\.raw.value))
    }

    @Test("A word is found in packed rows wherever it is found in loose ones", arguments: 1...6)
    func anyText(_ seed: Int) {
        var random = RandomRows(seed: UInt64(seed) &* 31)
        let rows = (0..<200).map { random.row($0) }
        let packed = rows.packed
        var hits = 0
        let words = ["prod", "é", "E\u{301}", "running", "x/I-7", "12", "*", "0.5", "true", ":44*", "g l*g"]
        for word in words + (0..<40).map({ _ in String(random.text().prefix(3)) }) {
            let matcher = GlobMatcher(Glob(pattern: word).contained)
            let columns = VisibleColumns(
                sights: (0..<12).map { _ in random.pick([.none, .plain, .shown], or: .none) },
                forms: (0..<12).map { _ in random.pick([.bytes, .duration, .percent], or: .bytes) },
                hasKind: Bool.random(using: &random), hasCreation: Bool.random(using: &random))
            var probe = TextProbe(matcher, columns)
            for (row, packed) in zip(rows, packed) {
                let wanted = row.anyText(of: probe)
                #expect(packed.anyText(&probe) == wanted, "\(word) in \(row.id)")
                hits += wanted ? 1 : 0
            }
        }
        #expect(hits > 400 && hits < 40 * rows.count)
    }

    @Test("A text that rows share is there once, whatever it is")
    func words() {
        let rows = (0..<1000).map { number in
            Samples.row(
                "ec2", "i-\(number)", state: "running",
                tags: [("Environment", "production"), ("aws:autoscaling:groupName", "orders-web")],
                columns: ["vpc-0a1b2c3d4e5f60718", ["sg-00000000000000001", "sg-00000000000000002"]])
        }
        var writer = RowWriter()
        for row in rows { _ = writer.append(row.fields, document: (0, 0)) }
        #expect(writer.words.count == 8)
        #expect(writer.bytes.count < 40 * rows.count)
    }

    @Test("A numeral in a text is no number, a text is not its shorter beginning")
    func likeness() {
        let columns: [Value] = ["1", 1, 1.0, "1.0", "ab", "a", "abc", "", .null, "null", false, "false"]
        #expect([Samples.row("ec2", "abc", columns: columns)].packed[0].columns == columns)
    }
}
