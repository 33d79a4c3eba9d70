import AWS
import Collector
import Document
import FoundationEssentials
import Inventory
import Synchronization
import Testing

@Suite("The matrix, read")
struct CollectorTests {
    let client = FakeClient()

    /// As large as a test needs it.
    private let partition = Partition(
        name: "aws", home: "us-east-1", dnsSuffix: "amazonaws.com", regions: ["eu-central-1", "eu-west-1", "us-east-1"])

    func settings(_ kinds: [Kind], accounts: [String] = ["prod", "dev"], regions: [String] = ["eu-west-1"])
        -> CollectorSettings
    {
        CollectorSettings(
            accounts: accounts.map {
                .init(
                    name: $0, group: nil, regions: RegionPatterns(regions), accountID: nil, partition: partition)
            }, kinds: KindSet(kinds: kinds, views: []))
    }

    @Test("one account that is denied leaves the others as they are")
    func oneDenied() async throws {
        client.on("elbv2:DescribeTargetGroups") { call throws(APIError) in
            guard call.account == "prod" else {
                throw APIError(.denied, "no", action: "elasticloadbalancing:DescribeTargetGroups")
            }
            return ["TargetGroups": [["Name": "web"]]]
        }
        let snapshot = await Collector(settings([try SampleKinds.group()]), client: client).collect { _ in true }
        let prod = snapshot.cells[CellKey(account: "prod", region: "eu-west-1", kind: "target-group")]
        let dev = snapshot.cells[CellKey(account: "dev", region: "eu-west-1", kind: "target-group")]
        #expect(prod?.status == .fresh)
        #expect(prod?.rows.map(\.key.id) == ["web"])
        #expect(dev?.status == .denied)
        #expect(dev?.error?.action == "elasticloadbalancing:DescribeTargetGroups")
        #expect(snapshot.account("prod")?.accountID == "111122223333")
    }

    @Test("rows of one kind are joined with rows of another, whichever is read first", arguments: [true, false])
    func kindJoin(balancersFirst: Bool) async throws {
        client.on("elbv2:DescribeLoadBalancers") { _ in ["LoadBalancers": [["Name": "front", "Arn": "A"]]] }
        client.on("elbv2:DescribeTags") { _ in ["TagDescriptions": []] }
        client.on("elbv2:DescribeTargetGroups") { _ in
            ["TargetGroups": [["Name": "web", "LoadBalancerArns": ["A"]], ["Name": "idle", "LoadBalancerArns": []]]]
        }
        let balancer = try SampleKinds.balancer()
        let group = try SampleKinds.group()
        let kinds = balancersFirst ? [balancer, group] : [group, balancer]
        var settings = settings(kinds, accounts: ["prod"])
        settings.concurrency = 1
        let snapshot = await Collector(settings, client: client).collect { _ in true }
        let row = snapshot.resource(
            ResourceKey(account: "prod", region: "eu-west-1", kind: "load-balancer", id: "front"))
        #expect(row?.columns == [["web"]])
        #expect(row?.raw.value["_groups"] == nil)
    }

    @Test("patterns expand to the regions that the account has; without that right every known one is tried")
    func regions() async throws {
        client.on("elbv2:DescribeTargetGroups") { _ in ["TargetGroups": []] }
        client.on("ec2:DescribeRegions") { call throws(APIError) in
            guard call.account == "prod" else { throw APIError(.denied, "no", action: "ec2:DescribeRegions") }
            return ["Regions": [["RegionName": "eu-west-1"], ["RegionName": "ap-south-1"]]]
        }
        let collector = Collector(settings([try SampleKinds.group()], regions: ["eu-*"]), client: client)
        let snapshot = await collector.collect { _ in true }
        #expect(snapshot.account("prod")?.regions == ["eu-west-1"])
        #expect(snapshot.account("dev")?.regions == ["eu-central-1", "eu-west-1"])
        #expect(snapshot.account("dev")?.problem?.code == .denied)
        #expect(snapshot.cells.count == 3)
    }

    @Test("what belongs to no region is of the account's partition, also before AWS has said which regions it has")
    func globalPartition() async throws {
        client.on("ec2:DescribeRegions") { _ throws(APIError) in throw APIError(.timeout, "slow") }
        client.on("route53:ListHostedZones") { _ in ["HostedZones": [["Id": "Z1"]]] }
        client.on("route53:ListResourceRecordSets") { _ in ["ResourceRecordSets": [["Name": "www"]]] }
        var kind = try SampleKinds.record()
        kind.arn = .format(.init(template: "arn:{partition}:route53:::{id}"))
        let china = Partition(
            name: "aws-cn", home: "cn-northwest-1", dnsSuffix: "amazonaws.com.cn", regions: ["cn-north-1"])
        let settings = CollectorSettings(
            accounts: [
                .init(
                    name: "prod", group: nil, regions: RegionPatterns(["cn-*"]), accountID: nil, partition: china)
            ], kinds: KindSet(kinds: [kind], views: []))
        let snapshot = await Collector(settings, client: client).collect { _ in true }
        #expect(snapshot.cells.cells(of: "prod").flatMap(\.rows).map(\.arn) == ["arn:aws-cn:route53:::Z1:www"])
        #expect(client.calls.first { $0.operation.operation == "DescribeRegions" }?.region == "cn-northwest-1")
        #expect(snapshot.account("prod")?.regions == ["cn-north-1"])
    }

