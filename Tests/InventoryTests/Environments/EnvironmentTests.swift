import Document
import FoundationEssentials
import Inventory
import Testing

@Suite("Environments")
struct EnvironmentTests {
    static let kinds: [Kind] = {
        var database = Samples.kind(
            "db",
            [
                Samples.column("engine_version", .text), Samples.column("class", .text),
                Samples.column("encrypted", .bool),
            ])
        database.compared = ["engine_version", "class", "encrypted"]
        var queue = Samples.kind("queue", [Samples.column("retention", .duration), Samples.column("unhealthy", .list)])
        queue.compared = ["retention"]
        var interface = Samples.kind("interface", [Samples.column("owner", .link(to: "db"))])
        interface.belongsTo = ["owner"]
        return [
            database, queue, interface,
            Samples.kind("stack", [Samples.column("outputs", .list), Samples.column("updated_at", .time)]),
        ]
    }()
    static let views = [
        View(name: "interface", title: "Interfaces", group: "Network", kinds: ["interface"], isMerged: false),
        View(name: "queue", title: "Queues", group: "Services", kinds: ["queue"], isMerged: false),
        View(name: "db", title: "Databases", group: "Database", kinds: ["db"], isMerged: false),
        View(name: "stack", title: "Stacks", group: "Deployments", kinds: ["stack"], isMerged: false),
    ]

    static func row(
        _ kind: String, _ name: String, _ environment: String?, account: String, region: String = "eu-west-1",
        state: String? = nil,
        endpoints: [Endpoint] = [], columns: [Value] = []
    ) -> Resource {
        Resource(
            key: ResourceKey(account: account, region: region, kind: kind, id: "\(name)@\(region)"), name: name,
            state: state,
            createdAt: Samples.now, endpoints: endpoints, environment: environment, columns: columns,
            raw: RawDocument([:]))
    }

    static func db(
        _ name: String, _ environment: String, _ account: String, _ version: String, _ type: String,
        region: String = "eu-west-1", state: String = "available", role: String = "writer"
    ) -> Resource {
        row(
            "db", name, environment, account: account, region: region, state: state,
            endpoints: [Samples.endpoint("\(name).x", 5432, role: role)],
            columns: [.string(version), .string(type), true])
    }

    static let rows: [Resource] = [
        db("orders-staging-db", "staging", "dev", "16.3", "db.t4g.medium"),
        db("orders-production-db", "Production", "prod", "16.4", "db.r6g.large"),
        db("same", "staging", "dev", "16.3", "db.t4g.medium", state: "storage-full"),
        db("same", "production", "prod", "16.3", "db.t4g.medium"),
        db("ledger", "production", "prod", "15.1", "db.m5", role: "reader"),
        db("fleet", "staging", "dev", "16.3", "a"), db("fleet", "staging", "dev", "16.3", "a", region: "us-east-1"),
        db("fleet", "production", "prod", "16.3", "a"),
        row(
            "queue", "OrdersStgQueue", "staging", account: "dev",
            endpoints: [Samples.endpoint("https://q/1/a", role: "url")], columns: [60, ["i-1 unhealthy"]]),
        row(
            "queue", "orders-prod-queue", "production", account: "prod",
            endpoints: [Samples.endpoint("https://q/2/a", role: "url")], columns: [60, []]),
        row("queue", "prod", "production", account: "prod", columns: [60, []]),
        row("interface", "e-1", "staging", account: "dev", endpoints: [Samples.endpoint("10.0.0.1", role: "private")]),
        row(
            "stack", "old", "staging", account: "dev",
            columns: [["Url=https://a=b", "Queue=q"], "2025-11-01T00:00:00Z"]),
        row("stack", "new", "staging", account: "dev", columns: [[], "2025-11-19T00:00:00Z"]),
        row("db", "nobody", nil, account: "prod"),
    ]

