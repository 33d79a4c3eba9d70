import AWS
import Collector
import FoundationEssentials
import Inventory

/// One look at 520,000 empty cells: 1,000 accounts, or as many as are said, 20 regions, 26 kinds, through collector and client, signed and parsed.
enum SweepBench {
    static let kinds = 26
    static let regions = [
        "us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1", "eu-west-1", "eu-west-2",
        "eu-west-3", "eu-central-1", "eu-north-1", "eu-south-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2",
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-east-1", "me-south-1",
    ]

    /// What was seen.
    private struct Seen: Sendable {
        let cells: Int
        let unread: Int
        let seconds: Double
        let quotas: Quotas
    }

    static func run(_ words: [String]) {
        guard words.count == 2 || words.count == 3, let accounts = Int(words.dropFirst(2).first ?? "1000") else {
            Usage.fail("sweep KINDS MODELS [ACCOUNTS]")
        }
        let loaded = BenchKinds.load(words[0], models: words[1])
        let regional = Array(loaded.kinds.filter { !$0.isGlobal }.prefix(kinds))
        guard regional.count == kinds else { Usage.fail("there are only \(regional.count) kinds with regions") }
        let models = words[1]
        let empty = Usage.residentBytes
        let began = ContinuousClock.now
        let seen = Simulation.run { clock in
            let aws = CannedAWS(clock)
            let collector = SimulatedCollector.collector(
                clock, aws, accounts: accounts, regions: regions, kinds: KindSet(kinds: regional, views: []),
                models: models)
            let running = Task { await collector.run() }
            var unread = Int.max
            while unread > 0, clock.elapsed < .seconds(7_200) {
                try? await clock.sleep(for: .seconds(30))
                unread = collector.box.current.cells.values.count { $0.fetchedAt == nil }
            }
            let seconds = clock.elapsed / .seconds(1)
            running.cancel()
            await running.value
            return Seen(
                cells: collector.box.current.cells.count, unread: unread, seconds: seconds, quotas: aws.counted)
        }
        let wall = (ContinuousClock.now - began) / .seconds(1)
        print(
            """
            {"cells":\(seen.cells),"unread":\(seen.unread),"simulated_seconds":\(seen.seconds),\
            "wall_seconds":\(wall),"cpu_seconds":\(Usage.cpuSeconds),"requests":\(seen.quotas.requests),\
            "overshoot":\(Double(seen.quotas.overshoot) / Double(max(seen.quotas.requests, 1))),\
            "peak_bytes":\(Usage.peakBytes),"empty_bytes":\(empty),\
            "bytes_per_cell":\((Usage.residentBytes - empty) / max(seen.cells, 1))}
            """)
    }
}

/// A collector over a simulated AWS.
enum SimulatedCollector {
    static func collector(
        _ clock: SimulatedClock, _ aws: CannedAWS, accounts: Int, regions: [String], kinds: KindSet, models: String
    ) -> Collector {
        let names = (1...accounts).map(String.init)
        let client: AWSClient
        do {
            let store = try ModelStore(directories: [models])
            let chance = Chance(seed: 1)
            client = AWSClient(
                accounts: names.map { name in
                    let digits = String(repeating: "0", count: 12 - name.count) + name
                    return AccountAccess(
                        name: name,
                        source: .keys(accessKeyID: "AKIA\(digits)", secretAccessKey: "secret", sessionToken: nil))
                }, models: store, partitions: try Partitions(try store.partitions()), http: aws,
                time: clock.timekeeper, date: { clock.date }, jitter: { chance.next() })
        } catch {
            Usage.fail("\(error)")
        }
        let chance = Chance(seed: 3)
        let settings = CollectorSettings(
            accounts: names.map { .init(name: $0, group: nil, regions: RegionPatterns(regions), accountID: nil) },
            kinds: kinds)
        return Collector(settings, client: client, pacing: clock.pacing { chance.next() })
    }
}
