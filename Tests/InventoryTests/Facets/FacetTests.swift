import Document
import Testing

@testable import Inventory

@Suite("Facets")
struct FacetTests {
    private func table(_ request: TableRequest, _ snapshot: Snapshot, isUsual: Bool = true) throws -> Table {
        try Table(request, over: snapshot, now: Samples.now, countsUsualFacets: isUsual)
    }

    @Test("Every choice leaves as many rows as it says; what is chosen can be taken back", arguments: 0..<20)
    func counts(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let snapshot = TableSamples.snapshot(TableSamples.rows(90, &random), isPacked: seed % 2 == 1)
        var request = TableRequest(accounts: .all, regions: .all, word: "data", size: 5)
        request.facets = TableSamples.fields.filter { _ in Bool.random(using: &random) } + ["tags"]
        var choices = 0
        for _ in 0..<6 {
            request.filter = TableSamples.filter(&random)
            let table = try table(request, snapshot)
            for facet in table.facets {
                for choice in facet.choices {
                    var chosen = request
                    chosen.filter = choice.filter
                    let after = try self.table(chosen, snapshot)
                    let what = "\(request.filter) → \(facet.name): \(choice.text ?? "none") → \(choice.filter)"
                    #expect(after.filterProblems.isEmpty, "\(what)")
                    choices += 1
                    if choice.isChosen {
                        let again = after.facets.first { $0.name == facet.name }?.choices.first {
                            $0.text?.lowercased() == choice.text?.lowercased()
                        }
                        #expect(again.map(\.isChosen) != true, "\(what)")
                        continue
                    }
                    #expect(after.matched == choice.count, "\(what)")
                    guard choice.count > 0 else { continue }
                    let now = try #require(after.facets.first { $0.name == facet.name }, "\(what)")
                    let same = now.choices.filter(\.isChosen).map { $0.text?.lowercased() }
                    #expect(same.contains(choice.text?.lowercased()), "\(what)")
                }
            }
        }
        #expect(choices > 80)
    }

    private let small: [Resource] = (0..<12).map { number in
        Samples.row(
            "rds-instance", "db-\(number)", account: number % 3 == 0 ? "dev" : "prod",
            state: number < 8 ? "available" : number < 11 ? "Stopped" : nil,
            tags: number % 2 == 0 ? [("Team", "core"), ("Env", "qa")] : [("Env", "live")],
            columns: [number < 6 ? "mysql" : "postgres"])
    }

    private func facets(_ filter: String, asked: [String] = []) throws -> [String: [String: Int]] {
        var request = TableRequest(accounts: .all, regions: .all, word: "rds-instance", filter: filter)
        request.facets = asked
        let facets = try table(request, Samples.snapshot(small)).facets
        return Dictionary(
            uniqueKeysWithValues: facets.map { facet in
                let pairs = facet.choices.map { (($0.isChosen ? "+" : "") + ($0.text ?? "none"), $0.count) }
                return (facet.name, Dictionary(uniqueKeysWithValues: pairs))
            })
    }

    @Test("A page counts accounts, regions, states, what tells the kind apart, and keys of tags")
    func usual() throws {
        let facets = try facets("")
        #expect(facets["account"] == ["prod": 8, "dev": 4])
        #expect(facets["state"] == ["available": 8, "Stopped": 3, "none": 1])
        #expect(facets["engine"] == ["mysql": 6, "postgres": 6])
        #expect(facets["tags"] == ["Env": 12, "Team": 6])
        // One value alone is no choice.
        #expect(facets["region"] == nil && facets["env"] == nil)
        #expect(try self.facets("", asked: ["region", "tag:team"])["region"] == ["eu-west-1": 12])
        #expect(try self.facets("", asked: ["tag:team"])["tag:team"] == ["core": 6, "none": 6])
    }

    @Test("Other values of a facet stay to be chosen beside the chosen one, other facets follow it")
    func drilling() throws {
        let facets = try facets("state:STOPPED tag:env=qa")
        #expect(facets["state"] == ["+Stopped": 2, "available": 4])
        #expect(facets["engine"] == nil && facets["account"] == nil)
        #expect(try self.facets("state:STOPPED tag:env=qa", asked: ["engine"])["engine"] == ["postgres": 2])
        #expect(facets["tags"] == ["Env": 2, "Team": 2])
        // What is no choice of a value filters like any other term.
        #expect(try self.facets("state:sto*")["state"] == nil)
        #expect(try self.facets("-state:stopped")["state"] == ["available": 8, "none": 1])
    }

    @Test("What is not counted is an error, what nobody would choose from says so")
    func refused() throws {
        for name in ["seen_at", "ip", "notes", "age", "endpoint", "nothing"] {
            var request = TableRequest(accounts: .all, regions: .all, word: "rds-instance")
            request.facets = [name]
            #expect(throws: LookupProblem.self) { try table(request, Samples.snapshot(small)) }
        }
        var request = TableRequest(accounts: .all, regions: .all, word: "rds-instance")
        request.facets = ["id"]
        let many = (0..<300).map { Samples.row("rds-instance", "db-\($0)") }
        let facet = try #require(try table(request, Samples.snapshot(many)).facets.first { $0.name == "id" })
        #expect(facet.valueCount == nil && facet.choices.isEmpty)
    }

    @Test("JSON has the facets that are asked for")
    func json() throws {
        var request = TableRequest(accounts: .all, regions: .all, word: "rds-instance", filter: "mysql")
        #expect(
            try table(request, Samples.snapshot(small), isUsual: false).document(word: "x", generation: 1)["facets"]
                == nil)
        request.facets = ["state"]
        let document = try table(request, Samples.snapshot(small), isUsual: false).document(word: "x", generation: 1)
        #expect(
            document["facets"] == [
                [
                    "name": "state", "title": "State", "values": 1,
                    "choices": [["value": "available", "rows": 6, "chosen": false, "q": "mysql state:available"]],
                ]
            ])
    }
}
