import FoundationEssentials
import Inventory
import Testing

@Suite("Cells that somebody wants to see")
struct CellSelectionTests {
    let now = Samples.now

    private var snapshot: Snapshot {
        var cells: [Cell] = []
        for account in ["prod", "dev"] {
            for region in ["eu-west-1", "us-east-1"] {
                for kind in ["rds-instance", "elasticache-cluster"] {
                    let key = CellKey(account: account, region: region, kind: kind)
                    cells.append(
                        Cell(
                            key: key, status: .fresh, rows: [Samples.row(kind, "a", account: account, region: region)],
                            fetchedAt: now - 30, duration: .milliseconds(1500), requests: 3))
                }
            }
            cells.append(Cell(key: CellKey(account: account, region: "global", kind: "route53-zone")))
        }
        cells[0].status = .denied
        cells[0].fetchedAt = now - 9000
        cells[0].error = CellError(code: .denied, message: "no", since: now)
        cells[1].duration = .seconds(9)
        return Samples.snapshot([], others: cells)
    }

    private func select(_ request: CellRequest) throws -> CellSelection {
        try CellSelection(request, over: snapshot, now: now)
    }

    @Test("everything stands by account, and by heading within")
    func everything() throws {
        let all = try select(CellRequest())
        #expect(all.tally.cells == 10)
        #expect(all.tally.complete == 7)
        #expect(all.tally.failing == 1)
        #expect(all.tally.rows == 8)
        #expect(all.tally.requests == 24)
        #expect(all.tally.states == [.fresh: 7, .denied: 1, .never: 2])
        #expect(all.tally.oldest == now - 9000)
        #expect(all.tally.longest == .seconds(9))
        #expect(all.part == .account)
        #expect(all.groups.map(\.name) == ["prod", "dev"])
        #expect(all.headings == ["Database", "Network"])
        #expect(all.groups[0].headings["Database"]?.cells == 4)
        #expect(all.groups[0].headings["Database"]?.complete == 3)
        #expect(all.groups[0].headings["Network"]?.states == [.never: 1])
        #expect(all.isKnown)
    }

    @Test("within one account regions are told apart, within one region nothing is")
    func parts() throws {
        let regions = try select(CellRequest(accounts: .names(["prod"])))
        #expect(regions.part == .region)
        #expect(regions.groups.map(\.name) == ["eu-west-1", "us-east-1", "global"])
        let one = try select(CellRequest(accounts: .names(["prod"]), regions: .names(["eu-west-1"])))
        #expect(one.part == nil)
        #expect(one.groups.isEmpty)
        #expect(one.cells.count == 2)
    }

    @Test("words are kinds, views, headings and patterns; states are states, or whatever fails")
    func words() throws {
        for (words, count) in [
            (["rds-instance"], 4), (["data"], 8), (["Network"], 2), (["*-instance"], 4),
            (["rds-instance", "Network"], 6),
        ] { #expect(try select(CellRequest(words: words)).cells.count == count, "\(words)") }
        for (states, count) in [
            (["denied"], 1), (["failing"], 1), (["never"], 2), (["never", "failing"], 3), (["held"], 0),
        ] { #expect(try select(CellRequest(states: states)).cells.count == count, "\(states)") }
        #expect(try select(CellRequest(accounts: .names(["pr*"]), regions: .names(["eu-*"]))).cells.count == 2)
    }

    @Test("what there is not is an error with what was probably meant, never an empty answer")
    func unknown() {
        for (request, subject, suggestion) in [
            (CellRequest(accounts: .names(["prot"])), LookupProblem.Subject.account, "prod"),
            (CellRequest(regions: .names(["eu-west-2"])), .region, "eu-west-1"),
            (CellRequest(words: ["rds-instances"]), .kind, "rds-instance"),
            (CellRequest(states: ["denid"]), .state, "denied"),
            (CellRequest(words: ["nothing*"]), .kind, nil),
        ] as [(CellRequest, LookupProblem.Subject, String?)] {
            #expect {
                try select(request)
            } throws: { error in
                guard let problem = error as? LookupProblem, problem.subject == subject else { return false }
                return suggestion.map { problem.suggestions.contains($0) } ?? true
            }
        }
    }
}
