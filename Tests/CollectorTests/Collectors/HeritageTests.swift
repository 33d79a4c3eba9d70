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
            kinds: KindSet(kinds: kinds, views: []), knownRegions: ["eu-west-1", "us-east-1"])
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

    @Test("a kind whose columns changed is read anew")
    func kinds() async throws {
        let earlier = try await first()
        var changed = try SampleKinds.group()
        changed.columns.append(try SampleKinds.column("more", "More"))
        let later = Collector(
            settings([("prod", nil)], kinds: [changed]), client: client, continuing: await earlier.heritage)
        #expect(ids(later.box.current, "prod") == [])
        #expect(
            later.box.current.cells[CellKey(account: "prod", region: "eu-west-1", kind: "target-group")]?.status
                == .never)
    }
}
