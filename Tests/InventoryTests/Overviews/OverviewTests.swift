import FoundationEssentials
import Inventory
import Testing

@Suite("What there is, in figures")
struct OverviewTests {
    let now = Samples.now

    private func database(
        _ id: String, _ account: String, _ state: String?, days: Double?, env: String? = nil
    ) -> Resource {
        let row = Samples.row("rds-instance", id, account: account, state: state, age: days)
        return Resource(
            key: row.key, name: id, state: state, createdAt: row.createdAt, environment: env, raw: row.raw)
    }

    private var snapshot: Snapshot {
        let rows = [
            database("a", "prod", "available", days: 0.2, env: "live"),
            database("b", "prod", "storage-full", days: 6, env: "live"),
            database("c", "prod", "ALARM", days: 89, env: "qa"), database("d", "dev", "available", days: 364),
            database("e", "dev", nil, days: 4_000), database("f", "dev", "alarm", days: nil, env: "live"),
        ]
        let denied = Cell(
            key: CellKey(account: "dev", region: "us-east-1", kind: "elasticache-cluster"), status: .denied,
            error: CellError(code: .denied, message: "no", since: now))
        let zone = Cell(
            key: CellKey(account: "prod", region: "global", kind: "route53-zone"), status: .fresh,
            rows: [Samples.row("route53-zone", "Z", region: "global")], fetchedAt: now)
        return Samples.snapshot(rows, others: [denied, zone])
    }

    private func overview(_ accounts: Scope = .all, _ regions: Scope = .all) throws -> Overview {
        try Overview(accounts: accounts, regions: regions, over: snapshot, now: now)
    }

    @Test("accounts, regions, environments and views have their rows, alarms and what needs a look")
    func lines() throws {
        let all = try overview()
        #expect(all.total.rows == 7)
        #expect([all.total.alarms, all.total.bad] == [2, 1])
        #expect(
            all.kinds.map { "\($0.name) \($0.rows)" } == ["rds-instance 6", "elasticache-cluster 0", "route53-zone 1"])
        #expect(all.accounts.map { "\($0.name) \($0.rows) \($0.alarms) \($0.bad)" } == ["prod 4 1 1", "dev 3 1 0"])
        #expect(all.regions.map { "\($0.name) \($0.rows)" } == ["eu-west-1 6", "us-east-1 0", "global 1"])
        #expect(all.environments.map { "\($0.name) \($0.rows)" } == ["live 3", "qa 1"])
        #expect(all.views.map { "\($0.name) \($0.rows) \($0.cells.failing)" } == ["data 6 1", "names 7 0"])
        #expect(all.alarms.map(\.id) == ["f", "c"])
        #expect(all.bad.map(\.id) == ["b"])
        #expect(!all.isComplete)
    }

    @Test("states by how often they are, ages by steps, what has none apart")
    func counts() throws {
        let all = try overview()
        #expect(all.states.map { "\($0.name) \($0.count)" } == ["available 2", "ALARM 1", "alarm 1", "storage-full 1"])
        #expect(all.ages.map(\.count) == [1, 1, 0, 1, 1, 0, 1, 2])
        #expect(all.ages.reduce(0) { $0 + $1.count } == all.total.rows)
    }

    @Test("a part of it counts its own cells, services without regions with every region")
    func parts() throws {
        let prod = try overview(.names(["prod"]), .names(["us-east-1"]))
        #expect(prod.total.rows == 1)
        #expect(prod.isComplete)
        #expect(prod.regions.map(\.name) == ["global"])
        #expect(try overview(.names(["pr*"])).total.rows == 4)
        #expect(throws: LookupProblem.self) { try overview(.names(["prot"])) }
        #expect(throws: LookupProblem.self) { try overview(.all, .names(["mars"])) }
    }

    @Test("a tally counts what a cell's rows are, and goes with them")
    func tallies() throws {
        var cell = try #require(snapshot.cells[CellKey(account: "prod", region: "eu-west-1", kind: "rds-instance")])
        cell.tally = RowTally(cell.rows)
        #expect(cell.tally?.states == ["available": 1, "storage-full": 1, "ALARM": 1])
        #expect(cell.tally?.badIDs == ["b"])
        cell.rows.removeLast()
        #expect(cell.tally == nil)
    }

    @Test("whatever rows say, a tally stays small")
    func bounded() {
        let rows = (0..<2_000).map { number in
            Samples.row(
                "rds-instance", "\(number)",
                state: number < 1_000 ? "failed-\(number)" : String(repeating: "x", count: 500))
        }
        let tally = RowTally(rows)
        #expect(tally.states.count == RowTally.limit + 1)
        #expect(tally.states[RowTally.others] == 2_000 - RowTally.limit)
        #expect(tally.bad == 1_000)
        #expect(tally.badIDs.count == RowTally.idLimit)
    }
}
