import Document
import Inventory
import JMESPath
import Testing

@Suite("Who refers to whom")
struct ReferencesTests {
    static let back: Column = {
        Column(
            name: "members", title: "Members", help: "The members.", value: Samples.current,
            form: .links(to: "server"), unit: nil, isBack: true)
    }()
    static let kinds = KindSet(
        kinds: [
            Samples.kind("group", [back]),
            Samples.kind(
                "server",
                [
                    Samples.column("groups", .links(to: "group")), Samples.column("role", .link(to: "role")),
                    Samples.column("topic", .link(to: "topic")),
                ]),
            Samples.kind("role", [], isGlobal: true), Samples.kind("topic", []),
            Samples.kind("edge", [Samples.column("topic", .link(to: "topic"))], isGlobal: true),
            Samples.kind("cloudformation", []),
        ], views: [])
    static let accounts = [
        AccountInfo(name: "prod", accountID: "111122223333", regions: ["eu", "us"]),
        AccountInfo(name: "qa", accountID: "444455556666", regions: ["eu"]),
    ]

    static func row(
        _ account: String, _ region: String, _ kind: String, _ id: String, _ columns: [Value] = [],
        arn: String? = nil, stack: String? = nil
    ) -> Resource {
        Resource(
            key: ResourceKey(account: account, region: region, kind: kind, id: id), arn: arn, name: "\(id)!",
            stack: stack, columns: columns, raw: RawDocument([:]))
    }

    static let topic = "arn:aws:sns:eu:111122223333:topic"
    static let rows = [
        row("prod", "eu", "group", "g-1", [["s-1"]]), row("prod", "us", "group", "g-1", [[]]),
        row("prod", "eu", "server", "s-1", [["g-1", "g-2"], "admin", .string(topic)], stack: "web"),
        row("prod", "eu", "server", "s-2", [["g-1", "g-1"], "admin", nil], stack: "web"),
        row("prod", "us", "server", "s-3", [["g-1"], "admin", .string(topic)]),
        row("qa", "eu", "server", "s-4", [["g-1"], "admin", .string(topic)], arn: "arn:aws:x:eu:444455556666:s/4"),
        row("prod", "global", "role", "admin", arn: "arn:aws:iam::111122223333:role/admin"),
        row("prod", "eu", "topic", topic, arn: topic),
        row("prod", "global", "edge", "e-1", [.string(topic)]),
        row("prod", "eu", "cloudformation", "web", arn: "arn:aws:cloudformation:eu:111122223333:stack/web/1"),
    ]

    static func snapshot(_ rows: [Resource] = rows, generation: Int = 1) -> Snapshot {
        var cells: [CellKey: Cell] = [:]
        for row in rows {
            cells[row.key.cell, default: Cell(key: row.key.cell, status: .fresh, fetchedAt: Samples.now)].rows.append(
                row)
        }
        for key in cells.keys {
            var packer = RowPacker()
            for row in cells[key]?.rows.sorted(by: { $0.id < $1.id }) ?? [] { packer.append(row) }
            cells[key]?.rows = packer.finish()
        }
        return Snapshot(generation: generation, kinds: kinds, accounts: accounts, cells: cells)
    }

