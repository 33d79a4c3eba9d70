import AWS
import Collector
import Document
import Inventory
import Testing

@testable import Catalog

@Suite("Route 53 zones and records")
struct NameKindTests {
    private static let records: Value = [
        "ResourceRecordSets": [
            ["Name": "\\052.example.com.", "Type": "A", "TTL": 60, "ResourceRecords": [["Value": "203.0.113.1"]]],
            [
                "Name": "www.example.com.", "Type": "A",
                "AliasTarget": [
                    "DNSName": "dualstack.lb.amazonaws.com.", "HostedZoneId": "Z35", "EvaluateTargetHealth": true,
                ],
            ],
            [
                "Name": "api.example.com.", "Type": "CNAME", "TTL": 300, "SetIdentifier": "blue", "Weight": 0,
                "ResourceRecords": [["Value": "blue.example.net"]],
            ],
            ["Name": "example.com.", "Type": "TXT", "TTL": 300, "ResourceRecords": [["Value": "\"v=spf1 -all\""]]],
        ]
    ]

    private static func rows(isPrivate: Bool = false) throws -> Rows {
        try Rows(outputs: [
            "route53:ListHostedZones": { _ in
                [
                    "HostedZones": [
                        [
                            "Id": "/hostedzone/Z1", "Name": "example.com.", "ResourceRecordSetCount": 4,
                            "Config": ["PrivateZone": .bool(isPrivate), "Comment": "shop"],
                        ]
                    ]
                ]
            },
            "route53:ListResourceRecordSets": { _ in records },
            "route53:GetHostedZone": { _ in ["VPCs": [["VPCRegion": "us-east-1", "VPCId": "vpc-1"]]] },
            "route53:ListTagsForResources": { _ in
                ["ResourceTagSets": [["ResourceId": "Z1", "Tags": [["Key": "Owner", "Value": "ops"]]]]]
            },
        ])
    }

    @Test("ids are zone, name, type and set, as people write names")
    func ids() async throws {
        let rows = try Self.rows()
        #expect(
            try await rows.of("route53-record").map(\.key.id) == [
                "Z1:*.example.com:A", "Z1:api.example.com:CNAME:blue", "Z1:example.com:TXT", "Z1:www.example.com:A",
            ])
        #expect(rows.aws.calls.allSatisfy { $0.input["HostedZoneId"].map { $0 == "Z1" } ?? true })
    }

    @Test("an alias shows its target and has no TTL")
    func alias() async throws {
        let rows = try Self.rows()
        let row = try await rows.row("route53-record", "Z1:www.example.com:A")
        #expect(row.places == ["public www.example.com -"])
        for (column, value) in [
            ("value", ["dualstack.lb.amazonaws.com"]), ("alias", true), ("ttl", .null), ("policy", "simple"),
            ("zone", "example.com"), ("zone_id", "Z1"), ("alias_target", "dualstack.lb.amazonaws.com"),
        ] as [(String, Value)] {
            #expect(try rows.value(column, of: row) == value, "\(column)")
        }
    }

    @Test("a weight of nothing is a weight")
    func weight() async throws {
        let rows = try Self.rows()
        let row = try await rows.row("route53-record", "Z1:api.example.com:CNAME:blue")
        #expect(try rows.value("policy", of: row) == "weighted 0")
        #expect(try rows.value("set", of: row) == "blue")
        #expect(try rows.value("ttl", of: row) == 300)
    }

    @Test("a wildcard or a text is no place to connect to")
    func wildcard() async throws {
        let rows = try Self.rows()
        let wildcard = try await rows.row("route53-record", "Z1:*.example.com:A")
        #expect(wildcard.name == "*.example.com")
        #expect(wildcard.endpoints == [])
        #expect(try await rows.row("route53-record", "Z1:example.com:TXT").endpoints == [])
    }

    @Test("a private zone says who can resolve it, and a public one is not asked")
    func zones() async throws {
        let rows = try Self.rows(isPrivate: true)
        let row = try await rows.row("route53-zone", "Z1")
        #expect(row.name == "example.com")
        #expect(row.arn == "arn:aws:route53:::hostedzone/Z1")
        #expect(row.tag("Owner") == "ops")
        #expect(try rows.value("vpcs", of: row) == ["us-east-1 vpc-1"])
        #expect(try await rows.row("route53-record", "Z1:www.example.com:A").endpoints.map(\.role) == ["private"])
        let `public` = try Self.rows()
        _ = try await `public`.of("route53-zone")
        #expect(!`public`.aws.calls.contains { $0.operation.operation == "GetHostedZone" })
    }

    @Test("where listing zones is denied, the configured zone is read alone")
    func fallback() async throws {
        let rows = try Rows(outputs: [
            "route53:ListHostedZones": { _ throws(APIError) in throw APIError(.denied, "no") },
            "route53:ListResourceRecordSets": { _ in Self.records },
        ])
        let kind = try #require(rows.kinds.kind("route53-record"))
        let item = try #require(kind.fallbackItem(from: "route53", ["zone_id": "Z1", "domain": "example.com"]))
        let cell = CellKey(account: "prod", region: CellKey.globalRegion, kind: kind.name)
        let context = RowContext(account: "prod", region: cell.region, accountID: nil)
        let order = Fetcher.Order(kind: kind, cell: cell, context: context, fallbackItems: [item])
        let fetched = try await Fetcher(SharedCalls(rows.aws, shared: [])).fetch(order).result.get()
        #expect(fetched.rows.count == 4)
        #expect(fetched.rows.map(\.key.id).contains("Z1:www.example.com:A"))
        #expect(fetched.remark?.code == .denied)
        #expect(kind.fallbackItem(from: "route53", ["domain": "example.com"]) == nil)
        #expect(kind.fallbackItem(from: "sns", ["zone_id": "Z1"]) == nil)
        #expect(kind.isGlobal)
    }
}
