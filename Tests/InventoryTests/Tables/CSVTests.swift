import Document
import Inventory
import Testing

@Suite("CSV")
struct CSVTests {
    private func csv(_ values: [Value], forms: [Form]? = nil) -> String {
        let columns = values.indices.map {
            TableColumn(name: "c\($0)", title: "", help: "", form: forms?[$0] ?? .text)
        }
        let row = TableRow(resource: Samples.row("k", "i"), values: values)
        let table = Table(
            title: "", kinds: [], columns: columns, rows: [row], matched: 1, total: 1, cells: [], next: nil)
        return withoutIdentity(table)
    }

    /// The CSV without what identifies the row, which one test looks at.
    private func withoutIdentity(_ table: Table) -> String {
        String(decoding: table.csv(), as: UTF8.self)
            .replacingFirst("account,region,kind,id,", with: "")
            .replacingFirst(
                "prod,eu-west-1,\(table.rows[0].resource.key.kind),\(table.rows[0].resource.key.id),", with: "")
    }

    @Test("What identifies the row stands first, once, and is guarded too")
    func identity() {
        let columns = ["id", "c"].map { TableColumn(name: $0, title: "", help: "", form: .text) }
        let row = TableRow(resource: Samples.row("k", "=i"), values: ["=i", "x"])
        let table = Table(
            title: "", kinds: [], columns: columns, rows: [row], matched: 1, total: 1, cells: [], next: nil)
        #expect(
            String(decoding: table.csv(), as: UTF8.self) == "account,region,kind,id,c\r\nprod,eu-west-1,k,'=i,x\r\n")
    }

    @Test("On demand nothing is guarded, the mark of UTF-8 stands in front, and a cut is told")
    func output() {
        let columns = [TableColumn(name: "c", title: "", help: "", form: .text)]
        let rows = ["=1+1", "b", "c"].map { TableRow(resource: Samples.row("k", "i"), values: [.string($0)]) }
        let table = Table(
            title: "", kinds: [], columns: columns, rows: rows, matched: 3, total: 3, cells: [], next: nil)
        let raw = table.csv(TableOutput(isRaw: true))
        #expect(String(decoding: raw, as: UTF8.self).contains("i,=1+1\r\n"))
        #expect(String(decoding: table.csv(), as: UTF8.self).contains("i,'=1+1\r\n"))
        #expect(table.csv(TableOutput(hasByteOrderMark: true)) == [0xEF, 0xBB, 0xBF] + table.csv())
        let lines = String(decoding: table.csv(limit: 2), as: UTF8.self).split(separator: "\r\n")
        #expect(lines.count == 4 && lines[3].hasPrefix("The first 2 of 3 rows"))
    }

    @Test("Lines end in CRLF, quotes stand where they are needed")
    func quoting() {
        #expect(
            csv(["plain", "a,b", "say \"x\"", "two\nlines", " pad", "", nil])
                == "c0,c1,c2,c3,c4,c5,c6\r\nplain,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\" pad\",,\r\n")
    }

    @Test(
        "Texts that start a formula are guarded, numbers are not",
        arguments: [
            ("=1+1", "'=1+1"), ("+x", "'+x"), ("-x", "'-x"), ("@x", "'@x"), ("\tx", "'\tx"), ("\u{0}x", "'\u{0}x"),
            ("-5", "'-5"), (-5, "-5"), (-2.5, "-2.5"), ("x=1", "x=1"), (["-a", "b"], "'-a, b"),
        ] as [(Value, String)])
    func formulas(_ value: Value, _ wanted: String) {
        let field = wanted.contains(",") ? "\"\(wanted)\"" : wanted
        #expect(csv([value]) == "c0\r\n\(field)\r\n")
        #expect(csv(["\rx"]) == "c0\r\n\"'\rx\"\r\n")
    }

    @Test("Quantities stay in base units, lists are flattened")
    func values() {
        #expect(
            csv(
                [1024, 90, true, "2025-11-01T10:30:00Z", ["a", "b"], ["k": [1]], [:]],
                forms: [.bytes, .duration, .bool, .time, .list, .json, .json])
                == "c0,c1,c2,c3,c4,c5,c6\r\n1024,90,true,2025-11-01T10:30:00Z,\"a, b\",\"{\"\"k\"\":[1]}\",\r\n")
    }

    @Test("Endpoints and tags are one readable line")
    func flattening() throws {
        let row = Samples.row(
            "elasticache-cluster", "c",
            endpoints: [Samples.endpoint("a", 1), Samples.endpoint("::1", 2, role: "reader")],
            tags: [("k", "v"), ("e", "")], columns: ["redis", 1])
        let request = TableRequest(
            accounts: .names(["prod"]), regions: .names(["eu-west-1"]), word: "elasticache-cluster",
            added: ["endpoints", "tags"],
            hidden: ["name", "state", "endpoint", "engine", "nodes"])
        let table = try Table(request, over: Samples.snapshot([row]), now: Samples.now)
        #expect(
            withoutIdentity(table) == "endpoints,tags\r\nwriter a:1; reader [::1]:2,k=v; e=\r\n")
        #expect(table.text(of: table.rows[0], at: 1, now: Samples.now) == "k=v; e=")
    }
}

extension String {
    /// This text with the first `part` replaced.
    fileprivate func replacingFirst(_ part: String, with other: String) -> String {
        guard let range = firstRange(of: part) else { return self }
        return String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
    }
}
