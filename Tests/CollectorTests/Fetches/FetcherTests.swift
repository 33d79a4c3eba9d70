import AWS
import Collector
import Document
import Inventory
import JMESPath
import Synchronization
import Testing

@Suite("Reading one cell")
struct FetcherTests {
    let client = FakeClient()

    func fetch(
        _ kind: Kind, previous: [Resource] = [], memory: DetailMemory = DetailMemory(), fallback: [Value] = [],
        shared: Set<OperationName> = []
    ) async -> Fetcher.Outcome {
        let region = kind.isGlobal ? CellKey.globalRegion : "eu-west-1"
        let order = Fetcher.Order(
            kind: kind, cell: CellKey(account: "prod", region: region, kind: kind.name),
            context: RowContext(account: "prod", region: region, accountID: "111122223333"),
            previous: previous, memory: memory, fallbackItems: fallback)
        return await Fetcher(SharedCalls(client, shared: shared)).fetch(order)
    }

    @Test("each item gets its own detail; one that fails nulls its columns and says so, the cell is fine")
    func each() async throws {
        client.on("dynamodb:ListTables") { _ in ["TableNames": ["orders", "carts", "users"]] }
        client.on("dynamodb:DescribeTable") { call throws(APIError) in
            guard call.input["TableName"] != "carts" else { throw APIError(.denied, "no") }
            return ["Table": ["TableStatus": "ACTIVE", "ItemCount": 7]]
        }
        let rows = try await fetch(SampleKinds.table()).result.get()
        #expect(rows.rows.map(\.key.id) == ["carts", "orders", "users"])
        #expect(rows.rows.map(\.state) == [nil, "ACTIVE", "ACTIVE"])
        #expect(rows.rows[0].columns == [.null])
        #expect(rows.rows[0].problems == [RowProblem(call: "DescribeTable", code: .denied)])
        #expect(rows.rows[1].columns == [7])
        #expect(rows.requests == 4)
        #expect(rows.remark == nil)
    }

    @Test("a list that fails is an error, never an empty list")
    func listFails() async throws {
        client.on("dynamodb:ListTables") { _ throws(APIError) in throw APIError(.throttled, "slow down") }
        let outcome = await fetch(try SampleKinds.table())
        #expect(throws: APIError.self) { try outcome.result.get() }
    }

    @Test("something else in the list's place is an error, no list at all is an empty one")
    func noList() async throws {
        for wrong in [["orders": true], "orders", 7] as [Value] {
            client.on("dynamodb:ListTables") { _ in ["TableNames": wrong] }
            let outcome = await fetch(try SampleKinds.table())
            #expect(throws: APIError.self) { try outcome.result.get() }
        }
        client.on("dynamodb:ListTables") { _ in [:] }
        #expect(try await fetch(SampleKinds.table()).result.get().rows.isEmpty)
    }

    @Test("a detail with a period of its own is not asked again within it")
    func detailMemory() async throws {
        client.on("dynamodb:ListTables") { _ in ["TableNames": ["orders"]] }
        client.on("dynamodb:DescribeTable") { _ in ["Table": ["ItemCount": 7]] }
        let kind = try SampleKinds.table(detailEvery: .seconds(900))
        let first = await fetch(kind)
        let second = await fetch(kind, memory: first.memory)
        #expect(try second.result.get().rows[0].columns == [7])
        #expect(client.count("dynamodb:DescribeTable") == 1)
        #expect(client.count("dynamodb:ListTables") == 2)
    }

