import HTTPServer
import Inventory
import Testing

@testable import Web

@Suite("What addresses answer")
struct AddressingTests {
    static let unknown: [(target: String, way: String)] = [
        ("/prodution/eu-west-1/ec2", "/production/eu-west-1/ec2"),
        ("/nobody/eu-west-1/ec2", "/qa_team/eu-west-1/ec2"),
        ("/production,qa_tem/eu-west-1/ec2?q=web", "/production,qa_team/eu-west-1/ec2?q=web"),
        ("/production/eu-west-2/ec2", "/production/eu-west-1/ec2"),
        ("/production/nowhere/ec2", "/production/us-east-1/ec2"),
        ("/production/eu-west-1/ec3", "/production/eu-west-1/ec2"),
        ("/production/eu-west-1/security", "/production/eu-west-1/sg"),
        ("/production/global/ec2", "/production/eu-west-1/ec2"),
        ("/production/eu-west-1/ec2/i-0web0l", "/production/eu-west-1/ec2/i-0web01"),
        ("/production/us-east-1/ec2/i-0web01", "/production/eu-west-1/ec2/i-0web01"),
        ("/nobody/eu-west-1/ec2/i-0web01", "/production/eu-west-1/ec2"),
        ("/prodution", "/production"),
        ("/production/eu-west-9", "/production/eu-west-1"),
    ]

    @Test("what does not exist is 404, with the nearest that does", arguments: unknown.indices)
    func notFound(index: Int) async throws {
        let (target, way) = Self.unknown[index]
        let answer = try await TestSite().ask(target)
        #expect(answer.status == 404)
        let links = PageReader(answer.text).values("a", "href")
        #expect(links.contains(way), "\(links)")
    }

    static let refused: [(target: String, status: Int)] = [
        ("/%zz", 400), ("/a/%00", 400), ("/production/eu-west-1/ec2?_sort=nonsense", 400),
        ("/production/eu-west-1/ec2?_col=nonsense", 400), ("/production/eu-west-1/ec2?_next=nonsense", 400),
        ("/a/b/c/d/e", 404), ("/..", 404), ("/%2e%2e/etc/passwd", 404), ("/static/../Package.swift", 404),
        ("/static/%2e%2e%2fPackage.swift", 404), ("/static/nothing.js", 404), ("/static/", 404),
        ("//evil.example/", 404),
        ("/production/eu-west-1/ec2/i-0web01?_format=csv", 400), ("/sql", 404), ("/-/nothing", 404),
    ]

    @Test("what cannot be answered says why, and is no 500", arguments: refused.indices)
    func refusals(index: Int) async throws {
        let site = try TestSite()
        let (target, status) = Self.refused[index]
        let answer = await site.ask(target)
        #expect(answer.status == status, "\(answer.text.prefix(300))")
        #expect(answer["Content-Security-Policy"] == Answer.policy)
        #expect(site.reports.all == [])
    }

    @Test("errors of twins are data")
    func twinErrors() async throws {
        let json = try await TestSite().ask("/prodution/eu-west-1/ec2.json")
        #expect(json.status == 404)
        #expect(json["Content-Type"] == "application/json")
        #expect(json.text.contains("\"nearest\":[\"/production/eu-west-1/ec2\"]"), "\(json.text)")
        let csv = try await TestSite().ask("/prodution/eu-west-1/ec2.csv")
        #expect(csv.status == 404)
        #expect(csv["Content-Type"] == "text/plain; charset=utf-8")
    }

    static let moved: [(target: String, place: String, status: Int)] = [
        ("/production/eu-west-1/route53", "/production/global/route53", 307),
        ("/production/us-east-1,eu-west-1/route53-zone.json?q=a", "/production/global/route53-zone.json?q=a", 307),
        ("/production/eu-west-1/route53-zone/Z0EXAMPLE", "/production/global/route53-zone/Z0EXAMPLE", 307),
        ("/production/eu-west-1/rds/orders-db", "/production/eu-west-1/rds-instance/orders-db", 307),
        ("/production/eu-west-1/ec2/", "/production/eu-west-1/ec2", 308),
        ("/production/?q=a/", "/production?q=a/", 308),
    ]

    @Test("what has its place elsewhere is sent there", arguments: moved.indices)
    func redirects(index: Int) async throws {
        let (target, place, status) = Self.moved[index]
        let answer = try await TestSite().ask(target)
        #expect(answer.status == status)
        #expect(answer["Location"] == place)
    }

    @Test("an exact id comes before any suffix")
    func suffixes() async throws {
        let site = try TestSite(templates: ["web": .success("{}"), "data": .success("{}")])
        #expect(
            PageReader(await site.ask("/production/eu-west-1/dynamodb/orders.csv").text).text.contains("orders.csv"))
        let stack = await site.ask("/production/eu-west-1/cloudformation/data.json")
        #expect(stack["Content-Type"] == "text/html; charset=utf-8")
        let template = await site.ask("/production/eu-west-1/cloudformation/web.json")
        #expect(template["Content-Type"] == "application/json")
        #expect(await site.ask("/production/eu-west-1/cloudformation/none.json").status == 404)
    }

    @Test("tables are there as JSON and CSV on the same path, resources as JSON and YAML")
    func twins() async throws {
        let site = try TestSite()
        let json = await site.ask("/production/all/ec2.json?q=web")
        #expect(json.status == 200)
        #expect(json["Content-Type"] == "application/json")
        #expect(json.text.hasPrefix("{\"kind\":\"ec2\",\"complete\":true,\"generation\":41,\"cells\":["))
        let csv = await site.ask("/production/all/ec2.csv?q=web")
        #expect(csv["Content-Disposition"] == "attachment; filename=\"ec2.csv\"")
        #expect(csv.text.split(separator: "\r\n").count == 15)
        let resource = await site.ask("/production/eu-west-1/ec2/i-0web01?_format=json")
        #expect(resource.text.contains("\"raw\": {"))
        let yaml = await site.ask("/production/eu-west-1/ec2/i-0web01?_format=yaml")
        #expect(yaml["Content-Type"] == "application/yaml")
        #expect(yaml.text.contains("id: i-0web01"))
        #expect(await site.ask("/matrix?_format=json").text.contains("\"status\":\"not-enabled\""))
        #expect(await site.ask("/find?q=i-0web01&_format=json").text.contains("\"exact\":true"))
        #expect(await site.ask("/qa_team/eu-west-1/rds.json").text.contains("\"complete\":false"))
    }

    @Test("the machinery's addresses")
    func machinery() async throws {
        let site = try TestSite()
        #expect(await site.ask("/-/healthy").status == 200)
        #expect(await site.ask("/-/ready").status == 200)
        let unread = try TestSite(
            SampleSnapshot.changed { cells in
                for key in cells.keys { cells[key] = Cell(key: key) }
            })
        #expect(await unread.ask("/-/ready").status == 503)
        #expect(await unread.ask("/").status == 200)
    }
}
