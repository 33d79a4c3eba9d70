import Document
import Inventory
import Testing

@Suite("Find")
struct SearchIndexTests {
    static let kinds: [Kind] = {
        var database = Samples.database
        database.endpoints = [
            Kind.EndpointRule(each: nil, role: database.id, host: database.id, port: nil, scheme: nil)
        ]
        return [
            database, Samples.cache, Samples.zone,
            Samples.kind("record", [Samples.column("target", .text)], isGlobal: true),
        ]
    }()

    static let rows: [Resource] = [
        Samples.row(
            "rds-instance", "orders-db", state: "available",
            endpoints: [
                Samples.endpoint("orders-db.abc.eu-west-1.rds.amazonaws.com", 5432),
                Samples.endpoint("orders-ro.abc.eu-west-1.rds.amazonaws.com", 5433, role: "reader"),
            ], tags: [("Owner", "Zoë Quinn"), ("env", "qa")],
            columns: ["postgres", nil, ["sg-0a1b2c3d"], 4, true, nil, nil, nil, "10.2.3.4", nil],
            arn: "arn:aws:rds:eu-west-1:111122223333:db:orders-db",
            raw: ["Vpc": ["Inner": "10.9.9.9", "Six": "2001:DB8::7"]]),
        Samples.row(
            "rds-instance", "orders-db-replica", name: "orders-db-replica", tags: [("env", "qa2")],
            columns: ["postgres"]),
        Samples.row(
            "elasticache-cluster", "orders-db-cache", account: "dev", endpoints: [Samples.endpoint("10.2.3.40", 6379)],
            columns: ["redis"]),
        Samples.row(
            "elasticache-cluster", "x-orders-db", account: "dev", tags: [("note", "10.2.3.4 moved")], columns: ["redis"]
        ),
        Samples.row("record", "Z1:api", region: "global", name: "api.example.com.", columns: ["lb"]),
        Samples.row("record", "Z1:star", region: "global", name: "*.example.com.", columns: ["lb2"]),
        Samples.row("record", "Z1:deep", region: "global", name: "*.deep.example.com.", columns: ["lb3"]),
        Samples.row(
            "record", "Z1:sqs", region: "global", name: "jobs",
            endpoints: [Samples.endpoint("https://sqs.eu-west-1.amazonaws.com/1/jobs")], columns: []),
    ]
    static let snapshot = Samples.snapshot(rows, kinds: kinds)
    static let index = SearchIndex(snapshot)

    private func find(_ text: String, limit: Int = 100) -> [String] {
        Self.index.find(text, limit: limit).answers.map {
            "\($0.isExact ? "=" : "")\($0.resource.key.id) \($0.matched)"
        }
    }

    @Test(
        "An exact hit is first, then what begins with it, then the rest",
        arguments: [
            ("orders-db", ["=orders-db id", "orders-db-cache id", "orders-db-replica id", "x-orders-db id"]),
            ("ORDERS-DB", ["=orders-db id", "orders-db-cache id", "orders-db-replica id", "x-orders-db id"]),
            ("arn:aws:rds:eu-west-1:111122223333:db:orders-db", ["=orders-db arn"]),
            ("arn:aws:rds:eu-west-1:111122223333:db:", ["orders-db arn"]),
            ("sg-0a1b2c3d", ["orders-db groups"]),
            ("10.2.3.4", ["=orders-db ip", "orders-db-cache endpoint", "x-orders-db tag:note"]),
            ("10.2.3.40:6379", ["=orders-db-cache endpoint"]),
            ("10.9.9.9", ["orders-db document"]), ("2001:db8:0::7", ["orders-db document"]),
            ("10.2.0.0/16", ["orders-db ip", "orders-db-cache endpoint"]),
            ("orders-db.abc.eu-west-1.rds.amazonaws.com", ["=orders-db endpoint"]),
            ("Orders-RO.abc.eu-west-1.rds.amazonaws.com.", ["=orders-db endpoint"]),
            ("postgres://u@orders-ro.abc.eu-west-1.rds.amazonaws.com:5433/x", ["=orders-db endpoint"]),
            ("api.example.com", ["=Z1:api name", "Z1:star name"]),
            ("https://a.deep.example.com/path", ["Z1:deep name", "Z1:star name"]),
            ("*.example.com", ["=Z1:star name"]),
            ("https://sqs.eu-west-1.amazonaws.com/1/jobs", ["=Z1:sqs endpoint"]),
            ("sqs.eu-west-1.amazonaws.com", ["Z1:sqs endpoint"]),
            ("tag:env=qa", ["orders-db tag:env", "orders-db-replica tag:env"]),
            ("tag:owner=zoë quinn", ["orders-db tag:Owner"]), ("tag:Owner", ["orders-db tag:Owner"]),
            ("tag:engine=redis", []),
            ("zoë postgres", ["orders-db tag:Owner"]), ("redis orders", ["orders-db-cache id", "x-orders-db id"]),
            ("zzz", []), ("orders zzz", []), ("", []),
        ] as [(String, [String])])
    func answers(_ text: String, _ wanted: [String]) { #expect(find(text) == wanted) }

    @Test("The answer leads with the endpoint that was asked for, else with the first")
    func endpoints() {
        let reader = Self.index.find("orders-ro.abc.eu-west-1.rds.amazonaws.com:5433").answers.first
        #expect(reader?.endpoint?.address == "orders-ro.abc.eu-west-1.rds.amazonaws.com:5433")
        #expect(Self.index.find("orders-db").answers.first?.endpoint?.role == "writer")
        #expect(Self.index.find("orders-db-replica").answers.first?.endpoint == nil)
    }

    @Test("The limit cuts the answers, not their number")
    func limit() {
        let result = Self.index.find("orders-db", limit: 2)
        #expect(result.answers.map(\.resource.key.id) == ["orders-db", "orders-db-cache"])
        #expect(result.total == 4)
        #expect(Self.index.find("orders", limit: 0).answers.isEmpty)
    }

    @Test("Cells of which nothing is known are named")
    func unread() {
        func cell(_ region: String, _ status: CellStatus, parents: [String] = []) -> Cell {
            Cell(
                key: CellKey(account: "prod", region: region, kind: "rds-instance"), status: status,
                fetchedAt: status == .stale ? Samples.now : nil, unreadParents: parents)
        }
        let others =
            CellStatus.allCases.map { cell("r-\($0.rawValue)", $0) } + [cell("r-parents", .fresh, parents: ["z"])]
        let snapshot = Samples.snapshot(Self.rows, kinds: Self.kinds, others: others)
        let unread = SearchIndex(snapshot).find("nothing at all").unread.map(\.key.region)
        #expect(
            unread == [
                "r-denied", "r-error", "r-held", "r-never", "r-not-enabled", "r-parents", "r-refreshing", "r-throttled",
            ])
    }

