import AWS
import Document
import Inventory
import Testing

@testable import Catalog

@Suite("Endpoints of load balancers")
struct LoadBalancerEndpointTests {
    @Test("each listener is an endpoint")
    func application() async throws {
        let rows = try Rows([
            "elbv2:DescribeLoadBalancers": ["application.xml"], "elbv2:DescribeListeners": ["application.xml"],
        ])
        let row = try await rows.row("load-balancer", "orders-public")
        #expect(
            row.places == [
                "public orders-public-1187613042.us-east-1.elb.amazonaws.com:80 HTTP",
                "public orders-public-1187613042.us-east-1.elb.amazonaws.com:443 HTTPS",
            ])
        #expect(try rows.value("listeners", of: row) == ["80 HTTP → redirect HTTPS 443", "443 HTTPS → orders-web"])
        #expect(row.state == "active")
        let `internal` = try await rows.row("load-balancer", "payments-internal")
        #expect(Set(`internal`.endpoints.map(\.role)) == ["private"])
        let asked = rows.aws.calls.filter { $0.operation.operation == "DescribeListeners" }
        #expect(Set(asked.compactMap { $0.input["LoadBalancerArn"]?.string }).count == 2)
    }

    @Test(
        "without listeners the name alone is the endpoint",
        arguments: [
            ("network.xml", "orders-amqp", ["public orders-amqp-9f1c2d3e4b5a6978.elb.us-east-1.amazonaws.com -"]),
            ("provisioning.xml", "search-public", ["public search-public-520193381.us-east-1.elb.amazonaws.com -"]),
            ("gateway.xml", "inspection", []),
        ])
    func withoutListeners(_ file: String, _ id: String, _ places: [String]) async throws {
        let rows = try Rows(["elbv2:DescribeLoadBalancers": [file]])
        #expect(try await rows.row("load-balancer", id).places == places)
    }

    @Test("a classic load balancer has its listeners inline, and tells which instances serve")
    func classic() async throws {
        let rows = try Rows([
            "elb:DescribeLoadBalancers": ["classic.xml"], "elb:DescribeInstanceHealth": ["mixed.xml"],
        ])
        let row = try await rows.row("classic-load-balancer", "legacy-www")
        #expect(
            row.places == [
                "public legacy-www-1392847560.us-east-1.elb.amazonaws.com:80 HTTP",
                "public legacy-www-1392847560.us-east-1.elb.amazonaws.com:443 HTTPS",
            ])
        #expect(try rows.value("listeners", of: row) == ["80 HTTP → 8080 HTTP", "443 HTTPS → 8080 HTTP"])
        #expect(try rows.value("targets", of: row) == "1/2")
        #expect(try rows.value("unhealthy", of: row).array?.count == 1)
        let batch = try await rows.row("classic-load-balancer", "legacy-batch")
        #expect(batch.places == ["private internal-legacy-batch-204817733.us-east-1.elb.amazonaws.com:5672 TCP"])
    }
}