    @Test("no cell is read before its account is known, so that ARNs have the account's digits")
    func identityFirst() async throws {
        let asked = Mutex([String]())
        client.onIdentity { account in asked.withLock { $0.append("identity of \(account)") } }
        client.on("elbv2:DescribeTargetGroups") { call in
            asked.withLock { $0.append("cells of \(call.account)") }
            return ["TargetGroups": [["Name": "web"]]]
        }
        let collector = Collector(
            settings([try SampleKinds.group()], accounts: ["prod"]), client: client, pacing: TestTime().pacing)
        let running = Task { await collector.run() }
        await until { collector.box.current.cells.values.contains { $0.status == .fresh } }
        running.cancel()
        await running.value
        #expect(asked.withLock { $0 } == ["identity of prod", "cells of prod"])
    }

    @Test(
        "regions that the account turns out not to have leave the matrix, and those of other partitions never enter it")
    func regionsThatGo() async throws {
        client.on("elbv2:DescribeTargetGroups") { _ in ["TargetGroups": []] }
        let isDenied = Mutex(true)
        client.on("ec2:DescribeRegions") { _ throws(APIError) in
            if isDenied.withLock({ $0 }) { throw APIError(.denied, "no", action: "ec2:DescribeRegions") }
            return ["Regions": [["RegionName": "eu-west-1"]]]
        }
        let settings = settings([try SampleKinds.group()], accounts: ["prod"], regions: ["*"])
        let collector = Collector(settings, client: client)
        let guessed = await collector.collect { _ in true }
        #expect(guessed.account("prod")?.regions == ["eu-central-1", "eu-west-1", "us-east-1"])
        isDenied.withLock { $0 = false }
        let known = await collector.collect { _ in true }
        #expect(known.account("prod")?.regions == ["eu-west-1"])
        #expect(known.cells.keys.map(\.region) == ["eu-west-1"])
        #expect(known.account("prod")?.problem == nil)
        // What AWS said holds while it says nothing, or nothing that can be.
        client.on("ec2:DescribeRegions") { _ in [:] }
        let odd = await collector.collect { _ in true }
        #expect(odd.account("prod")?.problem?.code == .badResponse)
        #expect(odd.account("prod")?.regions == ["eu-west-1"])
    }

    @Test("a running collector reads every cell, and again when asked")
    func running() async throws {
        let rounds = Mutex(0)
        client.on("elbv2:DescribeTargetGroups") { _ in
            let round = rounds.withLock {
                $0 += 1
                return $0
            }
            return ["TargetGroups": [["Name": .string("round-\(round)")]]]
        }
        // Time stands still but for what the test adds: only a request can make the cell due again.
        let clock = TestTime()
        let collector = Collector(
            settings([try SampleKinds.group()], accounts: ["prod"]), client: client, pacing: clock.pacing)
        let running = Task { await collector.run() }
        let key = CellKey(account: "prod", region: "eu-west-1", kind: "target-group")
        await until { collector.box.current.cells[key]?.rows.first?.key.id == "round-1" }
        clock.advance(10)
        #expect(await collector.refresh([key]).asked == [key])
        await until { collector.box.current.cells[key]?.rows.first?.key.id == "round-2" }
        running.cancel()
        await running.value
        #expect(client.count("elbv2:DescribeTargetGroups") == 2)
    }

