import AWS
import Collector
import Document
import FoundationEssentials
import Inventory
import Synchronization
import Testing

@Suite("Going on with another configuration")
struct HeritageTests {
    private let client = FakeClient()

    private func settings(
        _ accounts: [(name: String, id: String?)], regions: [String] = ["eu-west-1"], kinds: [Kind]
    ) -> CollectorSettings {
        CollectorSettings(
            accounts: accounts.map {
                .init(name: $0.name, group: nil, regions: RegionPatterns(regions), accountID: $0.id)
            },
            kinds: KindSet(kinds: kinds, views: []))
    }

    /// A collector of `prod` and `dev` that has read one group of each.
    private func first() async throws -> Collector {
        client.on("elbv2:DescribeTargetGroups") { call in ["TargetGroups": [["Name": .string("of-\(call.account)")]]] }
        let collector = Collector(
            settings([("prod", nil), ("dev", nil)], kinds: [try SampleKinds.group()]), client: client)
        _ = await collector.collect { _ in true }
        return collector
    }

    private func ids(_ snapshot: Snapshot, _ account: String, _ region: String = "eu-west-1") -> [String]? {
        snapshot.cells[CellKey(account: account, region: region, kind: "target-group")]?.rows.map(\.id)
    }

    @Test("accounts that stay keep their rows and ages, those that go are gone, new ones come")
    func accounts() async throws {
        let earlier = try await first()
        let read = earlier.box.current
        let new = settings([("dev", nil), ("test", nil)], kinds: [try SampleKinds.group()])
        let later = Collector(new, client: client, continuing: await earlier.heritage)
        let snapshot = later.box.current
        #expect(snapshot.accounts.map(\.name) == ["dev", "test"])
        #expect(ids(snapshot, "dev") == ["of-dev"])
        #expect(ids(snapshot, "test") == [])
        #expect(ids(snapshot, "prod") == nil)
        let key = CellKey(account: "dev", region: "eu-west-1", kind: "target-group")
        #expect(snapshot.cells[key]?.fetchedAt == read.cells[key]?.fetchedAt)
        #expect(snapshot.cells[key]?.status == .fresh)
        #expect(snapshot.generation > read.generation)
        #expect(snapshot.account("dev")?.accountID == "111122223333")
    }

    @Test("what stays is not read again before it is due")
    func due() async throws {
        let earlier = try await first()
        let before = client.count("elbv2:DescribeTargetGroups")
        let new = settings([("prod", nil), ("test", nil)], kinds: [try SampleKinds.group()])
        let later = Collector(new, client: client, continuing: await earlier.heritage)
        let running = Task { await later.run() }
        while ids(later.box.current, "test") != ["of-test"] { try await Task.sleep(for: .milliseconds(5)) }
        running.cancel()
        await running.value
        #expect(client.count("elbv2:DescribeTargetGroups") == before + 1)
        #expect(ids(later.box.current, "prod") == ["of-prod"])
    }

