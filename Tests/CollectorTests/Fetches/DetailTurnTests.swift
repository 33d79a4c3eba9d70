import AWS
import Collector
import Document
import FoundationEssentials
import Inventory
import Synchronization
import Testing

/// Cells with more details than the time of one reading is enough for.
@Suite("Details that take more than one reading")
struct DetailTurnTests {
    /// What is known between two readings, and a clock that only calls move.
    private final class World: Sendable {
        let client = FakeClient()
        let clock = Mutex(Duration.zero)
        private let start = ContinuousClock.now

        var seconds: Int { clock.withLock { Int($0.components.seconds) } }

        var now: ContinuousClock.Instant { start + clock.withLock { $0 } }

        static func date(_ seconds: Int) -> Date { Date(timeIntervalSince1970: 1_800_000_000 + Double(seconds)) }

        /// Reads once: nine details of a second each fit into it.
        func read(_ kind: Kind, after before: Fetcher.Outcome? = nil, age: Duration? = nil) async throws
            -> Fetcher.Outcome
        {
            let order = Fetcher.Order(
                kind: kind, cell: CellKey(account: "prod", region: "eu-west-1", kind: kind.name),
                context: RowContext(account: "prod", region: "eu-west-1", accountID: nil),
                previous: try before?.result.get().rows ?? [], memory: before?.memory ?? DetailMemory(),
                age: before.map { _ in age ?? .zero })
            let fetcher = Fetcher(
                SharedCalls(client, shared: [], now: { self.now }),
                limits: FetchLimits(cell: .seconds(10), call: .seconds(5), details: 1), now: { self.now },
                date: { Self.date(self.seconds) })
            return await fetcher.fetch(order)
        }

        /// Answers `operation` with `answer`, which takes a second.
        func slow(_ operation: String, _ answer: @escaping FakeClient.Answer) {
            client.on(operation) { call throws(APIError) in
                guard self.now < call.deadline else { throw APIError(.timeout, "too late") }
                self.clock.withLock { $0 += .seconds(1) }
                return try answer(call)
            }
        }

        func list(_ count: Int) {
            client.on("dynamodb:ListTables") { _ in
                ["TableNames": .array((0..<count).map { .string("t\(100 + $0)") })]
            }
        }

        /// Tables whose item count is the second in which they were asked.
        func describe(failing: APIError? = nil, _ fails: @escaping @Sendable (String) -> Bool = { _ in false }) {
            slow("dynamodb:DescribeTable") { call throws(APIError) in
                if let failing, fails(call.input["TableName"]?.string ?? "") { throw failing }
                return ["Table": ["ItemCount": .integer(self.seconds), "TableStatus": "ACTIVE"]]
            }
        }
    }

    @Test("after a few readings every row has its details; what is older says of when it is")
    func turns() async throws {
        let world = World()
        world.list(20)
        world.describe()
        let kind = try SampleKinds.table()
        let first = try await world.read(kind)
        let rows = try first.result.get()
        #expect(rows.rows.count { $0.state == "ACTIVE" } == 9)
        #expect(rows.rows.prefix(9).allSatisfy { $0.problems.isEmpty })
        #expect(rows.rows.dropFirst(9).allSatisfy { $0.problems == [RowProblem(call: "DescribeTable", code: .paused)] })
        #expect(rows.rows.dropFirst(9).allSatisfy { $0.columns == [.null] })
        #expect(rows.requests == 10)
        #expect(rows.remark?.code == .timeout)
        #expect(
            rows.remark?.message
                == "The time of one reading is too short: DescribeTable was not asked for 11 of 20; what it tells of them is not known yet. They come first the next time."
        )
        #expect(world.seconds == 9)