    private func referrers(
        _ account: String, _ region: String, _ kind: String, _ id: String, in snapshot: Snapshot = snapshot(),
        by references: References = References()
    ) throws -> [String] {
        let resource = try #require(
            snapshot.resource(ResourceKey(account: account, region: region, kind: kind, id: id)))
        return references.referrers(to: resource, in: snapshot).groups.flatMap { group in
            group.resources.map { "\($0.key.account)/\($0.key.region) \(group.kind.name).\(group.column) \($0.id)" }
        }
    }

    @Test("an id counts in its own account and region, each row once")
    func ids() throws {
        #expect(
            try referrers("prod", "eu", "group", "g-1")
                == ["prod/eu server.groups s-1", "prod/eu server.groups s-2"])
        #expect(try referrers("prod", "us", "group", "g-1") == ["prod/us server.groups s-3"])
    }

    @Test("what stands on the other side is no reference")
    func back() throws {
        #expect(try referrers("prod", "eu", "server", "s-1") == [])
    }

    @Test("what has no region is referred to from all regions of its account")
    func global() throws {
        #expect(
            try referrers("prod", "global", "role", "admin")
                == ["prod/eu server.role s-1", "prod/eu server.role s-2", "prod/us server.role s-3"])
    }

    @Test("an ARN counts everywhere")
    func arns() throws {
        #expect(
            try referrers("prod", "eu", "topic", Self.topic) == [
                "prod/eu server.topic s-1", "prod/us server.topic s-3", "qa/eu server.topic s-4",
                "prod/global edge.topic e-1",
            ])
    }

    @Test("a stack is referred to by what it made")
    func stacks() throws {
        #expect(
            try referrers("prod", "eu", "cloudformation", "web")
                == ["prod/eu server.stack s-1", "prod/eu server.stack s-2"])
    }

    @Test("the index's answers are those of looking at every row", arguments: [1, 2, 3])
    func oracle(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var rows: [Resource] = (0..<20).map { Self.row("prod", "eu", "group", "g-\($0)", [[]]) }
        for number in 0..<300 {
            let groups = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                Value.string("g-\(Int.random(in: 0..<25, using: &random))")
            }
            rows.append(Self.row("prod", "eu", "server", "s-\(number)", [.array(groups), nil, nil]))
        }
        let snapshot = Self.snapshot(rows)
        let references = References()
        for group in rows.prefix(20) {
            let expected = rows.filter { $0.columns[0].array?.contains(.string(group.id)) == true }.map(\.id).sorted()
            let found = references.referrers(to: group, in: snapshot, limit: 1000).groups.flatMap(\.resources).map(\.id)
            #expect(found.sorted() == expected)
        }
    }

    @Test("there may be more than are named, and cells that are not known are counted")
    func limits() throws {
        var cells = Self.snapshot().cells
        cells[CellKey(account: "prod", region: "eu", kind: "server")]?.status = .denied
        let snapshot = Snapshot(generation: 2, kinds: Self.kinds, accounts: Self.accounts, cells: cells)
        let group = try #require(
            snapshot.resource(ResourceKey(account: "prod", region: "eu", kind: "group", id: "g-1")))
        let found = References().referrers(to: group, in: snapshot, limit: 1)
        #expect(found.groups.map(\.total) == [2])
        #expect(found.groups.map(\.resources.count) == [1])
        #expect(found.unread == 1)
        #expect(found.looked == 1)
    }

    @Test("a newer snapshot's rows are looked at anew, and the old ones let go")
    func follows() throws {
        let references = References()
        #expect(try referrers("prod", "us", "group", "g-1", by: references).count == 1)
        let kept = references.byteCount
        #expect(kept > 0)
        let later = Self.snapshot(Self.rows.filter { $0.id != "s-3" }, generation: 2)
        #expect(try referrers("prod", "us", "group", "g-1", in: later, by: references) == [])
        #expect(references.byteCount < kept)
    }

    @Test("an ARN leads to its resource in any account and region, or nowhere")
    func lookUp() {
        let references = References()
        let snapshot = Self.snapshot()
        let place = ResourceKey(account: "prod", region: "us", kind: "server", id: "s-3")
        func id(_ arn: String) -> String? { references.resource(arn: arn, near: place, in: snapshot)?.id }
        #expect(id(Self.topic) == Self.topic)
        #expect(id("arn:aws:iam::111122223333:role/admin") == "admin")
        #expect(id("arn:aws:x:eu:444455556666:s/4") == "s-4")
        for unknown in ["", "arn", "arn:::::", "arn:aws:x:eu:999999999999:s/4", "arn:aws:x:eu:444455556666:s/5"] {
            #expect(id(unknown) == nil)
        }
    }
}
