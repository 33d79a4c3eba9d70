import Configuration
import FoundationEssentials
import HTTPServer
import Inventory
import Testing

@testable import Web

@Suite("What pages say")
struct ContentTests {
    private func text(_ target: String, _ snapshot: Snapshot = SampleSnapshot.full) async throws -> String {
        let answer = try await TestSite(snapshot).ask(target)
        #expect(answer.status == 200)
        return PageReader(answer.text).text
    }

    static let empties: [(target: String, kind: String, words: String)] = [
        ("/production/eu-west-1/ebs", "nothing", "No EBS volumes here, confirmed 2 min ago."),
        ("/production/eu-west-1/ec2?q=nobody", "filtered", "None of the 13 rows matches “nobody”."),
        ("/a%20b/eu-west-1/sqs", "unread", "SQS queues have not been read yet."),
        (
            "/a%20b/eu-west-1/dynamodb", "denied",
            "DynamoDB tables cannot be listed: the IAM action dynamodb:ListTables is missing. Whether there are any is not known."
        ),
        (
            "/qa_team/ap-south-1/ec2", "not-enabled",
            "The region is not enabled for this account, so there can be no EC2 instances in it."
        ),
        (
            "/production/us-east-1/elasticache-cluster", "failed",
            "ElastiCache clusters could not be read. Whether there are any is not known."
        ),
        ("/a%20b/ap-south-1/ec2", "not-enabled", "The configuration gives none of these accounts this region."),
    ]

    @Test("an empty table says why it is empty", arguments: empties.indices)
    func emptiness(index: Int) async throws {
        let (target, kind, words) = Self.empties[index]
        let page = PageReader((try await TestSite().ask(target)).text)
        #expect(page.text.contains(words), "\(page.text)")
        #expect(page.tags.contains { $0.attributes["data-kind"] == kind })
        #expect(!page.tags.contains { $0.attributes["class"] == "rows" })
    }

    @Test("a denied cell keeps its rows, marks them, and says what is missing")
    func denied() async throws {
        let text = try await text("/qa_team/eu-west-1/rds")
        #expect(text.contains("1 of 3 cells is not what AWS has now. Rows from before are kept and marked."))
        #expect(text.contains("Access denied: these credentials may not do rds:DescribeDBInstances."))
        #expect(text.contains("3 h ago"))
        #expect(text.contains("1 row as of 08:06 UTC"))
        #expect(text.contains("7a62c49f-347e-4fc4-9331-6e8eEXAMPLE"))
        #expect(text.contains("in 2 min"))
        #expect(text.contains("qa-db as of 08:06 UTC"))
        #expect(text.contains("Failing: 2/3 cells fresh, oldest read 3 h ago"))
    }

    @Test("a denied cell says which policy denied it, where AWS does")
    func deniedBy() async throws {
        let key = SampleSnapshot.key("qa_team", "eu-west-1", "rds-instance")
        let snapshot = SampleSnapshot.changed { cells in
            cells[key]?.status = .denied
            cells[key]?.error = CellError(
                code: .denied, message: "no", action: "rds:DescribeDBInstances",
                deniedBy: DeniedBy(policy: .serviceControl, isExplicit: true), since: SampleSnapshot.now)
        }
        let text = try await text("/qa_team/eu-west-1/rds", snapshot)
        #expect(text.contains("A service control policy (SCP) forbids it."))
    }

