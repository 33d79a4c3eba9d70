import Document
import FoundationEssentials
import Inventory
import Testing

@Suite("Table")
struct TableTests {
    static func database(
        _ id: String, _ account: String = "prod", _ region: String = "eu-west-1", engine: Value = "postgres",
        cores: Value = 2, state: String? = "available", tags: [(String, String)] = [], ip: Value = nil,
        storage: Value = nil, age: Double? = nil
    ) -> Resource {
        Samples.row(
            "rds-instance", id, account: account, region: region, state: state, age: age, tags: tags,
            columns: [engine, storage, ["sg-1"], cores, true, nil, nil, nil, ip, nil])
    }

    static let rows: [Resource] = [
        database("db-10", cores: 8, ip: "10.0.0.10", storage: 2048, age: 1),
        database("db-9", cores: 4, ip: "10.0.0.9", storage: 1024, age: 30),
        database("db-1", "dev", "us-east-1", engine: "mysql", cores: nil, tags: [("Owner", "ann")], storage: nil),
        Samples.row("elasticache-cluster", "cache-1", columns: ["redis", 3]),
        Samples.row("route53-zone", "Z1", region: "global", name: "example.com", columns: [12]),
        Samples.row("route53-zone", "Z2", account: "dev", region: "global", name: "dev.example.com", columns: [3]),
    ]
    static let snapshot = Samples.snapshot(rows)

    static func request(
        _ word: String = "rds-instance", accounts: Scope = .all, regions: Scope = .all,
        change: (inout TableRequest) -> Void = { _ in }
    ) -> TableRequest {
        var request = TableRequest(accounts: accounts, regions: regions, word: word)
        change(&request)
        return request
    }

    static func table(_ request: TableRequest, over snapshot: Snapshot = snapshot) throws(LookupProblem) -> Table {
        try Table(request, over: snapshot, now: Samples.now)
    }

    private func ids(_ table: Table) -> [String] { table.rows.map(\.resource.key.id) }

    @Test("A table has the rows of its scope, in the order account, region, kind, id")
    func scope() throws {
        let all = try Self.table(Self.request())
        #expect(ids(all) == ["db-1", "db-10", "db-9"])
        #expect(all.title == "rds-instances" && all.total == 3 && all.matched == 3 && all.next == nil)
        #expect(try ids(Self.table(Self.request(accounts: .names(["prod"])))) == ["db-10", "db-9"])
        #expect(try ids(Self.table(Self.request(regions: .names(["us-east-1"])))) == ["db-1"])
        #expect(try ids(Self.table(Self.request(regions: .names(["us-*", "eu-*"])))) == ["db-1", "db-10", "db-9"])
        #expect(try ids(Self.table(Self.request(accounts: .names(["prod"]), regions: .names(["us-east-1"])))) == [])
    }