        let second = try await world.read(kind, after: first)
        let later = try second.result.get()
        #expect(later.rows.map(\.columns) == (1...18).map { [.integer($0)] } + [[.null], [.null]])
        let old = RowProblem(call: "DescribeTable", code: .paused, answeredAt: World.date(9))
        #expect(later.rows.prefix(9).allSatisfy { $0.problems == [old] && $0.state == "ACTIVE" })
        #expect(later.rows[9..<18].allSatisfy { $0.problems.isEmpty })
        #expect(
            later.remark?.message
                == "The time of one reading is too short: DescribeTable was not asked for 11 of 20; 9 of them show what it told before, the oldest of 2027-01-15T08:00:09Z, of the others it is not known yet. They come first the next time."
        )

        // The two that were never asked, then the oldest.
        let third = try await world.read(kind, after: second)
        let all = try third.result.get()
        #expect(
            all.rows.map(\.columns)
                == ((21...27).map { [.integer($0)] } + (8...18).map { [.integer($0)] } + [[19], [20]]) as [[Value]])
        #expect(all.rows[7].problems == [old])
        #expect(
            all.rows[9].problems
                == [RowProblem(call: "DescribeTable", code: .paused, answeredAt: World.date(18))])
        #expect(all.remark?.message.contains("what they show of it is from before, the oldest of") == true)

        // With time enough nothing is old, and nothing has to be remembered.
        world.list(8)
        let last = try await world.read(kind, after: third)
        #expect(try last.result.get().rows.allSatisfy { $0.problems.isEmpty })
        #expect(try last.result.get().remark == nil)
        #expect(try await world.read(kind, after: last).result.get().rows[0].columns == [36])
    }

    @Test("details that are refused each time do not take the turns of the others")
    func refused() async throws {
        let world = World()
        world.list(20)
        world.describe(failing: APIError(.denied, "no")) { $0 < "t110" }
        let kind = try SampleKinds.table()
        var outcome = try await world.read(kind)
        for _ in 0..<2 { outcome = try await world.read(kind, after: outcome) }
        let rows = try outcome.result.get().rows
        #expect(rows.dropFirst(10).allSatisfy { $0.state == "ACTIVE" })
        // What was refused the last time shows nothing from before.
        #expect(rows.prefix(10).allSatisfy { $0.state == nil && $0.problems.map(\.answeredAt) == [nil] })
    }

    @Test("details with a period of their own: an answer that is too old stands until the next comes")
    func period() async throws {
        let world = World()
        world.list(12)
        world.describe()
        let kind = try SampleKinds.table(detailEvery: .seconds(100))
        let first = try await world.read(kind)
        let second = try await world.read(kind, after: first)
        #expect(try second.result.get().rows.map(\.columns) == (1...12).map { [.integer($0)] })
        #expect(try second.result.get().rows.allSatisfy { $0.problems.isEmpty })
        world.clock.withLock { $0 += .seconds(200) }
        let third = try await world.read(kind, after: second, age: .seconds(200))
        let rows = try third.result.get().rows
        #expect(rows.map(\.columns) == ((213...221).map { [.integer($0)] } + [[10], [11], [12]]) as [[Value]])
        #expect(
            rows.map { $0.problems.first?.answeredAt }
                == Array(repeating: nil, count: 9) + [World.date(10), World.date(11), World.date(12)])
    }

    @Test("whom AWS throttles to the end shows the answer from before; whom it denies shows none")
    func throttled() async throws {
        let world = World()
        world.list(2)
        world.describe()
        let kind = try SampleKinds.table()
        let first = try await world.read(kind)
        world.describe(failing: APIError(.throttled, "slow down")) { $0 == "t100" }
        let second = try await world.read(kind, after: first)
        let rows = try second.result.get()
        #expect(rows.rows.map(\.state) == ["ACTIVE", "ACTIVE"])
        #expect(
            rows.rows[0].problems
                == [RowProblem(call: "DescribeTable", code: .throttled, answeredAt: World.date(2))])
        // Older still the next time, not newer.
        let third = try await world.read(kind, after: second)
        #expect(try third.result.get().rows[0].problems.map(\.answeredAt) == [World.date(2)])
        world.describe(failing: APIError(.denied, "no")) { $0 == "t100" }
        let fourth = try await world.read(kind, after: third)
        #expect(try fourth.result.get().rows[0].state == nil)
    }

    @Test("parents whose turn did not come keep their rows and come first the next time")
    func parents() async throws {
        let world = World()
        world.client.on("route53:ListHostedZones") { _ in
            ["HostedZones": .array((0..<20).map { ["Id": .string("Z\(100 + $0)")] })]
        }
        world.slow("route53:ListResourceRecordSets") { _ in
            ["ResourceRecordSets": [["Name": "www", "At": .integer(world.seconds)]]]
        }
        let kind = try SampleKinds.record()
        let first = try await world.read(kind)
        #expect(try first.result.get().rows.count == 9)
        #expect(try first.result.get().unreadParents.count == 11)
        #expect(
            try first.result.get().remark?.message
                == "The time of one reading is too short: ListResourceRecordSets was not asked for 11 of 20, whose rows are those from before. They come first the next time."
        )
        let second = try await world.read(kind, after: first)
        #expect(try second.result.get().rows.count == 18)
        let third = try await world.read(kind, after: second)
        let rows = try third.result.get().rows
        #expect(rows.map { $0.raw.value["At"] } == (Array(21...27) + Array(8...20)).map { .integer($0) })
        #expect(rows.map(\.isKept) == (0..<20).map { (7..<18).contains($0) })
    }

    @Test("the calls that come after the details have their time")
    func timeForOthers() async throws {
        let world = World()
        world.list(20)
        world.describe()
        world.slow("dynamodb:ListTags") { call in
            ["Found": .array((call.input["Names"]?.array ?? []).map { ["Name": $0, "Tags": ["Team": "shop"]] })]
        }
        var kind = try SampleKinds.table()
        kind.attachments.append(
            Kind.Attachment(
                name: "tagset",
                source: .batch(
                    call: SampleKinds.call("dynamodb", "ListTags"), listMember: "Names", size: 10,
                    items: try SampleKinds.path("Found"), key: try SampleKinds.path("Name"),
                    on: try SampleKinds.path("value"))))
        kind.tags = try SampleKinds.path("_tagset.Tags")
        let rows = try await world.read(kind).result.get()
        #expect(rows.rows.count { $0.state != nil } == 7)
        #expect(rows.rows.allSatisfy { $0.tag("Team") == "shop" })
    }
}