    @Test("every policy that may deny has words of its own, and says whether it forbids or does not allow")
    func policies() {
        let words = DeniedBy.Policy.allCases.flatMap { policy in
            [true, false].map { DeniedBy(policy: policy, isExplicit: $0).words }
        }
        #expect(Set(words).count == words.count)
        #expect(
            words.allSatisfy { $0.hasSuffix(" forbids it.") || ($0.hasPrefix("No ") && $0.hasSuffix(" allows it.")) })
    }

    @Test("a held cell says that much is missing, not that reading is paused")
    func held() async throws {
        let key = SampleSnapshot.key("production", "eu-west-1", "ec2")
        let snapshot = SampleSnapshot.changed { cells in
            cells[key]?.status = .held
            cells[key]?.error = CellError(code: .paused, message: "AWS listed 0", since: SampleSnapshot.now)
        }
        let text = try await text("/production/eu-west-1/ec2", snapshot)
        #expect(text.contains("Much of what was there is missing from the last answer"))
        #expect(text.contains("AWS listed 0"))
        #expect(!text.contains("Reading is paused"))
    }

    @Test("fresh data says how old it is, and nothing else")
    func fresh() async throws {
        let text = try await text("/production/eu-west-1/ec2")
        #expect(text.contains("Fresh 2 min ago (1/1 cell)"))
        #expect(!text.contains("not what AWS has now"))
        #expect(text.contains("13 rows"))
        #expect(!text.contains("as of"))
    }

    @Test("a broken account, a broken row, a kept row and an unread parent are told")
    func troubles() async throws {
        let changed = SampleSnapshot.changed { cells in
            let key = SampleSnapshot.key("production", "eu-west-1", "ec2")
            cells[key]?.rows[0].problems = [RowProblem(call: "DescribeInstanceStatus", code: .throttled)]
            cells[key]?.rows[1].isKept = true
            cells[key]?.unreadParents = ["zone one", "zone two"]
        }
        var accounts = changed.accounts
        accounts[0].problem = CellError(
            code: .accountMismatch, message: "it is 999988887777", since: SampleSnapshot.now - 60)
        let snapshot = Snapshot(generation: 1, kinds: changed.kinds, accounts: accounts, cells: changed.cells)
        let text = try await text("/production/eu-west-1/ec2", snapshot)
        #expect(
            text.contains(
                "Production cannot be read. The credentials belong to another account than the configuration says. it is 999988887777 Since 1 min ago."
            ))
        #expect(text.contains("DescribeInstanceStatus: throttled"))
        #expect(text.contains("as of 11:04 UTC"))
        #expect(text.contains("Could not be read for zone one, zone two."))
        let first = try #require(snapshot.cells[SampleSnapshot.key("production", "eu-west-1", "ec2")]?.rows.first)
        let detail = try await self.text(Route.resource(first.key, .html).path, snapshot)
        #expect(detail.contains("DescribeInstanceStatus could not be read: throttled."))
    }

    @Test("hostile values are shown as they are, and nowhere as markup")
    func hostile() async throws {
        let answer = try await TestSite().ask("/a%20b/eu-west-1/ec2")
        #expect(!answer.text.contains("<script>alert"))
        let page = PageReader(answer.text)
        #expect(page.text.contains("\"'><script>alert(1)</script>&amp;{{X}}⟨U+202E⟩⟨U+0000⟩⟨U+0007⟩`${1}"))
        #expect(page.tags.count { $0.name == "script" } == 2)
    }

    @Test("a megabyte in a tag costs the table nothing and is whole in the twin")
    func megabyte() async throws {
        let snapshot = SampleSnapshot.changed { cells in
            let key = SampleSnapshot.key("production", "eu-west-1", "ec2")
            cells[key]?.rows[0].name = String(repeating: "<", count: 1 << 20)
            cells[key]?.rows[0].tags = [Tag(key: "Name", value: String(repeating: "<", count: 1 << 20))]
        }
        let site = try TestSite(snapshot)
        let table = await site.ask("/production/eu-west-1/ec2?_col=tags")
        #expect(table.status == 200 && table.text.utf8.count < 100_000)
        let row = try #require(snapshot.cells[SampleSnapshot.key("production", "eu-west-1", "ec2")]?.rows.first)
        let detail = await site.ask(Route.resource(row.key, .html).path)
        #expect(detail.status == 200 && detail.text.utf8.count > 4 << 20)
        let twin = await site.ask(Route.resource(row.key, .json).path)
        #expect(twin.text.utf8.count > 2 << 20)
    }

    @Test("sorting, columns and filters travel along when the account or region changes")
    func switching() async throws {
        let target = "/production/eu-west-1/ec2?q=state%3Arunning&_sort_desc=name&_col=vpc&_nocol=zone"
        let links = PageReader((try await TestSite().ask(target)).text).values("a", "href")
        let kept = "ec2?q=state:running&_sort_desc=name&_col=vpc&_nocol=zone"
        for place in ["/qa_team/eu-west-1/", "/production/us-east-1/", "/all/eu-west-1/", "/production/all/"] {
            #expect(links.contains(place + kept), "\(place)")
        }
        // A region that the other account does not have becomes all of its regions.
        let other = PageReader((try await TestSite().ask("/production/us-east-1/ec2")).text).values("a", "href")
        #expect(other.contains("/qa_team/all/ec2"))
        // Services go on in the same place; what is global goes to its own.
        #expect(other.contains("/production/us-east-1/dynamodb"))
        // The configured zone is what the menu opens.
        #expect(other.contains { $0.hasPrefix("/production/global/route53?q=") })
    }

    @Test("menus are the configuration's, without what nobody knows")
    func menus() async throws {
        let page = PageReader((try await TestSite().ask("/")).text)
        let words = page.values("a", "data-word")
        #expect(
            words == [
                "ec2", "ebs", "elb", "autoscale", "rds", "dynamodb", "elasticache", "sqs", "sns", "route53", "sg",
            ])
        let plain = try await TestSite(configuration: Configuration()).ask("/")
        let all = PageReader(plain.text).values("a", "data-word")
        #expect(all.count == SampleKinds.all.views.count)
    }

    @Test("the rules of a security group, in both directions")
    func rules() async throws {
        let text = try await text("/production/eu-west-1/sg/sg-0web")
        for row in [
            "tcp 443 0.0.0.0/0 – HTTPS from everywhere sgr-1", "tcp 8000–8100 ::/0 – – sgr-2", "all all db – – sgr-3",
            "icmp all web – – sgr-4", "udp 53 pl-0abc – – sgr-5", "tcp all sg-0other 999988887777",
            "Outbound rules Protocol Ports Destination Of account Description Rule all all 0.0.0.0/0 – – sgr-7",
        ] { #expect(text.contains(row), "\(row)") }
        let older = try await self.text("/production/eu-west-1/sg/sg-0db")
        #expect(older.contains("tcp 5432 web 10.0.0.0/8 – offices –"))
        #expect(older.contains("No rules: no traffic is let through."))
    }

    @Test("a stack's template is what was written, under a safe name, with the right type")
    func templates() async throws {
        let site = try TestSite(templates: [
            "web": .success("\n  {\"Resources\": {}}"), "data.json": .success("Resources: {}\n# <script>\n"),
        ])
        let json = await site.ask("/production/eu-west-1/cloudformation/web.json")
        #expect(json["Content-Type"] == "application/json")
        #expect(json["Content-Disposition"] == "attachment; filename=\"web.json\"")
        #expect(json.text == "\n  {\"Resources\": {}}")
        let yaml = await site.ask("/production/eu-west-1/cloudformation/data.json.yaml")
        #expect(yaml["Content-Type"] == "application/yaml")
        #expect(yaml["Content-Disposition"] == "attachment; filename=\"data.json.yaml\"")
        #expect(yaml.text == "Resources: {}\n# <script>\n")
        let page = await site.ask("/production/eu-west-1/cloudformation/data.json?_format=template")
        #expect(PageReader(page.text).text.contains("Resources : {} # <script>"))
        let other = await site.ask("/production/eu-west-1/cloudformation/data.json?_format=template&_document=json")
        #expect(PageReader(other.text).text.contains("{ \" Resources \": {} }"))
        let turned = await site.ask("/production/eu-west-1/cloudformation/web.yaml")
        #expect(turned["Content-Type"] == "application/yaml")
        #expect(turned.text == "Resources: {}\n")
        #expect(Answer.attachment("a\"b\r\nc/é.csv").1 == "attachment; filename=\"a_b__c___.csv\"")
    }

    @Test(
        "a template that cannot be read says why",
        arguments: [
            (CellError.Code.denied, 502), (.timeout, 504), (.notFound, 404),
        ])
    func templateErrors(code: CellError.Code, status: Int) async throws {
        let error = CellError(
            code: code, message: "because", action: "cloudformation:GetTemplate", since: SampleSnapshot.now)
        let site = try TestSite(templates: ["web": .failure(error)])
        let answer = await site.ask("/production/eu-west-1/cloudformation/web.json")
        #expect(answer.status == status)
        let text = PageReader(answer.text).text
        #expect(text.contains("The template could not be read.") && text.contains("because"))
    }

    @Test("Find leads with the endpoint, exact answers first, and tells what it could not search")
    func find() async throws {
        let page = PageReader((try await TestSite().ask("/find?q=orders-db")).text)
        let copied = page.values("button", "aria-label").filter { $0.hasPrefix("Copy ") }
        #expect(copied.first == "Copy orders-db.abc.eu-west-1.rds.amazonaws.com:5432")
        #expect(page.text.contains("exact"))
        #expect(page.text.contains("cells could not be searched as they are now"))
        #expect(page.text.contains("a b / eu-west-1 · SQS queues not read yet"))
        let nothing = try await text("/find?q=zzzzzz")
        #expect(nothing.contains("Nothing matches in what could be searched; what could not is listed below."))
        #expect(try await text("/find").contains("Looks in every account, region and kind at once."))
    }

    @Test("what ends soon says when, in a colour")
    func expiry() async throws {
        let page = PageReader((try await TestSite().ask("/production/us-east-1/acm")).text)
        let ends = page.tags.filter { $0.name == "time" && $0.attributes["class"] == "state" }
        #expect(ends.map { $0.attributes["data-tone"] } == ["bad"])
        #expect(ends.map { $0.attributes["datetime"] } == ["2026-11-28T12:00:00Z"])
        #expect(page.text.contains("in 10 d"))
    }

    @Test("an ARN leads into the region that it names")
    func linksByARN() async throws {
        let page = PageReader((try await TestSite().ask("/production/global/cloudfront")).text)
        let links = page.values("a", "href").filter { $0.hasPrefix("/production/us-east-1/acm/") }
        #expect(links.count == 1)
        let answer = try await TestSite().ask(links.first ?? "/nowhere")
        #expect(answer.status == 200)
    }

    @Test("a page that cannot be rendered is a 500 with a report, never an empty page")
    func broken() async throws {
        let site = try TestSite()
        let answer = site.application.page(
            "no-such-template",
            MessagePage(
                site: site.application.site, snapshot: SampleSnapshot.full,
                message: Message(status: 404, title: "", words: ""), now: SampleSnapshot.now
            ).data())
        #expect(answer.status == 500)
        #expect(!answer.body.isEmpty)
        #expect(site.reports.all == ["template no-such-template: there is no such template"])
    }

    @Test("what reaches the browser stays small")
    func budget() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: TestSite.folder("static"))
        func size(_ suffix: String) throws -> Int {
            try names.filter { $0.hasSuffix(suffix) }.reduce(0) {
                $0 + (try String(contentsOfFile: TestSite.folder("static") + "/" + $1, encoding: .utf8)).utf8.count
            }
        }
        #expect(try size(".js") <= 20_000)
        #expect(try size(".css") <= 30_000)
    }
}