    @Test("Account and Region are columns only when there are several")
    func scopeColumns() throws {
        func names(_ request: TableRequest) throws -> [String] { try Self.table(request).columns.prefix(3).map(\.name) }
        #expect(try names(Self.request()) == ["account", "region", "name"])
        #expect(try names(Self.request(accounts: .names(["prod"]))) == ["region", "name", "state"])
        #expect(try names(Self.request(regions: .names(["eu-west-1"]))) == ["account", "name", "state"])
        #expect(
            try names(Self.request(accounts: .names(["dev"]), regions: .names(["us-east-1"]))) == [
                "name", "state", "endpoint",
            ])
        #expect(try names(Self.request("route53-zone")) == ["account", "name", "state"])
    }

    @Test("A global kind is shown for every region, and none other under global")
    func global() throws {
        for regions in [Scope.all, .names(["global"]), .names(["us-east-1"]), .names(["eu-west-1", "global"])] {
            #expect(try ids(Self.table(Self.request("route53-zone", regions: regions))) == ["Z2", "Z1"])
        }
        let error = #expect(throws: LookupProblem.self) { try Self.table(Self.request(regions: .names(["global"]))) }
        #expect(error == LookupProblem(.region, "global", suggestions: ["eu-west-1", "us-east-1"]))
    }

    @Test("A merged view has the columns its kinds share and a Kind column; another opens its first kind")
    func views() throws {
        let merged = try Self.table(Self.request("data", accounts: .names(["prod"]), regions: .names(["eu-west-1"])))
        #expect(merged.title == "Data" && merged.kinds.map(\.name) == ["rds-instance", "elasticache-cluster"])
        #expect(merged.columns.map(\.name) == ["kind", "name", "state", "endpoint", "engine"])
        #expect(merged.rows.map { $0.values[0] } == ["elasticache-cluster", "rds-instance", "rds-instance"])
        #expect(merged.rows.map { $0.values[4] } == ["redis", "postgres", "postgres"])
        let plain = try Self.table(Self.request("names"))
        #expect(plain.title == "Names" && plain.kinds.map(\.name) == ["route53-zone"])
        let one = try Self.table(Self.request("data", change: { $0.added = ["nodes"] }))
        #expect(one.rows.map { $0.values.last } == [nil, 3, nil, nil].map { $0 as Value? ?? .null })
    }

    @Test("Columns are added and left out by name, tags too")
    func columns() throws {
        let table = try Self.table(
            Self.request(
                accounts: .names(["dev"]),
                change: {
                    $0.added = ["tag:Owner", "arn", "name", "tag:none"]
                    $0.hidden = ["engine", "state", "notes", "endpoint", "region"]
                }))
        #expect(
            table.columns.map(\.name) == [
                "name", "storage", "groups", "cores", "encrypted", "window", "seen_at", "load", "ip", "tag:Owner",
                "arn", "tag:none",
            ])
        #expect(table.columns.first { $0.name == "tag:Owner" }?.title == "Owner")
        #expect(table.rows.map { Array($0.values.suffix(3)) } == [["ann", nil, nil]])
    }

    @Test(
        "What is unknown is named with its nearest neighbours",
        arguments: [
            (request("rds-instanec"), LookupProblem(.view, "rds-instanec", suggestions: ["rds-instance"])),
            (request(accounts: .names(["prdo"])), LookupProblem(.account, "prdo", suggestions: ["prod"])),
            (request(regions: .names(["eu-west-2"])), LookupProblem(.region, "eu-west-2", suggestions: ["eu-west-1"])),
            (request(regions: .names(["ap-*"])), LookupProblem(.region, "ap-*")),
            (request(change: { $0.sort = "engin" }), LookupProblem(.column, "engin", suggestions: ["engine"])),
            (request(change: { $0.added = ["coers"] }), LookupProblem(.column, "coers", suggestions: ["cores"])),
            (request(change: { $0.hidden = ["zzzzz"] }), LookupProblem(.column, "zzzzz")),
            (request(change: { $0.size = 0 }), LookupProblem(.size, "0")),
            (request(change: { $0.size = 10_001 }), LookupProblem(.size, "10001")),
            (request(change: { $0.next = "garbage" }), LookupProblem(.page, "garbage")),
            (request(change: { $0.next = "bnVsbA" }), LookupProblem(.page, "bnVsbA")),
            (request(change: { $0.next = "" }), LookupProblem(.page, "")),
        ])
    func unknown(_ request: TableRequest, _ problem: LookupProblem) {
        let error = #expect(throws: LookupProblem.self) { try Self.table(request) }
        #expect(error == problem)
        #expect(error?.description.isEmpty == false)
    }

    @Test(
        "Sorting is natural for text, by number, address and time, with nulls last in both directions",
        arguments: [
            ("name", false, ["db-1", "db-9", "db-10"]), ("name", true, ["db-10", "db-9", "db-1"]),
            ("cores", false, ["db-9", "db-10", "db-1"]), ("cores", true, ["db-10", "db-9", "db-1"]),
            ("ip", false, ["db-9", "db-10", "db-1"]), ("storage", true, ["db-10", "db-9", "db-1"]),
            ("age", false, ["db-10", "db-9", "db-1"]), ("created_at", false, ["db-9", "db-10", "db-1"]),
            ("engine", false, ["db-1", "db-10", "db-9"]), ("engine", true, ["db-10", "db-9", "db-1"]),
            ("tag:Owner", false, ["db-1", "db-10", "db-9"]), ("groups", true, ["db-1", "db-10", "db-9"]),
            ("account", true, ["db-10", "db-9", "db-1"]),
        ])
    func sorting(_ column: String, _ isDescending: Bool, _ wanted: [String]) throws {
        let table = try Self.table(
            Self.request(change: {
                $0.sort = column
                $0.isDescending = isDescending
            }))
        #expect(ids(table) == wanted)
    }

    @Test("The filter counts what matches, and its faults leave the rest")
    func filtering() throws {
        let table = try Self.table(Self.request(change: { $0.filter = "cores:>2 stat:x" }))
        #expect(ids(table) == ["db-10", "db-9"] && table.matched == 2 && table.total == 3)
        #expect(table.filterProblem == "there is no field 'stat', did you mean 'state'? (character 10)")
        #expect(try Self.table(Self.request(change: { $0.filter = "mysql" })).matched == 1)
        let hidden = Self.request(change: {
            $0.filter = "mysql"
            $0.hidden = ["engine"]
        })
        #expect(try Self.table(hidden).matched == 0)
    }

    @Test("A table knows its cells, and that one of them is not whole")
    func cells() throws {
        let denied = Cell(key: CellKey(account: "dev", region: "eu-west-1", kind: "rds-instance"), status: .denied)
        let snapshot = Samples.snapshot(Self.rows, others: [denied])
        let table = try Self.table(Self.request(), over: snapshot)
        #expect(
            table.cells.map { "\($0.key.account)/\($0.key.region)" } == [
                "prod/eu-west-1", "dev/eu-west-1", "dev/us-east-1",
            ])
        #expect(!table.isComplete)
        #expect(try Self.table(Self.request(accounts: .names(["prod"])), over: snapshot).isComplete)
    }

    @Test("The JSON twin is the contract")
    func document() throws {
        let row = Samples.row(
            "elasticache-cluster", "c-1", state: "available", age: 1, endpoints: [Samples.endpoint("h", 6379)],
            tags: [("k", "v")], columns: ["redis", 2])
        let error = CellError(code: .denied, message: "no", action: "rds:X", since: Samples.now)
        let denied = Cell(
            key: CellKey(account: "dev", region: "us-east-1", kind: "elasticache-cluster"), status: .denied,
            error: error)
        let snapshot = Samples.snapshot([row], others: [denied])
        let document = try Self.table(Self.request("elasticache-cluster"), over: snapshot).document(
            word: "elasticache-cluster", generation: 7)
        #expect(Array(document.keys) == ["kind", "complete", "generation", "cells", "rows"])
        #expect(document["complete"] == false && document["generation"] == 7)
        #expect(
            document["cells"]?[0] == [
                "account": "prod", "region": "eu-west-1", "kind": "elasticache-cluster", "status": "fresh",
                "fetched_at": "2025-11-20T12:00:00Z", "rows": 1, "error": nil, "next_try": nil,
                "every": nil, "requests": 0, "took": nil,
            ])
        #expect(document["cells"]?[1]?["error"]?["code"] == "denied")
        #expect(
            document["rows"]?[0] == [
                "account": "prod", "region": "eu-west-1", "kind": "elasticache-cluster", "id": "c-1", "arn": nil,
                "name": "c-1",
                "state": "available", "created_at": "2025-11-19T12:00:00Z", "env": nil, "stack": nil,
                "endpoints": [["role": "writer", "host": "h", "port": 6379, "scheme": nil]], "tags": ["k": "v"],
                "engine": "redis", "nodes": 2,
            ])
        #expect(
            document["rows"]?[0]?.object.map { Array($0.keys.prefix(12)) } == [
                "account", "region", "kind", "id", "arn", "name", "state", "created_at", "env", "stack", "endpoints",
                "tags",
            ])
    }
}
