import Document
import FoundationEssentials

@testable import Inventory

/// Rows of two kinds that share much and differ in some, for properties of whole tables.
enum TableSamples {
    static let fields = [
        "engine", "storage", "groups", "cores", "encrypted", "window", "load", "nodes", "state", "name", "account",
        "region",
        "kind", "env", "stack", "tag:Team", "tag:env",
    ]

    private static let words: [Value] = [
        nil, "", "redis", "Redis", "postgres", "a b", "a,b", "x:y", "*", "q?", "\\\"", "-x", "null", "blank", "é", "É",
        "e\u{301}", "two\nlines", "true", "5",
    ]
    private static let lists: [Value] = [nil, [], ["sg-1"], ["sg-1", "sg-2"], ["SG-1", "sg-1"], ["", "x"], [nil]]
    private static let numbers: [Value] = [nil, 0, 1, 4, 4.0, 2.5, -1, 1_048_576]

    static func row(_ number: Int, _ random: inout SeededGenerator) -> Resource {
        let isDatabase = Bool.random(using: &random)
        let tags = ["Team", "team", "env", "a=b", "odd \"key\""].filter { _ in
            Int.random(in: 0...2, using: &random) == 0
        }
        let columns: [Value] =
            isDatabase
            ? [
                random.pick(words), random.pick(numbers), random.pick(lists), random.pick(numbers),
                random.pick([nil, true, false]), random.pick(numbers), random.pick([nil, "2025-11-01T10:30:00Z"]),
                random.pick(numbers), random.pick([nil, "10.0.0.9", "10.0.0.10", "2001:db8::1"]),
                ["k": random.pick(words)],
            ] : [random.pick(words), random.pick(numbers)]
        return Resource(
            key: ResourceKey(
                account: random.pick(["prod", "dev"]), region: random.pick(["eu-west-1", "us-east-1"]),
                kind: isDatabase ? "rds-instance" : "elasticache-cluster", id: "id-\(number)"),
            arn: random.pick([nil, "arn:aws:rds:x:1:db:id-\(number)"]),
            name: random.pick(["web-1", "web-10", "Web-9", "db", "id-\(number)"]),
            state: random.pick([nil, "running", "Running", "stopped"]),
            createdAt: random.pick([nil, Samples.now - 86400.5 * Double(Int.random(in: 0...50, using: &random))]),
            endpoints: random.pick([[], [Samples.endpoint("web.example.com", 5432)], [Samples.endpoint("10.0.0.7")]]),
            tags: tags.map { Tag(key: $0, value: random.pick(words).string ?? "") },
            environment: random.pick([nil, "production", "qa"]), stack: random.pick([nil, nil, "shop"]),
            columns: columns,
            raw: RawDocument([:]))
    }

    static func rows(_ count: Int, _ random: inout SeededGenerator) -> [Resource] {
        (0..<count).map { row($0, &random) }
    }

    static func snapshot(_ rows: [Resource], isPacked: Bool) -> Snapshot {
        let cells = Dictionary(grouping: rows, by: \.key.cell).map { key, rows in
            let sorted = rows.sorted { $0.key.id < $1.key.id }
            return Samples.cell(isPacked ? sorted.packed : sorted, key)
        }
        return Samples.snapshot([], others: cells)
    }

    /// Filters that say every sort of term.
    static func filter(_ random: inout SeededGenerator) -> String {
        let terms = [
            "web", "\"web-1\"", "redis", "é", "4", "1 MiB", "5432", "running", "state:running", "state:running,stopped",
            "state:null", "state:blank", "engine:redis", "engine:*e*", "engine:?edis", "engine:>q", "engine:blank",
            "engine:\"\"",
            "cores:4", "cores:>1", "cores:<=2.5", "nodes:null", "storage:>=1MiB", "storage:4", "encrypted:true",
            "window:<1h",
            "groups:sg-1", "groups:blank", "load:>1", "seen_at:2025", "seen_at:>2025-01-01", "age:>20d", "age:<10d",
            "age:blank", "created_at:>2025-10-20", "created_at:2025-10", "ip:10.0.0.0/24", "ip:10.0.0.9,2001:db8::/32",
            "ip:10.0.*", "ip:null", "port:5432", "tag:Team", "tag:team=redis", "tag:Team=blank", "tag:*=é",
            "tag:env=null",
            "tag:\"a=b\"", "account:prod", "region:eu-*", "kind:rds-instance", "name:web-?", "name:>web-1", "id:id-1*",
            "arn:*db:id-2*", "endpoint:web*", "endpoints:writer", "env:qa", "stack:shop", "notes:*e*", "tags:blank",
        ]
        return (0..<Int.random(in: 0...4, using: &random))
            .map { _ in (Int.random(in: 0...3, using: &random) == 0 ? "-" : "") + random.pick(terms) }
            .joined(separator: " ")
    }
}
