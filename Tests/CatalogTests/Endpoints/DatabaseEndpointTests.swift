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

    @Test("a Redshift cluster has an endpoint once it is there")
    func redshift() async throws {
        #expect(
            try await rows.row("redshift", "warehouse").places == [
                "private warehouse.c9akciq32abc.us-east-1.redshift.amazonaws.com:5439 redshift"
            ])
        #expect(try await rows.row("redshift", "warehouse-next").endpoints == [])
    }
}
