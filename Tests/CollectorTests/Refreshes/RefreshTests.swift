import AWS
import Collector
import Document
import FoundationEssentials
import Inventory
import Synchronization
import Testing

@Suite("Cells that people have read again")
struct RefreshTests {
    let client = FakeClient()
    let clock = TestTime()
    let key = CellKey(account: "prod", region: "eu-west-1", kind: "target-group")

    private func settings(_ limits: RefreshLimits = RefreshLimits()) throws -> CollectorSettings {
        var settings = CollectorSettings(
            accounts: [
                .init(name: "prod", group: nil, regions: RegionPatterns(["eu-west-1", "us-east-1"]), accountID: nil)
            ], kinds: KindSet(kinds: [try SampleKinds.group()], views: []))
        settings.refreshLimits = limits
        return settings
    }

    @Test("a cell is read again once per press, and not within five seconds of its last start")
    func spacing() async throws {
        client.on("elbv2:DescribeTargetGroups") { _ in ["TargetGroups": []] }
        let collector = Collector(try settings(), client: client, pacing: clock.pacing)
        let running = Task { await collector.run() }
        await until { collector.box.current.cells.values.allSatisfy { $0.status == .fresh } }
        #expect(await collector.refresh([key]) == RefreshReport(recent: 1))
        clock.advance(4)
        #expect(await collector.refresh([key]) == RefreshReport(recent: 1))
        clock.advance(2)
        let before = collector.box.current.cells[key]?.fetchedAt
        let report = await collector.refresh([key, CellKey(account: "prod", region: "nowhere", kind: "no")])
        #expect(report == RefreshReport(asked: [key]))
        await until { collector.box.current.cells[key]?.fetchedAt != before }
        #expect(client.count("elbv2:DescribeTargetGroups") == 3)
        #expect(await collector.refresh([key]) == RefreshReport(recent: 1))
        running.cancel()
        await running.value
        #expect(client.count("elbv2:DescribeTargetGroups") == 3)
    }

    @Test("what is being read is not asked for a second time")
    func inFlight() async throws {
        // Nothing runs: what was asked for waits for its place.
        let collector = Collector(try settings(), client: client, pacing: clock.pacing)
        _ = await collector.collect { _ in false }
        #expect(await collector.refresh([key]) == RefreshReport(asked: [key]))
        #expect(await collector.refresh([key]) == RefreshReport(underWay: 1))
    }

    @Test("the allowance bounds what is asked for, and says when there is more")
    func allowance() async throws {
        let collector = Collector(
            try settings(RefreshLimits(account: .init(burst: 1, rate: 0.1))), client: client, pacing: clock.pacing)
        let snapshot = await collector.collect { _ in false }
        let report = await collector.refresh(snapshot.cells.keys)
        #expect(report.asked.count == 1)
        #expect(report.refused == 1)
        #expect(report.retryAfter == 10)
        clock.advance(11)
        #expect(await collector.refresh(snapshot.cells.keys.filter { !report.asked.contains($0) }).asked.count == 1)
    }

    @Test("a throttled cell is left alone for a while; what waits for a second answer keeps its own time")
    func throttled() async throws {
        let answer = Mutex("throttled")
        client.on("elbv2:DescribeTargetGroups") { _ throws(APIError) in
            switch answer.withLock({ $0 }) {
            case "throttled": throw APIError(.throttled, "slow down")
            case "all": ["TargetGroups": .array((100..<130).map { ["Name": .string("g\($0)")] })]
            default: ["TargetGroups": []]
            }
        }
        let collector = Collector(try settings(), client: client, pacing: clock.pacing)
        let running = Task { await collector.run() }
        func cell() -> Cell? { collector.box.current.cells[key] }
        await until { cell()?.status == .throttled }
        clock.advance(10)
        #expect(await collector.refresh([key]) == RefreshReport(waiting: 1))
        clock.advance(6)
        answer.withLock { $0 = "all" }
        #expect(await collector.refresh([key]).asked == [key])
        await until { cell()?.rows.count == 30 }
        answer.withLock { $0 = "none" }
        clock.advance(6)
        #expect(await collector.refresh([key]).asked == [key])
        await until { cell()?.status == .held }
        #expect(cell()?.unconfirmedRows == 30)
        #expect(cell()?.isUnconfirmed("g100") == true)
        clock.advance(6)
        #expect(await collector.refresh([key]) == RefreshReport(waiting: 1))
        clock.advance(60)
        _ = await collector.refresh([])
        await until { cell()?.rows.isEmpty == true && cell()?.status == .fresh }
        running.cancel()
        await running.value
    }

    @Test("an account whose credentials do not work is tried with one cell, however many are asked for")
    func badCredentials() async throws {
        client.on("elbv2:DescribeTargetGroups") { _ throws(APIError) in throw APIError(.credentialsExpired, "expired") }
        let collector = Collector(try settings(), client: client, pacing: clock.pacing)
        let running = Task { await collector.run() }
        await until {
            collector.box.current.cells.values.allSatisfy { $0.status == .error && $0.error?.nextTry != nil }
        }
        clock.advance(6)
        let report = await collector.refresh(collector.box.current.cells.keys)
        #expect(report.asked.count == 1)
        #expect(report.waiting == 1)
        running.cancel()
        await running.value
    }
}
