import AWS
import Collector
import FoundationEssentials
import Inventory
import Synchronization
import Testing

@testable import Catalog

@Suite("A collection of which AWS refuses a third")
struct ThrottledCollectionTests {
    /// Lists of one page and of several, details of each row, lists beside a list, and what is empty.
    private static let kinds = [
        "ec2", "ebs", "sg", "snapshots", "subnet", "vpc", "sqs", "dynamodb", "rds-instance", "rds-cluster",
        "cloudformation", "autoscale", "sns-topic", "sns-subscription", "elasticache-cluster", "load-balancer",
        "classic-load-balancer", "target-group", "cloudwatch", "redshift",
    ]

    /// These kinds in two accounts and two regions, read once.
    private func collect(_ aws: ThrottlingAWS) async throws -> Snapshot {
        let store = try Models.store
        let catalog = Catalog.load(folders: [Models.root.appending(path: "kinds").path], models: store)
        let names = ["prod", "dev"]
        let clock = Jumping()
        let client = AWSClient(
            accounts: names.map {
                AccountAccess(name: $0, source: .keys(accessKeyID: "AK\($0)", secretAccessKey: "s", sessionToken: nil))
            }, models: store, partitions: try Partitions(try store.partitions()), http: aws, time: clock.keeper,
            jitter: { 0.5 })
        var settings = CollectorSettings(
            accounts: names.map {
                .init(
                    name: $0, group: nil, regions: RegionPatterns(["eu-west-1", "us-east-1"]), accountID: nil)
            }, kinds: KindSet(kinds: catalog.kinds.kinds.filter { Self.kinds.contains($0.name) }, views: []))
        try #require(settings.kinds.kinds.count == Self.kinds.count)
        // The clock jumps for whoever waits: cells side by side would eat each other's time.
        settings.concurrency = 1
        let pacing = Pacing(
            now: { Date() }, instant: { clock.now }, sleep: { clock.pass($0) }, jitter: { 0.5 })
        return await Collector(settings, client: client, pacing: pacing).collect { _ in true }
    }

    @Test(
        "takes at most 1.6 times the requests of one that goes well, and loses no cell and no row",
        arguments: [1, 2, 3])
    func third(seed: UInt64) async throws {
        let well = ThrottlingAWS(share: 0, seed: 0)
        let expected = try await collect(well)
        #expect(expected.cells.values.allSatisfy { $0.status == .fresh })
        let throttled = ThrottlingAWS(share: 0.3, seed: seed)
        let snapshot = try await collect(throttled)
        #expect(well.requests > 150)
        #expect(Double(throttled.requests) > 1.3 * Double(well.requests), "too few were refused to say anything")
        #expect(Double(throttled.requests) <= 1.6 * Double(well.requests))
        for cell in expected.cells.values {
            let other = snapshot.cells[cell.key]
            #expect(other?.status == .fresh, "\(cell.key): \(other?.error?.message ?? "")")
            #expect(other?.rows.map(\.id) == cell.rows.map(\.id), "\(cell.key)")
            #expect(other?.rows.allSatisfy { $0.problems.isEmpty } == true, "\(cell.key)")
        }
    }
}

/// A clock that jumps to whatever is waited for.
private final class Jumping: Sendable {
    private let passed = Mutex(Duration.zero)
    private let start = ContinuousClock.now

    var now: ContinuousClock.Instant { start + passed.withLock { $0 } }

    func pass(_ time: Duration) { passed.withLock { $0 += time } }

    var keeper: Timekeeper {
        Timekeeper(
            now: { self.now },
            sleep: { instant in
                try Task.checkCancellation()
                self.passed.withLock { $0 = max($0, instant - self.start) }
            })
    }
}
