import Document
import Inventory
import Testing

@Suite("Find: questions of people")
struct FindWordsTests {
    static let kinds: [Kind] = {
        var instance = Samples.kind("rds-instance", [Samples.column("cluster", .link(to: "rds-cluster"))])
        instance.belongsTo = ["cluster"]
        return [instance, Samples.kind("rds-cluster", []), Samples.kind("sg", []), Samples.kind("dynamodb", [])]
    }()
    static let views = [
        View(name: "rds", title: "RDS", group: "Databases", kinds: ["rds-instance", "rds-cluster"], isMerged: true),
        View(name: "dynamodb", title: "DynamoDB", group: "Databases", kinds: ["dynamodb"], isMerged: false),
        View(name: "sg", title: "Security groups", group: "Network", kinds: ["sg"], isMerged: false),
    ]
    static let rows: [Resource] = ["staging", "production"].flatMap { account in
        [
            Samples.row(
                "rds-instance", "orders-1", account: account, endpoints: [Samples.endpoint("o1.x", 5432)],
                columns: ["orders-main"]),
            Samples.row(
                "rds-cluster", "orders-main", account: account,
                endpoints: [
                    Samples.endpoint("om.x", 5432), Samples.endpoint("om-ro.x", 5432, role: "reader"),
                ]),
            Samples.row(
                "rds-cluster", "orders-archive", account: account,
                endpoints: [Samples.endpoint("oa.x", 5432, role: "reader")]),
            Samples.row("dynamodb", "orders", account: account),
            Samples.row("sg", "sg-1", account: account, name: "orders-database"),
            Samples.row("rds-cluster", "payments", account: account, endpoints: [Samples.endpoint("p.x", 5432)]),
        ]
    }
    static let index = SearchIndex(
        Samples.snapshot(rows, kinds: kinds, views: views, accounts: ["staging", "production"]))

    private func find(_ text: String) -> [String] {
        Self.index.find(text).answers.map { "\($0.resource.key.account) \($0.resource.key.id)" }
    }

    @Test(
        "Words for a kind, an account or a region stand for all rows there; the writer is first",
        arguments: [
            "orders database staging", "what is the orders database in staging?",
            "Where is the staging orders databases endpoint",
            "rds orders stag eu-west-1 database",
        ])
    func database(question: String) {
        let found = find(question)
        #expect(found.first == "staging orders-main")
        #expect(found.contains("staging orders-1") && !found.contains("staging payments"))
        #expect(found.allSatisfy { $0.hasPrefix("staging") })
        #expect(Self.index.find(question).answers.first?.endpoint?.role == "writer")
    }

    @Test("A role that is asked for is the endpoint that is answered with")
    func role() {
        let answer = Self.index.find("orders-main reader staging").answers.first
        #expect(answer?.endpoint?.host == "om-ro.x")
    }

    @Test("A member stands behind its cluster, and what has no endpoint behind what has one")
    func order() {
        #expect(
            find("orders database staging") == [
                "staging orders-main", "staging orders-archive", "staging orders", "staging orders-1", "staging sg-1",
            ])
    }

    @Test("A place alone is all that is there, and words that nothing has find nothing")
    func places() {
        #expect(find("staging").count == 6)
        #expect(find("staging database").count == 6)
        #expect(find("orders database nowhere").isEmpty)
        #expect(find("orders-database staging") == ["staging sg-1"])
    }

    @Test("Only an answer that stands alone is surely meant")
    func only() {
        #expect(Self.index.find("orders-database staging").only?.resource.key.kind == "sg")
        #expect(Self.index.find("orders-main").only == nil)
        #expect(Self.index.find("orders").only == nil)
        #expect(Self.index.find("nothing-like-it").only == nil)
    }
}
