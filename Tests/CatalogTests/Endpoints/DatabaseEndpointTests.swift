import AWS
import Document
import Inventory
import Testing

@testable import Catalog

@Suite("Endpoints of databases")
struct DatabaseEndpointTests {
    private let rows: Rows

    init() throws {
        rows = try Rows([
            "rds:DescribeDBInstances": [
                "creating.xml", "postgres.xml", "aurora-members.xml", "docdb-member.xml", "neptune-member.xml",
            ],
            "rds:DescribeDBClusters": ["aurora.xml", "docdb.xml", "neptune.xml", "serverless-v2.xml", "creating.xml"],
            "rds:DescribeDBClusterEndpoints": ["writer.xml", "reader.xml", "custom.xml"],
            "rds:DescribeDBProxies": ["proxy.xml"],
            "rds:DescribeDBProxyEndpoints": ["proxy.xml"],
            "rds:DescribeDBProxyTargets": ["proxy.xml"],
            "redshift:DescribeClusters": ["available.xml", "creating.xml"],
        ])
    }

    @Test("an instance that is being created has no endpoint")
    func creating() async throws {
        let row = try await rows.row("rds-instance", "payments-reporting")
        #expect(row.state == "creating")
        #expect(row.endpoints == [])
        #expect(try rows.value("port", of: row) == .null)
    }

    @Test("an instance is connected to by its own name and port")
    func instance() async throws {
        let row = try await rows.row("rds-instance", "orders-archive")
        #expect(row.places == ["writer orders-archive.c9akciq32abc.us-east-1.rds.amazonaws.com:5432 postgres"])
        #expect(row.arn == "arn:aws:rds:us-east-1:123456789012:db:orders-archive")
        #expect(row.state == "available")
        #expect(try rows.value("role", of: row) == "standalone")
        #expect(try rows.value("product", of: row) == "RDS")
    }

    @Test(
        "members of a cluster are its writer or its readers, whatever engine it has",
        arguments: [
            ("orders-aurora-1", "writer", "orders-aurora-1.c9akciq32abc.us-east-1.rds.amazonaws.com:5432", "Aurora"),
            ("orders-aurora-2", "reader", "orders-aurora-2.c9akciq32abc.us-east-1.rds.amazonaws.com:5432", "Aurora"),
            ("orders-aurora-3", "reader", "orders-aurora-3.c9akciq32abc.us-east-1.rds.amazonaws.com:5432", "Aurora"),
            (
                "catalog-docs-1", "writer", "catalog-docs-1.c9akciq32abc.us-east-1.docdb.amazonaws.com:27017",
                "DocumentDB"
            ),
            ("search-graph-1", "writer", "search-graph-1.c9akciq32abc.us-east-1.neptune.amazonaws.com:8182", "Neptune"),
        ])
    func members(_ id: String, _ role: String, _ address: String, _ product: String) async throws {
        let row = try await rows.row("rds-instance", id)
        #expect(row.endpoints.map(\.role) == [role])
        #expect(row.endpoints.map(\.address) == [address])
        #expect(try rows.value("role", of: row) == .string(role))
        #expect(try rows.value("product", of: row) == .string(product))
    }