    static func snapshot(_ others: [Cell] = []) -> Snapshot {
        Samples.snapshot(rows, kinds: kinds, views: views, others: others, accounts: ["prod", "dev", "dark"])
    }

    private func unread(_ account: String, _ kind: String) -> Cell {
        Cell(key: CellKey(account: account, region: "us-west-2", kind: kind), status: .denied)
    }

    private func compare(_ a: String, _ b: String, others: [Cell] = []) throws -> EnvironmentComparison {
        let snapshot = Self.snapshot(others)
        let members = EnvironmentMembers(snapshot)
        return EnvironmentComparison(
            try #require(members.name(a)), try #require(members.name(b)), in: members, of: snapshot)
    }

    @Test("Environments are one whatever the case, and called as most of their resources call them")
    func names() {
        let members = EnvironmentMembers(Self.snapshot())
        #expect(members.names.map(\.text) == ["production", "staging"])
        #expect(members.name("PRODUCTION")?.text == "production")
        #expect(members.name("qa") == nil)
        #expect(members.unnamed == 1)
        #expect(members.names.map { members.count(of: $0) } == [6, 8])
    }

    @Test(
        "A name is aligned without the environment's word",
        arguments: [
            ("staging", "orders-staging-db", "orders-db"), ("staging", "OrdersStgQueue", "orders-queue"),
            ("production", "prod.orders_LIVE", "orders"), ("production", "productions", "productions"),
            ("staging", "staging", ""), ("qa team", "qa-web-Team1", "web-team1"), ("eu", "eu-west", "west"),
            ("staging", "HTTPServer", "httpserver"), ("staging", "", ""),
        ])
    func alignment(environment: String, name: String, wanted: String) {
        #expect(EnvironmentName(environment).aligned(name) == wanted)
    }

    @Test("A report leads with writers, leaves out borrowed addresses, and has what is broken and the newest stack")
    func report() throws {
        let snapshot = Self.snapshot([unread("dev", "queue"), unread("prod", "queue"), unread("dark", "db")])
        let members = EnvironmentMembers(snapshot)
        let report = EnvironmentReport(try #require(members.name("Staging")), in: members, of: snapshot)
        #expect(report.total == 8 && report.accounts == ["dev"] && report.regions == ["eu-west-1", "us-east-1"])
        #expect(report.groups.map(\.word) == ["db", "queue"])
        #expect(report.groups[0].resources.map(\.name) == ["fleet", "fleet", "orders-staging-db", "same"])
        #expect(report.counts.map { "\($0.word) \($0.count)" } == ["interface 1", "queue 1", "db 4", "stack 2"])
        #expect(report.troubles.map(\.reason) == ["storage-full", "Unhealthy: i-1 unhealthy"])
        #expect(report.newestUpdate?.stack.name == "new")
        #expect(report.outputs.map(\.texts) == [["Url=https://a=b", "Queue=q"]])
        // What is denied elsewhere hides nothing here; an account of which nothing is known may.
        #expect(report.unread.map(\.key.account).sorted() == ["dark", "dev"])
    }

    @Test("Only what differs is told, each difference in words")
    func comparison() throws {
        let found = try compare("staging", "production")
        let told = found.items.map { item in
            "\(item.kind) \(item.title): "
                + item.differences.map { "\($0.title) \($0.left) | \($0.right)" }.joined(separator: "; ")
        }
        #expect(
            told == [
                "db fleet: count 2 | 1", "db ledger: missing missing | 1",
                "db orders-db: Engine_Version 16.3 | 16.4; Class db.t4g.medium | db.r6g.large",
                "queue (the environment's word alone): missing missing | 1",
            ])
        #expect(found.equal == 2)
        #expect(found.compared == ["db", "queue"])
        let orders = try #require(found.items.first { $0.name == "orders-db" })
        #expect(orders.differences[0].words == "Engine_Version is 16.3 in staging and 16.4 in production")
        #expect(
            orders.alignment(found.left, found.right)?.contains(
                "orders-production-db, orders-staging-db: the same without") == true)
        #expect(
            found.items[0].differences[0].words == "2 in staging (eu-west-1, us-east-1), 1 in production (eu-west-1)")
        #expect(found.items[0].alignment(found.left, found.right) == nil)
    }

    private func compare(_ rows: [Resource], kinds: [Kind] = EnvironmentTests.kinds) throws -> EnvironmentComparison {
        let snapshot = Samples.snapshot(rows, kinds: kinds, views: Self.views, accounts: ["prod", "dev"])
        let members = EnvironmentMembers(snapshot)
        return EnvironmentComparison(
            try #require(members.name("staging")), try #require(members.name("production")), in: members, of: snapshot)
    }

    @Test("What has one name on both sides is one thing, whichever words are in it")
    func equalNames() throws {
        let found = try compare([
            Self.db("carts-live", "staging", "dev", "7.1", "a"),
            Self.db("carts-live", "production", "prod", "7.2", "a"),
            Self.db("jobs-live-staging", "staging", "dev", "7.1", "a"),
            Self.db("jobs-live-production", "production", "prod", "7.2", "a"),
            Self.db("mail-live-stg", "staging", "dev", "7.1", "a"),
            Self.db("mail-live-prd", "production", "prod", "7.2", "a"),
        ])
        #expect(found.items.map(\.title) == ["carts-live", "jobs-live", "mail-live"])
        #expect(found.items.allSatisfy { $0.differences.map(\.title) == ["Engine_Version"] })
    }

    @Test("A name that stands on both sides is never missing", arguments: 0..<60)
    func neverMissing(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let words = ["live", "prod", "staging", "stage", "orders", "Carts", "db", "1", "test"]
        func names() -> [String] {
            (0..<Int.random(in: 1...12, using: &random)).map { _ in
                (0..<Int.random(in: 1...3, using: &random)).map { _ in random.pick(words) }
                    .joined(separator: random.pick(["-", "_", "."]))
            }
        }
        let shared = names()
        let (left, right) = (Set(shared + names()).sorted(), Set(shared + names()).sorted())
        let found = try compare(
            left.map { Self.db($0, "staging", "dev", "1", "a") }
                + right.map { Self.db($0, "production", "prod", "1", "a") })
        let both = Set(left).intersection(right)
        for item in found.items where item.differences.contains(where: { $0.subject == .missing }) {
            #expect(both.isDisjoint(with: (item.left + item.right).map(\.name)), "\(item.title)")
        }
        // Every resource stands in one item, or in none where nothing differs.
        let told = found.items.flatMap { $0.left + $0.right }.map(\.key)
        #expect(Set(told).count == told.count && told.count + found.equal <= left.count + right.count)
    }

    @Test("Where AWS makes the names, a kind says by what people know its resources")
    func alignedBy() throws {
        var site = Samples.kind(
            "site", [Samples.column("aliases", .list), Samples.column("comment", .text), Samples.column("ipv6", .bool)])
        site.compared = ["ipv6"]
        site.alignedBy = ["aliases", "comment"]
        site.notCompared = "Its pages are not read."
        func row(_ name: String, _ environment: String, _ aliases: [Value], _ comment: Value, _ ipv6: Bool) -> Resource
        {
            Self.row(
                "site", name, environment, account: environment == "staging" ? "dev" : "prod",
                columns: [.array(aliases), comment, .bool(ipv6)])
        }
        let found = try compare(
            [
                row("d1a.cloudfront.net", "staging", ["www.staging.example.com"], "shop", true),
                row("d2b.cloudfront.net", "production", ["www.prod.example.com", "example.com"], nil, false),
                row("d3c.cloudfront.net", "staging", [], "Assets (staging)", true),
                row("d4d.cloudfront.net", "production", [], "assets, production", true),
                row("d5e.cloudfront.net", "production", [], nil, true),
            ], kinds: [site])
        #expect(found.items.map(\.title) == ["d5e-cloudfront-net", "www-example-com"])
        #expect(found.items.map { $0.differences.map(\.title) } == [["missing"], ["Ipv6"]])
        #expect(found.equal == 1)
        #expect(found.notCompared.map(\.words) == ["Its pages are not read."])
    }

    @Test("Several values are told with how many have each")
    func severalValues() throws {
        let found = try compare([
            Self.db("a", "staging", "dev", "2", "x"), Self.db("a", "production", "prod", "2", "x"),
            Self.db("a", "production", "prod", "6", "x", region: "us-east-1"),
            Self.db("b", "staging", "dev", "1", "x"), Self.db("b", "staging", "dev", "1", "x", region: "us-east-1"),
            Self.db("b", "production", "prod", "1", "x"),
            Self.db("b", "production", "prod", "3", "x", region: "us-east-1"),
        ])
        let told = found.items.flatMap(\.differences).filter { $0.subject != .count }
        #expect(told.map { "\($0.left) | \($0.right)" } == ["2 | 1 has 2, 1 has 6", "1 | 1 has 1, 1 has 3"])
        #expect(
            told.map(\.words) == [
                "Engine_Version: in staging it is 2; in production 1 has 2, 1 has 6",
                "Engine_Version: in staging all have 1; in production 1 has 1, 1 has 3",
            ])
    }

    @Test("An environment is the same as itself, and order does not change what differs")
    func symmetry() throws {
        #expect(try compare("staging", "staging").items.isEmpty)
        let (there, back) = (try compare("staging", "production"), try compare("production", "staging"))
        #expect(there.items.map(\.name) == back.items.map(\.name) && there.equal == back.equal)
    }

    @Test("Nothing is missing where its cell could not be read")
    func unknown() throws {
        func subject(_ others: [Cell]) throws -> EnvironmentComparison.Difference {
            try #require(
                compare("staging", "production", others: others).items.first { $0.name == "ledger" }?.differences.first)
        }
        #expect(try subject([]).subject == .missing)
        #expect(try subject([unread("dev", "db")]).subject == .unknown)
        #expect(try subject([unread("dev", "db")]).words == "unknown in staging: dev/us-west-2/db could not be read")
        // Another kind, the other side's account, and an account that has other environments alone hide nothing.
        #expect(try subject([unread("dev", "queue"), unread("prod", "db")]).subject == .missing)
        // An account of which nothing was read may have any environment.
        #expect(try subject([unread("dark", "db")]).subject == .unknown)
        let count = try compare("staging", "production", others: [unread("prod", "db")]).items[0].differences[0]
        #expect(count.words.hasSuffix("; prod/us-west-2/db could not be read"))
    }

    @Test("Twins say the same as the page")
    func twins() throws {
        let snapshot = Self.snapshot([unread("dev", "db")])
        let members = EnvironmentMembers(snapshot)
        let found = try compare("staging", "production", others: [unread("dev", "db")])
        let document = found.document(in: snapshot)
        #expect(document["complete"] == false && document["equal"] == 2)
        let text = String(decoding: found.markdown(in: snapshot.kinds), as: UTF8.self)
        #expect(text.contains("| dbs | ledger | unknown | unknown | 1 |"))
        #expect(text.contains("1 cells could not be read") || text.contains("1 cell could not be read"))
        let report = EnvironmentReport(try #require(members.name("staging")), in: members, of: snapshot)
        let page = String(decoding: report.markdown(in: snapshot.kinds), as: UTF8.self)
        #expect(
            page.contains("| writer | orders-staging-db.x:5432 | orders-staging-db | dev | eu-west-1 | available |"))
        #expect(page.contains("| old | Url=https://a=b |"))
        #expect(report.document(in: snapshot)["newest_update"]?["name"] == "new")
        #expect(members.document(in: snapshot)["unnamed"] == 1)
    }
}
