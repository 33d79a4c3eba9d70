import Inventory
import Testing

/// Between the start and AWS's answer to which regions a pattern stands for.
@Suite("Regions that are not known yet")
struct UnknownRegionTests {
    static let snapshot = Snapshot(
        generation: 1, kinds: KindSet(kinds: [Samples.database, Samples.zone], views: []),
        accounts: [
            AccountInfo(name: "prod", regions: ["eu-west-1"]),
            AccountInfo(name: "dev", regions: [], areRegionsKnown: false),
        ],
        cells: Dictionary(
            uniqueKeysWithValues: [("prod", "eu-west-1", "rds-instance"), ("dev", "global", "route53-zone")].map {
                let key = CellKey(account: $0.0, region: $0.1, kind: $0.2)
                return (key, Samples.cell([], key))
            }))

    private func table(_ accounts: Scope, _ regions: Scope, _ word: String) throws -> Table {
        try Table(
            TableRequest(accounts: accounts, regions: regions, word: word), over: Self.snapshot, now: Samples.now)
    }

    @Test("no table is complete without them, and none is refused", arguments: ["all", "us-east-1", "eu-*"])
    func incomplete(region: String) throws {
        let regions: Scope = region == "all" ? .all : .names([region])
        let dev = try table(.names(["dev"]), regions, "rds-instance")
        #expect(dev.cells.map(\.key.region) == ["*"])
        #expect(dev.cells.map(\.status) == [.never])
        #expect(!dev.isComplete)
        #expect(try table(.names(["prod"]), .names(["eu-west-1"]), "rds-instance").isComplete)
    }

    @Test("global kinds do not wait for them")
    func global() throws {
        #expect(try table(.names(["dev"]), .all, "route53-zone").isComplete)
    }

    @Test("find says that it did not search there")
    func find() {
        #expect(Self.snapshot.unreadCells.map(\.key) == [CellKey(account: "dev", region: "*", kind: "*")])
    }
}