    @Test("an Aurora cluster has a writer, a reader and custom endpoints")
    func aurora() async throws {
        let row = try await rows.row("rds-cluster", "orders-aurora")
        #expect(
            row.places == [
                "writer orders-aurora.cluster-c9akciq32abc.us-east-1.rds.amazonaws.com:5432 aurora-postgresql",
                "reader orders-aurora.cluster-ro-c9akciq32abc.us-east-1.rds.amazonaws.com:5432 aurora-postgresql",
                "custom orders-reports.cluster-custom-c9akciq32abc.us-east-1.rds.amazonaws.com:5432 aurora-postgresql",
            ])
        #expect(try rows.value("writer_instance", of: row) == "orders-aurora-1")
        #expect(row.tag("Environment") == "production")
    }

    @Test("a cluster whose endpoints cannot be listed still has those it names itself")
    func custom() async throws {
        let rows = try Rows(["rds:DescribeDBClusters": ["aurora.xml"]])
        #expect(
            try await rows.row("rds-cluster", "orders-aurora").endpoints.map(\.role) == ["writer", "reader", "custom"])
    }

    @Test(
        "other clusters are connected to by writer and reader",
        arguments: [
            ("catalog-docs", "catalog-docs.cluster-c9akciq32abc.us-east-1.docdb.amazonaws.com:27017", "DocumentDB"),
            ("search-graph", "search-graph.cluster-c9akciq32abc.us-east-1.neptune.amazonaws.com:8182", "Neptune"),
            ("catalog-aurora", "catalog-aurora.cluster-c9akciq32abc.us-east-1.rds.amazonaws.com:3306", "Aurora"),
        ])
    func clusters(_ id: String, _ writer: String, _ product: String) async throws {
        let row = try await rows.row("rds-cluster", id)
        #expect(row.endpoints.map(\.role) == ["writer", "reader"])
        #expect(row.endpoints.first?.address == writer)
        #expect(try rows.value("product", of: row) == .string(product))
    }

    @Test(
        "an endpoint's scheme is what its clients speak",
        arguments: [
            ("rds-cluster", "orders-aurora", "aurora-postgresql"), ("rds-cluster", "catalog-docs", "mongodb"),
            ("rds-cluster", "search-graph", "https"), ("rds-instance", "orders-archive", "postgres"),
            ("rds-instance", "catalog-docs-1", "mongodb"), ("rds-instance", "search-graph-1", "https"),
        ])
    func schemes(_ kind: String, _ id: String, _ scheme: String) async throws {
        let row = try await rows.row(kind, id)
        #expect(Set(row.endpoints.map(\.scheme)) == [scheme])
    }

    @Test("a proxy has its own endpoint and those made besides, on the engine's usual port")
    func proxy() async throws {
        let row = try await rows.row("rds-proxy", "orders-proxy")
        #expect(
            row.places == [
                "proxy orders-proxy.proxy-c9akciq32abc.us-east-1.rds.amazonaws.com:5432 postgres",
                "reader orders-proxy-ro.endpoint.proxy-c9akciq32abc.us-east-1.rds.amazonaws.com:5432 postgres",
            ])
        for (column, value) in [
            ("targets", "1/2"), ("cluster", "orders-aurora"), ("instances", ["orders-aurora-1", "orders-aurora-2"]),
            ("unavailable", ["orders-aurora-2 UNAVAILABLE CONNECTION_FAILED"]), ("tls", true), ("iam_auth", false),
        ] as [(String, Value)] {
            #expect(try rows.value(column, of: row) == value, "\(column)")
        }
        let cluster = try await rows.row("rds-cluster", "orders-aurora")
        #expect(try rows.value("proxies", of: cluster) == ["orders-proxy"])
        let instance = try await rows.row("rds-instance", "orders-aurora-2")
        #expect(try rows.value("proxies", of: instance) == ["orders-proxy"])
        let other = try await rows.row("rds-instance", "orders-archive")
        #expect(try rows.value("proxies", of: other) == [])
    }

    @Test(
        "a proxy has the port of its engine family, and none before it has a host",
        arguments: [("MYSQL", 3306, "mysql"), ("SQLSERVER", 1433, "sqlserver"), ("NEW", nil, "NEW")]
            as [(String, Int?, String)])
    func proxies(_ family: String, _ port: Int?, _ scheme: String) async throws {
        let rows = try Rows(outputs: [
            "rds:DescribeDBProxies": { _ in
                [
                    "DBProxies": [
                        ["DBProxyName": "a", "EngineFamily": .string(family), "Endpoint": "a.example.com"],
                        ["DBProxyName": "b", "EngineFamily": .string(family), "Status": "creating"],
                    ]
                ]
            },
            "rds:DescribeDBProxyEndpoints": { _ in
                [
                    "DBProxyEndpoints": [
                        ["DBProxyName": "a", "IsDefault": true, "Endpoint": "a.example.com"],
                        [
                            "DBProxyName": "a", "IsDefault": false, "Endpoint": "w.example.com",
                            "TargetRole": "READ_WRITE",
                        ],
                        ["DBProxyName": "b", "IsDefault": false, "Status": "creating"],
                    ]
                ]
            },
            "rds:DescribeDBProxyTargets": { _ throws(APIError) in throw APIError(.denied, "no") },
        ])
        let row = try await rows.row("rds-proxy", "a")
        #expect(row.endpoints.map(\.role) == ["proxy", "custom"])
        #expect(row.endpoints.map(\.port) == [port, port])
        #expect(row.endpoints.map(\.scheme) == [scheme, scheme])
        #expect(try rows.value("targets", of: row) == .null)
        #expect(row.problems.map(\.call) == ["DescribeDBProxyTargets"])
        #expect(try await rows.row("rds-proxy", "b").endpoints == [])
    }

    @Test("a Redshift cluster has an endpoint once it is there")
    func redshift() async throws {
        #expect(
            try await rows.row("redshift", "warehouse").places == [
                "private warehouse.c9akciq32abc.us-east-1.redshift.amazonaws.com:5439 redshift"
            ])
        #expect(try await rows.row("redshift", "warehouse-next").endpoints == [])
    }
}