    @Test(
        "a cell that stays empty says when it is read next; looking at it, asking for it and a neighbour's rows bring that nearer"
    )
    func emptyCells() async throws {
        let clock = TestTime()
        let names = Mutex([String]())
        client.on("elbv2:DescribeTargetGroups") { _ in ["TargetGroups": []] }
        client.on("dynamodb:ListTables") { _ in
            ["TableNames": .array(names.withLock { $0 }.map { .string($0) })]
        }
        client.on("dynamodb:DescribeTable") { _ in ["Table": [:]] }
        var settings = settings([try SampleKinds.group(), try SampleKinds.table()], accounts: ["prod"])
        settings.refresh = ["target-group": .seconds(60), "dynamodb": .seconds(10)]
        let collector = Collector(settings, client: client, pacing: clock.pacing)
        let running = Task { await collector.run() }
        let groups = CellKey(account: "prod", region: "eu-west-1", kind: "target-group")
        let tables = CellKey(account: "prod", region: "eu-west-1", kind: "dynamodb")
        func cell(_ key: CellKey) -> Cell? { collector.box.current.cells[key] }
        func read(_ key: CellKey, times: Int) async {
            for _ in 0..<times {
                guard let next = cell(key)?.nextTry, let before = cell(key)?.fetchedAt else { continue }
                clock.advance(next.timeIntervalSince(clock.pacing.now()) + 1)
                _ = await collector.refresh([])
                await until { cell(key)?.fetchedAt != before }
            }
        }
        await until { cell(groups)?.status == .fresh && cell(tables)?.status == .fresh }
        #expect(cell(groups)?.asksEvery == .seconds(60))
        await read(groups, times: 5)
        #expect(cell(groups)?.asksEvery == .seconds(1_920))
        let far = try #require(cell(groups)?.nextTry)
        collector.looked(at: [groups])
        await until { cell(groups)?.asksEvery == .seconds(60) }
        #expect(try #require(cell(groups)?.nextTry) < far.addingTimeInterval(-1_800))
        await read(groups, times: 4)
        #expect(cell(groups)?.asksEvery == .seconds(960))
        names.withLock { $0 = ["orders"] }
        _ = await collector.refresh([tables])
        await until { cell(groups)?.asksEvery == .seconds(60) }
        #expect(cell(tables)?.rows.count == 1)
        running.cancel()
        await running.value
    }

    @Test(
        "credentials that do not work: three cells find out, all of them say so, and nobody else is asked until the pause ends"
    )
    func badCredentials() async throws {
        let kinds = try (0..<30).map { try SampleKinds.named("kind-\($0)") }
        for kind in kinds {
            client.on("elbv2:List-\(kind.name)") { call throws(APIError) in
                guard call.account == "prod" else { return ["TargetGroups": []] }
                throw APIError(.credentialsExpired, "expired")
            }
        }
        var settings = settings(kinds)
        settings.concurrency = 8
        let collector = Collector(settings, client: client, pacing: TestTime().pacing)
        let running = Task { await collector.run() }
        await until {
            collector.box.current.cells.values.allSatisfy { $0.status == ($0.key.account == "prod" ? .error : .fresh) }
        }
        running.cancel()
        await running.value
        let failed = collector.box.current.cells.cells(of: "prod")
        #expect(failed.allSatisfy { $0.error?.code == .credentialsExpired && $0.error?.nextTry != nil })
        #expect(client.calls.count { $0.account == "prod" } <= 8)
        #expect(client.calls.count { $0.account == "dev" } == 30)
    }

    @Test("a throttled cell of a single collection is read again, at most three times")
    func throttledAgain() async throws {
        let asked = Mutex([String: Int]())
        client.on("elbv2:DescribeTargetGroups") { call throws(APIError) in
            let count = asked.withLock { asked in
                asked[call.account, default: 0] += 1
                return asked[call.account, default: 0]
            }
            if call.account == "prod" || count < 3 { throw APIError(.throttled, "slow down") }
            return ["TargetGroups": [["Name": "web"]]]
        }
        let snapshot = await Collector(settings([try SampleKinds.group()]), client: client).collect { _ in true }
        #expect(snapshot.cells.cells(of: "prod").map(\.status) == [.throttled])
        #expect(snapshot.cells.cells(of: "dev").map(\.status) == [.fresh])
        #expect(asked.withLock { $0 } == ["prod": 4, "dev": 3])
    }

    @Test("a template is fetched as it was written")
    func template() async throws {
        client.on("cloudformation:GetTemplate") { call throws(APIError) in
            guard call.input["StackName"] == "net" else { throw APIError(.notFound, "no such stack") }
            return ["TemplateBody": .string("# \(call.input["TemplateStage"]?.string ?? "")\nResources: {}\n")]
        }
        let collector = Collector(settings([]), client: client)
        let text = try await collector.template(account: "prod", region: "eu-west-1", stack: "net")
        #expect(text == "# Original\nResources: {}\n")
        await #expect(throws: CellError.self) {
            try await collector.template(account: "prod", region: "eu-west-1", stack: "gone")
        }
    }
}

/// Lets other tasks run until `condition` holds; the test's time limit is the bound.
func until(_ condition: () -> Bool) async {
    while !condition() { await Task.yield() }
}

/// A clock that a test moves.
final class TestTime: Sendable {
    private let offset = Mutex(0.0)

    var pacing: Pacing {
        Pacing(
            now: { Date(timeIntervalSince1970: 1_800_000_000 + self.offset.withLock { $0 }) },
            // Until cancelled: the test wakes the collector itself, which only draws breath between its turns.
            sleep: {
                if $0 < .seconds(1) { await Task.yield() } else { try? await Task.sleep(for: .seconds(3600)) }
            },
            jitter: { 0.5 })
    }

    func advance(_ seconds: Double) { offset.withLock { $0 += seconds } }
}