    @Test("An index takes over the cells whose rows did not change")
    func reuse() {
        var cells = Self.snapshot.cells
        let key = CellKey(account: "dev", region: "eu-west-1", kind: "elasticache-cluster")
        cells[key]?.rows.removeLast()
        for other in cells.keys where other != key { cells[other]?.status = .stale }
        let next = Snapshot(generation: 8, kinds: Self.snapshot.kinds, accounts: Self.snapshot.accounts, cells: cells)
        let index = SearchIndex(next, reusing: Self.index)
        #expect(index.shared(with: Self.index) == Self.index.shared(with: Self.index) - 1)
        #expect(index.find("x-orders-db").total == 0)
        #expect(index.find("api.example.com").total == 2)
    }

    @Test("The finder follows the snapshots")
    func finder() {
        let finder = Finder()
        #expect(finder.find(FindRequest("orders-db"), in: Self.snapshot).total == 4)
        let empty = Snapshot(generation: 9, kinds: Self.snapshot.kinds, accounts: [], cells: [:])
        #expect(finder.find(FindRequest("orders-db"), in: empty).total == 0)
        #expect(finder.find(FindRequest("orders-db"), in: Self.snapshot).total == 4)
        #expect(finder.index(of: empty).generation == 9)
    }

    @Test("Free words find exactly the rows in whose texts they stand", arguments: 0..<20)
    func bruteForce(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let parts = ["a", "ab", "ba", "web", "-", "1", "10", "é", "É", ".", "zz", "\u{1}", "\n"]
        func text() -> String { (0..<Int.random(in: 1...5, using: &random)).map { _ in random.pick(parts) }.joined() }
        let rows = (0..<60).map { number in
            Samples.row(
                "elasticache-cluster", "\(text())#\(number)", account: random.pick(["prod", "dev"]), name: text(),
                tags: [(text(), text())],
                columns: [.string(text()), 3])
        }
        let index = SearchIndex(Samples.snapshot(rows))
        for _ in 0..<40 {
            let words = (0..<Int.random(in: 1...2, using: &random)).map { _ in text() }
            guard case .words(let folded) = FindQuestion(words.joined(separator: " ")) else { continue }
            let wanted = rows.filter { row in
                let fields =
                    [
                        row.name.hasSuffix(".") && row.name.count > 1 ? String(row.name.dropLast()) : row.name,
                        row.key.id,
                    ] + row.tags.map { "\($0.key)=\($0.value)" } + [row.columns[0].string ?? ""]
                let texts = fields.map { field in
                    String(field.lowercased().map { $0 == "\u{1}" || $0 == "\n" ? " " : $0 })
                }
                return folded.allSatisfy { word in texts.contains { contains($0, word) } }
            }
            #expect(
                Set(index.resources(answering: .words(folded)).map(\.key)) == Set(wanted.map(\.key)),
                "\(folded)")
        }
    }

    private func contains(_ text: String, _ word: String) -> Bool {
        let (text, word) = (Array(text.utf8), Array(word.utf8))
        guard word.count <= text.count else { return false }
        return (0...(text.count - word.count)).contains { Array(text[$0..<($0 + word.count)]) == word }
    }
}