    @Test("rows of a parent that cannot be read stay, marked, and the cell names the parent")
    func unreadParent() async throws {
        let zones: Value = ["HostedZones": [["Id": "Z1", "Name": "a."], ["Id": "Z2", "Name": "b."]]]
        client.on("route53:ListHostedZones") { _ in zones }
        client.on("route53:ListResourceRecordSets") { call in
            ["ResourceRecordSets": [["Name": .string("www.\(call.input["HostedZoneId"]?.string ?? "")")]]]
        }
        let kind = try SampleKinds.record()
        let first = try await fetch(kind).result.get()
        #expect(first.rows.map(\.key.id) == ["Z1:www.Z1", "Z2:www.Z2"])
        #expect(first.rows[0].raw.value["_parent"]?["Name"] == "a.")
        #expect(first.rows[0].raw.value["_parent"]?["_records"] == nil)

        client.on("route53:ListResourceRecordSets") { call throws(APIError) in
            guard call.input["HostedZoneId"] != "Z2" else { throw APIError(.timeout, "slow") }
            return ["ResourceRecordSets": [["Name": "new.Z1"]]]
        }
        let second = try await fetch(kind, previous: first.rows).result.get()
        #expect(second.rows.map(\.key.id) == ["Z1:new.Z1", "Z2:www.Z2"])
        #expect(second.rows.map(\.isKept) == [false, true])
        #expect(second.unreadParents == ["Z2"])
        #expect(second.remark?.code == .timeout)
        #expect(
            second.remark?.message
                == "ListResourceRecordSets failed for 1 of 2, whose rows are those from before. slow")
    }

    @Test("a cell none of whose parents can be read has failed: it is not empty")
    func noParentRead() async throws {
        client.on("route53:ListHostedZones") { _ in ["HostedZones": [["Id": "Z1"], ["Id": "Z2"]]] }
        client.on("route53:ListResourceRecordSets") { _ throws(APIError) in
            throw APIError(.denied, "no", action: "route53:ListResourceRecordSets")
        }
        let result = try await fetch(SampleKinds.record()).result
        let error = #expect(throws: APIError.self) { try result.get() }
        #expect(error?.code == .denied && error?.action == "route53:ListResourceRecordSets")
    }

    @Test("who asks again is not given an answer from before, though it serves others of the round")
    func askedAgain() async throws {
        client.on("sns:ListTopics") { _ in ["Topics": []] }
        let topics = OperationName(service: "sns", operation: "ListTopics")
        let start = ContinuousClock.now
        let now = Mutex(start)
        let shared = SharedCalls(client, shared: [topics], now: { now.withLock { $0 } })
        let call = APICall(topics, account: "prod", region: "eu-west-1", deadline: .now + .seconds(7200))
        #expect(try await shared.call(call).isNew)
        now.withLock { $0 += .seconds(8) }
        #expect(try await !shared.call(call).isNew)
        #expect(try await !shared.call(call, newerThan: start).isNew)
        #expect(try await shared.call(call, newerThan: start + .seconds(3)).isNew)
        #expect(try await !shared.call(call, newerThan: start + .seconds(3)).isNew)
        #expect(client.count("sns:ListTopics") == 2)
    }

    @Test("when listing zones is denied the configured one alone is read, and the cell says so")
    func fallback() async throws {
        client.on("route53:ListHostedZones") { _ throws(APIError) in
            throw APIError(.denied, "not allowed", action: "route53:ListHostedZones")
        }
        client.on("route53:ListResourceRecordSets") { _ in ["ResourceRecordSets": [["Name": "www."]]] }
        let rows = try await fetch(SampleKinds.record(), fallback: [["Id": "Z9", "Name": "x."]]).result.get()
        #expect(rows.rows.map(\.key.id) == ["Z9:www."])
        #expect(rows.remark?.code == .denied)
        #expect(rows.remark?.action == "route53:ListHostedZones")
        let none = try await fetch(SampleKinds.record()).result
        #expect(throws: APIError.self) { try none.get() }
    }

    @Test("when listing becomes denied, rows of parents that are not asked for stay, marked")
    func fallbackKeeps() async throws {
        client.on("route53:ListHostedZones") { _ in ["HostedZones": [["Id": "Z1"], ["Id": "Z9"]]] }
        client.on("route53:ListResourceRecordSets") { call in
            [
                "ResourceRecordSets": call.input["HostedZoneId"] == "Z9"
                    ? [["Name": "www."], ["Name": "old."]] : [["Name": "a."]]
            ]
        }
        let before = try await fetch(SampleKinds.record()).result.get().rows
        #expect(before.map(\.key.id) == ["Z1:a.", "Z9:old.", "Z9:www."])
        client.on("route53:ListHostedZones") { _ throws(APIError) in throw APIError(.denied, "no longer") }
        client.on("route53:ListResourceRecordSets") { _ in ["ResourceRecordSets": [["Name": "www."]]] }
        let rows = try await fetch(SampleKinds.record(), previous: before, fallback: [["Id": "Z9"]]).result.get().rows
        #expect(rows.map(\.key.id) == ["Z1:a.", "Z9:www."])
        #expect(rows.map(\.isKept) == [true, false])
    }

    @Test("a second list that the rows come from is the list: when it fails, the cell fails")
    func joinFeedsRows() async throws {
        let base = try SampleKinds.topic()
        let kind = Kind(
            name: "topic-part", title: "Parts", isGlobal: false, list: base.list, items: base.items,
            rows: try SampleKinds.path("_subscriptions"), attachments: base.attachments,
            id: try SampleKinds.path("SubscriptionArn"))
        client.on("sns:ListTopics") { _ in ["Topics": [["TopicArn": "t1"]]] }
        client.on("sns:ListSubscriptions") { _ throws(APIError) in throw APIError(.throttled, "slow down") }
        let outcome = await fetch(kind)
        #expect(throws: APIError.self) { try outcome.result.get() }
        #expect(outcome.requests == 2)
    }

    @Test("a detail whose question needs another detail that failed is not taken for none")
    func chainedDetails() async throws {
        let base = try SampleKinds.record()
        let zone = Kind.Attachment(
            name: "zone",
            source: .each(
                call: SampleKinds.call(
                    "route53", "GetHostedZone",
                    [Kind.InputMember(name: "Id", source: .expression(try SampleKinds.path("Id")))]),
                when: nil, every: nil))
        let list = SampleKinds.call(
            "route53", "ListResourceRecordSets",
            [Kind.InputMember(name: "HostedZoneId", source: .expression(try SampleKinds.path("Id")))])
        let records = Kind.Attachment(
            name: "records", source: .each(call: list, when: try SampleKinds.path("_zone.IsPublic"), every: nil))
        let kind = Kind(
            name: base.name, title: base.title, isGlobal: true, list: base.list, items: base.items, rows: base.rows,
            attachments: [zone, records], id: base.id)
        client.on("route53:ListHostedZones") { _ in ["HostedZones": [["Id": "Z1"], ["Id": "Z2"]]] }
        client.on("route53:GetHostedZone") { _ in ["IsPublic": true] }
        client.on("route53:ListResourceRecordSets") { _ in ["ResourceRecordSets": [["Name": "a."]]] }
        let before = try await fetch(kind).result.get().rows
        #expect(before.map(\.key.id) == ["Z1:a.", "Z2:a."])
        client.on("route53:GetHostedZone") { call throws(APIError) in
            guard call.input["Id"] != "Z1" else { throw APIError(.timeout, "slow") }
            return ["IsPublic": true]
        }
        let after = try await fetch(kind, previous: before).result.get()
        #expect(after.rows.map(\.key.id) == ["Z1:a.", "Z2:a."])
        #expect(after.rows.map(\.isKept) == [true, false])
        #expect(after.unreadParents == ["Z1"])
        #expect(after.remark?.code == .timeout)
        client.on("route53:GetHostedZone") { _ throws(APIError) in throw APIError(.timeout, "slow") }
        let none = await fetch(kind, previous: before).result
        #expect(throws: APIError.self) { try none.get() }
    }

    @Test("a second list is matched by key; the same list of two kinds is asked for once")
    func join() async throws {
        client.on("sns:ListTopics") { _ in ["Topics": [["TopicArn": "t1"], ["TopicArn": "t2"]]] }
        client.on("sns:ListSubscriptions") { _ in
            [
                "Subscriptions": [
                    ["TopicArn": "t1", "SubscriptionArn": "s1"], ["TopicArn": "t1", "SubscriptionArn": "s2"],
                ]
            ]
        }
        let topic = try SampleKinds.topic()
        let rows = try await fetch(topic).result.get()
        #expect(rows.rows.map { $0.columns[0] } == [2, 0])
        let both = KindSet(kinds: [topic, try SampleKinds.subscription()], views: [])
        let settings = CollectorSettings(
            accounts: [
                .init(name: "prod", group: nil, regions: RegionPatterns(["eu-west-1"]), accountID: nil)
            ], kinds: both)
        let before = client.count("sns:ListSubscriptions")
        let snapshot = await Collector(settings, client: client).collect { _ in true }
        #expect(snapshot.cells.count == 2)
        #expect(snapshot.cells.values.allSatisfy { $0.status == .fresh })
        #expect(client.count("sns:ListSubscriptions") == before + 1)
    }

    @Test("a second list that fails leaves its columns null and the rows in place")
    func joinFails() async throws {
        client.on("sns:ListTopics") { _ in ["Topics": [["TopicArn": "t1"]]] }
        client.on("sns:ListSubscriptions") { _ throws(APIError) in throw APIError(.denied, "no") }
        let rows = try await fetch(SampleKinds.topic()).result.get()
        #expect(rows.rows.count == 1)
        #expect(rows.rows[0].problems == [RowProblem(call: "ListSubscriptions", code: .denied)])
        #expect(rows.remark?.code == .denied)
    }

    @Test("tags that cannot be asked for are those from before; what is matched by another failed call counts as well")
    func tagsFail() async throws {
        let kind = try SampleKinds.balancer()
        client.on("elbv2:DescribeLoadBalancers") { _ in
            ["LoadBalancers": [["Name": "a", "Arn": "1"], ["Name": "b", "Arn": "2"]]]
        }
        client.on("elbv2:DescribeTags") { _ in
            [
                "TagDescriptions": [
                    ["ResourceArn": "1", "Tags": [["Key": "Stage", "Value": "live"]]],
                    ["ResourceArn": "2", "Tags": []],
                ]
            ]
        }
        let before = try await fetch(kind).result.get().rows
        #expect(before.map { $0.tag("Stage") } == ["live", nil])
        client.on("elbv2:DescribeTags") { _ throws(APIError) in throw APIError(.throttled, "slow down") }
        let after = try await fetch(kind, previous: before).result.get()
        #expect(after.rows.map { $0.tag("Stage") } == ["live", nil])
        #expect(after.rows.allSatisfy { $0.problems.map(\.code) == [.throttled] })
        #expect(after.remark?.code == .throttled)
        // A row that is new has nothing from before.
        #expect(try await fetch(kind).result.get().rows.allSatisfy(\.tags.isEmpty))
    }

    @Test("tags matched by a detail that failed are those from before")
    func tagsOfFailedDetail() async throws {
        let kind = try SampleKinds.taggedTable()
        client.on("dynamodb:ListTables") { _ in ["TableNames": ["orders"]] }
        client.on("dynamodb:DescribeTable") { _ in ["Table": ["TableArn": "arn:orders", "TableStatus": "ACTIVE"]] }
        client.on("resourcegroupstaggingapi:GetResources") { _ in
            [
                "ResourceTagMappingList": [
                    ["ResourceARN": "arn:orders", "Tags": [["Key": "Stage", "Value": "live"]]]
                ]
            ]
        }
        let before = try await fetch(kind).result.get().rows
        #expect(before.map { $0.tag("Stage") } == ["live"])
        client.on("dynamodb:DescribeTable") { _ throws(APIError) in throw APIError(.denied, "no") }
        let after = try await fetch(kind, previous: before).result.get().rows
        #expect(after.map { $0.tag("Stage") } == ["live"])
        #expect(after.map(\.state) == [nil])
    }

    @Test("where nothing is listed, nothing else is asked")
    func emptyList() async throws {
        client.on("sns:ListTopics") { _ in ["Topics": []] }
        client.on("sns:ListSubscriptions") { _ in ["Subscriptions": [["TopicArn": "t1"]]] }
        let rows = try await fetch(SampleKinds.topic()).result.get()
        #expect(rows.rows.isEmpty)
        #expect(rows.requests == 1)
        #expect(client.count("sns:ListSubscriptions") == 0)
    }

    /// Answers a list at once, and the lists beside it when all of them have been asked for.
    private final class MeetingClient: APICalling {
        let waiting = Mutex(0)

        func call(_ call: APICall) async throws(APIError) -> APIResult {
            if call.operation.operation != "List" {
                waiting.withLock { $0 += 1 }
                // Far more turns than the other calls need to come.
                for _ in 0..<100_000 where waiting.withLock({ $0 }) < 2 { await Task.yield() }
                guard waiting.withLock({ $0 }) == 2 else { throw APIError(.timeout, "the other call never came") }
            }
            return APIResult(output: ["Items": [["Id": "a"]]], requests: 1, requestID: nil)
        }
    }

    @Test("lists beside the list are read at once")
    func joinsAtOnce() async throws {
        let id = try SampleKinds.path("Id")
        let attachments = try ["First", "Second"].map { name in
            Kind.Attachment(
                name: name.lowercased(),
                source: .join(
                    call: SampleKinds.call("s", name), items: try SampleKinds.path("Items[]"), key: id, on: id,
                    many: false))
        }
        let kind = Kind(
            name: "thing", title: "Things", isGlobal: false, list: SampleKinds.call("s", "List"),
            items: try SampleKinds.path("Items[]"), attachments: attachments, id: id)
        let order = Fetcher.Order(
            kind: kind, cell: CellKey(account: "prod", region: "eu-west-1", kind: "thing"),
            context: RowContext(account: "prod", region: "eu-west-1", accountID: nil))
        let rows = try await Fetcher(SharedCalls(MeetingClient(), shared: [])).fetch(order).result.get()
        #expect(rows.rows.map(\.problems) == [[]])
        #expect(rows.requests == 3)
        #expect(rows.rows.first?.raw.value["_second"] == ["Id": "a"])
    }

    @Test("batches are as large as declared and matched by key")
    func batch() async throws {
        client.on("elbv2:DescribeLoadBalancers") { _ in
            ["LoadBalancers": [["Name": "a", "Arn": "A"], ["Name": "b", "Arn": "B"], ["Name": "c", "Arn": "C"]]]
        }
        client.on("elbv2:DescribeTags") { call in
            let arns = call.input["ResourceArns"]?.array ?? []
            return [
                "TagDescriptions": .array(
                    arns.map { ["ResourceArn": $0, "Tags": [["Key": "arn", "Value": $0]]] })
            ]
        }
        let rows = try await fetch(SampleKinds.balancer()).result.get()
        #expect(rows.rows.map { $0.tag("arn") } == ["A", "B", "C"])
        #expect(client.count("elbv2:DescribeTags") == 2)
    }

    @Test("of two rows with one id the last stays and is counted; a row without an id is not lost")
    func identity() async throws {
        client.on("elbv2:DescribeTargetGroups") { _ in
            ["TargetGroups": [["Name": "g", "Port": 1], ["Name": "g", "Port": 2], ["Port": 3], "odd"]]
        }
        let rows = try await fetch(SampleKinds.group()).result.get()
        #expect(rows.duplicates == 1)
        #expect(rows.rows.count == 3)
        #expect(rows.rows.first { $0.key.id == "g" }?.raw.value["Port"] == 2)
        #expect(rows.rows.count { $0.key.id.hasPrefix("~") } == 2)
    }
}