    @Test("a region that is asked for no more goes, one that comes is read, a pattern keeps what is known")
    func regions() async throws {
        let earlier = try await first()
        let both = settings([("prod", nil)], regions: ["us-east-1", "eu-west-1"], kinds: [try SampleKinds.group()])
        let wider = Collector(both, client: client, continuing: await earlier.heritage).box.current
        #expect(ids(wider, "prod") == ["of-prod"])
        #expect(ids(wider, "prod", "us-east-1") == [])
        let pattern = settings([("prod", nil)], regions: ["eu-*"], kinds: [try SampleKinds.group()])
        #expect(
            ids(Collector(pattern, client: client, continuing: await earlier.heritage).box.current, "prod") == [
                "of-prod"
            ])
        let other = settings([("prod", nil)], regions: ["us-east-1"], kinds: [try SampleKinds.group()])
        #expect(ids(Collector(other, client: client, continuing: await earlier.heritage).box.current, "prod") == nil)
    }

    @Test("rows of one AWS account are never shown as another's that took over its name")
    func strangers() async throws {
        let earlier = try await first()
        // Known at once where the configuration says who it is.
        let named = settings([("prod", "999900001111")], kinds: [try SampleKinds.group()])
        #expect(ids(Collector(named, client: client, continuing: await earlier.heritage).box.current, "prod") == [])
        // Known when AWS says it where it does not.
        client.identify(
            "prod", as: .success(CallerIdentity(accountID: "999900001111", arn: "arn:aws:iam::999900001111:root")))
        client.on("elbv2:DescribeTargetGroups") { _ throws(APIError) in throw APIError(.denied, "no") }
        let silent = settings([("prod", nil)], kinds: [try SampleKinds.group()])
        let later = Collector(silent, client: client, continuing: await earlier.heritage)
        #expect(ids(later.box.current, "prod") == ["of-prod"])
        let snapshot = await later.collect { _ in true }
        #expect(ids(snapshot, "prod") == [])
        #expect(snapshot.account("prod")?.accountID == "999900001111")
    }

    private static let key = CellKey(account: "prod", region: "eu-west-1", kind: "target-group")

    @Test("a kind that makes other rows of the same calls makes them of what was read, without asking anybody")
    func changedColumns() async throws {
        client.on("elbv2:DescribeTargetGroups") { _ in
            ["TargetGroups": [["Name": "a", "Port": 80, "Arn": "z"], ["Name": "b", "Port": 81, "Arn": "y"]]]
        }
        let collector = Collector(settings([("prod", nil)], kinds: [try SampleKinds.group()]), client: client)
        let before = try #require(await collector.collect { _ in true }.cells[Self.key])
        var changed = try SampleKinds.group()
        changed.columns.append(try SampleKinds.column("port", "Port", .integer))
        changed.id = try SampleKinds.path("Arn")
        changed.displayName = try SampleKinds.path("Name")
        let later = Collector(
            settings([("prod", nil)], kinds: [changed]), client: client, continuing: await collector.heritage)
        let cell = try #require(later.box.current.cells[Self.key])
        #expect(cell.rows.map(\.id) == ["y", "z"])
        #expect(cell.rows.map(\.name) == ["b", "a"])
        #expect(cell.rows.map(\.columns) == [[81], [80]])
        #expect(cell.rows.map(\.raw) == before.rows.reversed().map(\.raw))
        #expect(cell.status == .fresh && cell.fetchedAt == before.fetchedAt && cell.tally != nil)
        #expect(client.count("elbv2:DescribeTargetGroups") == 1)
    }

    @Test("a kind that asks more keeps its rows, and is read at once; one that lists other things begins anew")
    func changedCalls() async throws {
        client.on("elbv2:DescribeTargetGroups") { _ in ["TargetGroups": [["Name": "a", "Arn": "1"]]] }
        let earlier = Collector(settings([("prod", nil)], kinds: [try SampleKinds.group()]), client: client)
        _ = await earlier.collect { _ in true }
        client.on("elbv2:DescribeTags") { _ in
            ["TagDescriptions": [["ResourceArn": "1", "Tags": [["Key": "Team", "Value": "shop"]]]]]
        }
        var tagged = try SampleKinds.group()
        tagged.attachments.append(try #require(SampleKinds.balancer().attachments.first))
        tagged.tags = try SampleKinds.path("_tagset.Tags")
        let later = Collector(
            settings([("prod", nil)], kinds: [tagged]), client: client, continuing: await earlier.heritage)
        #expect(later.box.current.cells[Self.key]?.rows.map(\.id) == ["a"])
        #expect(later.box.current.cells[Self.key]?.status == .stale)
        let running = Task { await later.run() }
        await until { later.box.current.cells[Self.key]?.rows.first?.tag("Team") == "shop" }
        running.cancel()
        await running.value
        var other = try SampleKinds.group()
        other.items = try SampleKinds.path("Others")
        let third = Collector(
            settings([("prod", nil)], kinds: [other]), client: client, continuing: await later.heritage)
        #expect(third.box.current.cells[Self.key]?.rows.isEmpty == true)
        #expect(third.box.current.cells[Self.key]?.status == .never)
    }

    @Test("new rules for environments count at once, for rows that are not read again, too")
    func environments() async throws {
        client.on("elbv2:DescribeTargetGroups") { _ in ["TargetGroups": [["Name": "web-live"], ["Name": "web-test"]]] }
        let earlier = Collector(settings([("prod", nil)], kinds: [try SampleKinds.group()]), client: client)
        let before = try #require(await earlier.collect { _ in true }.cells[Self.key])
        #expect(before.rows.map(\.environment) == [nil, nil])
        var rules = settings([("prod", nil)], kinds: [try SampleKinds.group()])
        rules.environments = EnvironmentRules(
            rules: [.name({ $0.hasSuffix("live") }, environment: "production")], accountDefaults: ["prod": "rest"])
        let later = Collector(rules, client: client, continuing: await earlier.heritage)
        let cell = try #require(later.box.current.cells[Self.key])
        #expect(cell.rows.map(\.environment) == ["production", "rest"])
        #expect(cell.rows.map(\.raw) == before.rows.map(\.raw))
        #expect(cell.status == .fresh && cell.tally != nil)
        #expect(client.count("elbv2:DescribeTargetGroups") == 1)
    }

    @Test("rows that are made anew are joined with their neighbours as before")
    func joined() async throws {
        client.on("elbv2:DescribeLoadBalancers") { _ in ["LoadBalancers": [["Name": "front", "Arn": "A"]]] }
        client.on("elbv2:DescribeTags") { _ in ["TagDescriptions": []] }
        client.on("elbv2:DescribeTargetGroups") { _ in
            ["TargetGroups": [["Name": "web", "LoadBalancerArns": ["A"]]]]
        }
        var balancer = try SampleKinds.balancer()
        let group = try SampleKinds.group()
        let earlier = Collector(settings([("prod", nil)], kinds: [balancer, group]), client: client)
        _ = await earlier.collect { _ in true }
        balancer.columns.append(try SampleKinds.column("first", "_groups[0].Name"))
        let later = Collector(
            settings([("prod", nil)], kinds: [balancer, group]), client: client, continuing: await earlier.heritage)
        let row = later.box.current.resource(
            ResourceKey(account: "prod", region: "eu-west-1", kind: "load-balancer", id: "front"))
        #expect(row?.columns == [["web"], "web"])
    }

    @Test("details that have a period of their own are not asked again because of a reload")
    func details() async throws {
        client.on("dynamodb:ListTables") { _ in ["TableNames": ["orders"]] }
        client.on("dynamodb:DescribeTable") { _ in ["Table": ["ItemCount": 7]] }
        let kind = try SampleKinds.table(detailEvery: .seconds(900))
        let earlier = Collector(settings([("prod", nil)], kinds: [kind]), client: client)
        _ = await earlier.collect { _ in true }
        let later = Collector(
            settings([("prod", nil)], kinds: [kind]), client: client, continuing: await earlier.heritage)
        let snapshot = await later.collect { _ in true }
        #expect(snapshot.cells.cells(of: "prod").first?.rows.first?.columns == [7])
        #expect(client.count("dynamodb:ListTables") == 2 && client.count("dynamodb:DescribeTable") == 1)
    }
}
