import Document
import FoundationEssentials
import Inventory
import JMESPath

/// Kinds, rows and snapshots for tests.
enum Samples {
    static let now = Date(timeIntervalSince1970: 1_763_640_000)  // 2025-11-20T12:00:00Z

    static func column(_ name: String, _ form: Form) -> Column {
        Column(name: name, title: name.capitalized, help: "The \(name).", value: current, form: form, unit: nil)
    }

    static func kind(
        _ name: String, _ columns: [Column], shown: [Kind.Shown]? = nil, isGlobal: Bool = false
    ) -> Kind {
        Kind(
            name: name, title: "\(name)s", isGlobal: isGlobal,
            list: Kind.Call(service: "s", operation: "List", input: []),
            items: current, id: current, columns: columns,
            shown: shown ?? [.builtin(.name), .builtin(.state), .builtin(.endpoint)] + columns.map { .column($0.name) })
    }

    static let database = kind(
        "rds-instance",
        [
            column("engine", .text), column("storage", .bytes), column("groups", .links(to: "sg")),
            column("cores", .integer), column("encrypted", .bool), column("window", .duration),
            column("seen_at", .time), column("load", .percent), column("ip", .ip), column("notes", .json),
        ])
    static let cache = kind("elasticache-cluster", [column("engine", .text), column("nodes", .integer)])
    static let zone = kind("route53-zone", [column("records", .integer)], isGlobal: true)

    static func row(
        _ kind: String, _ id: String, account: String = "prod", region: String = "eu-west-1", name: String? = nil,
        state: String? = nil, age days: Double? = nil, endpoints: [Endpoint] = [], tags: [(String, String)] = [],
        columns: [Value] = [], arn: String? = nil, raw: Value = [:]
    ) -> Resource {
        Resource(
            key: ResourceKey(account: account, region: region, kind: kind, id: id), arn: arn, name: name ?? id,
            state: state, createdAt: days.map { now.addingTimeInterval(-$0 * 86400) }, endpoints: endpoints,
            tags: tags.map { Tag(key: $0.0, value: $0.1) }, columns: columns, raw: RawDocument(raw))
    }

    static func endpoint(_ host: String, _ port: Int? = nil, role: String = "writer", scheme: String? = nil) -> Endpoint
    {
        Endpoint(role: role, host: host, port: port, scheme: scheme)
    }

    static func cell(_ rows: [Resource], _ key: CellKey, _ status: CellStatus = .fresh) -> Cell {
        Cell(key: key, status: status, rows: rows.sorted { $0.key.id < $1.key.id }, fetchedAt: now)
    }

    /// A snapshot whose cells are made of `rows`, with further empty cells for `others`.
    static func snapshot(
        _ rows: [Resource], kinds: [Kind] = [database, cache, zone], views: [View] = views, others: [Cell] = [],
        accounts: [String] = ["prod", "dev"], regions: [String] = ["eu-west-1", "us-east-1"]
    ) -> Snapshot {
        var cells = Dictionary(grouping: rows, by: \.key.cell).map { cell($0.value, $0.key) }
        cells += others
        return Snapshot(
            generation: 7, kinds: KindSet(kinds: kinds, views: views),
            accounts: accounts.map { AccountInfo(name: $0, regions: regions) },
            cells: Dictionary(cells.map { ($0.key, $0) }, uniquingKeysWith: { $1 }))
    }

    static let views = [
        View(
            name: "data", title: "Data", group: "Database", kinds: ["rds-instance", "elasticache-cluster"],
            isMerged: true),
        View(
            name: "names", title: "Names", group: "Network", kinds: ["route53-zone", "rds-instance"], isMerged: false),
    ]

    static let current: JMESPath.Expression = {
        guard let expression = try? JMESPath.Expression("@") else { fatalError("@ compiles") }
        return expression
    }()
}
