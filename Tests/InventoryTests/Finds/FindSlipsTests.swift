import Document
import Inventory
import Testing

@Suite("Find: slips, ranks and filters")
struct FindSlipsTests {
    private func find(_ text: String) -> FindResult { FindWordsTests.index.find(text) }

    @Test(
        "The nearest words that find something are suggested",
        arguments: [
            ("ordres", ["orders"]), ("databse", ["database"]), ("ordres databse staging", ["orders database staging"]),
            ("paymets", ["payments"]), ("ordres-main", ["orders-main"]), ("stagng", ["staging"]),
            // Far from everything, too short, known, or nothing besides.
            ("xylophone", []), ("ordx", []), ("orders zzzzzz", []), ("payments archve", []),
        ] as [(String, [String])])
    func suggestions(_ text: String, _ wanted: [String]) {
        let result = find(text)
        #expect(result.total == 0 && result.suggestions == wanted)
    }

    @Test("Words that stand nowhere are named, those of which only the company is missing are not")
    func unknown() {
        #expect(find("orders zzzzzz").unknown == ["zzzzzz"])
        #expect(find("payments archive").unknown == [])
        #expect(find("zzzzzz").unknown == [])
    }

    @Test("Nothing is suggested where something was found")
    func found() { #expect(find("orders").suggestions.isEmpty && find("orders").unknown.isEmpty) }

    @Test("db is a database")
    func short() {
        let names = { (text: String) in find(text).answers.map(\.resource.key) }
        #expect(names("orders db staging") == names("orders database staging").filter { $0.kind != "sg" })
        #expect(find("orders db staging").answers.first?.resource.key.id == "orders-main")
    }

    private static let id = "8f13592618b689ed2"
    private static let rows = [
        Samples.row("rds-instance", "a", endpoints: [Samples.endpoint("a.x", 5432)], tags: [("of", "i-\(id)")]),
        Samples.row("rds-instance", "i-\(id)", name: "zzz"), Samples.row("rds-instance", "b", state: "stopped"),
        Samples.row("elasticache-cluster", "c", columns: [.string("i-\(id)")]),
    ]
    private static let index = SearchIndex(Samples.snapshot(rows))

    @Test("What has a part of an id stands before what mentions it, whatever people connect to")
    func parts() {
        for text in [Self.id, String(Self.id.dropFirst(3)), "8f13592618b6"] {
            let found = Self.index.find(text).answers
            #expect(found.map(\.resource.key.id) == ["i-\(Self.id)", "a", "c"], "\(text)")
        }
    }

    @Test("A filter keeps rows of the kinds that have its fields, and counts them")
    func filters() {
        let found = Self.index.find("state:stopped")
        #expect(found.question == .filter("state:stopped"))
        #expect(found.answers.map(\.resource.key.id) == ["b"] && found.answers.first?.matched == "filter")
        #expect(found.kinds == [FindResult.KindCount(kind: "rds-instance", count: 1)])
        #expect(Self.index.find("engine:i-8*").kinds.map(\.kind) == ["elasticache-cluster"])
        let wrong = Self.index.find("stat:stopped")
        #expect(
            wrong.total == 0 && wrong.filterProblem == "there is no field 'stat', did you mean 'state'? (character 1)")
        #expect(Self.index.find("host:5432").filterProblem == nil)
    }

    @Test("A page's address finds its resource alone, wherever it is served")
    func pages() {
        let found = Self.index.find("https://inventory.example/base/prod/eu-west-1/rds-instance/b?_format=json")
        #expect(found.answers.map(\.resource.key.id) == ["b"] && found.only != nil)
        #expect(Self.index.find("https://inventory.example/prod/eu-west-1/rds-instance/none").total == 0)
    }
}
