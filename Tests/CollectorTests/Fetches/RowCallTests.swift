import AWS
import Collector
import Document
import Inventory
import JMESPath
import Testing

/// Calls about the elements of a list in each item, like the services of clusters.
@Suite("Calls about rows within items")
struct RowCallTests {
    let client = FakeClient()

    /// Clusters, their services in one call each, and what is known of services in batches of two.
    private static func service() throws -> Kind {
        func member(_ name: String, _ path: String) throws -> Kind.InputMember {
            Kind.InputMember(name: name, source: .expression(try SampleKinds.path(path)))
        }
        var kind = Kind(
            name: "ecs-service", title: "Services", isGlobal: false, list: SampleKinds.call("ecs", "ListClusters"),
            items: try SampleKinds.path("clusterArns"), rows: try SampleKinds.path("_services.serviceArns"),
            attachments: [
                Kind.Attachment(
                    name: "services",
                    source: .each(
                        call: SampleKinds.call("ecs", "ListServices", [try member("cluster", "value")]), when: nil,
                        every: nil))
            ],
            id: try SampleKinds.path("join('/', [_parent.value, value])"),
            state: try SampleKinds.path("_service.status"))
        kind.rowAttachments = [
            Kind.Attachment(
                name: "service",
                source: .batch(
                    call: SampleKinds.call("ecs", "DescribeServices", [try member("cluster", "_parent.value")]),
                    listMember: "services", size: 2, items: try SampleKinds.path("services"),
                    key: try SampleKinds.path("name"), on: try SampleKinds.path("value")))
        ]
        return kind
    }

    @Test("a list beside the rows is read once and matched to each of them")
    func join() async throws {
        answer()
        client.on("ecs:ListTags") { _ in
            ["tags": [["of": "web", "team": "shop"], ["of": "gone", "team": "nobody"]]]
        }
        var kind = try Self.service()
        kind.rowAttachments.append(
            Kind.Attachment(
                name: "tagset",
                source: .join(
                    call: SampleKinds.call("ecs", "ListTags"), items: try SampleKinds.path("tags"),
                    key: try SampleKinds.path("of"), on: try SampleKinds.path("value"), many: false)))
        kind.columns = [try SampleKinds.column("team", "_tagset.team")]
        let rows = try await fetch(kind)
        #expect(rows.rows.map(\.key.id) == ["blue/api", "blue/jobs", "blue/web", "green/web"])
        #expect(rows.rows.map { $0.columns[0] } == [.null, .null, "shop", "shop"])
        #expect(client.count("ecs:ListTags") == 1)
    }

    private func fetch(_ other: Kind? = nil, previous: [Resource] = []) async throws -> FetchedRows {
        let kind = try other ?? Self.service()
        let order = Fetcher.Order(
            kind: kind, cell: CellKey(account: "prod", region: "eu-west-1", kind: kind.name),
            context: RowContext(account: "prod", region: "eu-west-1", accountID: nil),
            previous: previous)
        return try await Fetcher(SharedCalls(client, shared: [])).fetch(order).result.get()
    }

    private func answer(denied: String? = nil, unread: String? = nil) {
        client.on("ecs:ListClusters") { _ in ["clusterArns": ["blue", "green", "idle"]] }
        client.on("ecs:ListServices") { call throws(APIError) in
            if call.input["cluster"]?.string == unread { throw APIError(.throttled, "slow down") }
            switch call.input["cluster"]?.string {
            case "blue": return ["serviceArns": ["web", "api", "jobs"]]
            case "green": return ["serviceArns": ["web"]]
            default: return ["serviceArns": []]
            }
        }
        client.on("ecs:DescribeServices") { call throws(APIError) in
            if call.input["cluster"]?.string == denied { throw APIError(.denied, "no") }
            let asked = call.input["services"]?.array ?? []
            let cluster = call.input["cluster"]?.string ?? ""
            return ["services": .array(asked.map { ["name": $0, "status": .string("ACTIVE in \(cluster)")] })]
        }
    }

    @Test("rows of one item share calls of the given size, rows of others do not")
    func batches() async throws {
        answer()
        let rows = try await fetch()
        #expect(rows.rows.map(\.key.id) == ["blue/api", "blue/jobs", "blue/web", "green/web"])
        #expect(
            rows.rows.map(\.state) == [
                "ACTIVE in blue", "ACTIVE in blue", "ACTIVE in blue", "ACTIVE in green",
            ])
        let asked = client.calls.filter { $0.operation.operation == "DescribeServices" }.map(\.input)
        #expect(
            asked == [
                ["cluster": "blue", "services": ["web", "api"]], ["cluster": "blue", "services": ["jobs"]],
                ["cluster": "green", "services": ["web"]],
            ])
        #expect(rows.requests == 7)
        #expect(rows.rows[0].raw.value["_parent"] == ["value": "blue"])
    }

    @Test("a batch that fails leaves its rows in place, and they and the cell say so")
    func denied() async throws {
        answer(denied: "blue")
        let rows = try await fetch()
        #expect(rows.rows.map(\.state) == [nil, nil, nil, "ACTIVE in green"])
        #expect(rows.rows[0].problems == [RowProblem(call: "DescribeServices", code: .denied)])
        #expect(rows.rows[3].problems == [])
        #expect(rows.remark?.code == .denied)
    }

    @Test("rows of an item whose list could not be read stay from before, marked, and are not asked about")
    func unread() async throws {
        answer()
        let before = try await fetch().rows
        let asked = client.count("ecs:DescribeServices")
        answer(unread: "blue")
        let rows = try await fetch(previous: before)
        #expect(rows.rows.map(\.key.id) == ["blue/api", "blue/jobs", "blue/web", "green/web"])
        #expect(rows.rows.map(\.isKept) == [true, true, true, false])
        #expect(rows.unreadParents == ["blue"])
        #expect(client.count("ecs:DescribeServices") == asked + 1)
    }
}
