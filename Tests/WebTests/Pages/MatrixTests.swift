import FoundationEssentials
import HTTPServer
import Inventory
import Testing

@testable import Web

@Suite("The matrix as a page")
struct MatrixTests {
    /// Thirty accounts in seventeen regions with all kinds, some of them denied.
    private static let large: Snapshot = {
        let kinds = SampleKinds.all
        let names = (1...30).map { "account-\($0)" }
        let regions = (1...17).map { "eu-west-\($0)" }
        var cells: [Cell] = []
        for account in names {
            for kind in kinds.kinds {
                for region in kind.isGlobal ? [CellKey.globalRegion] : regions {
                    let isDenied = account == "account-7" && kind.name == "ec2"
                    cells.append(
                        Cell(
                            key: CellKey(account: account, region: region, kind: kind.name),
                            status: isDenied ? .denied : .fresh, fetchedAt: isDenied ? nil : SampleSnapshot.now - 20,
                            duration: .milliseconds(200), requests: 1, error: isDenied ? SampleSnapshot.denied : nil))
                }
            }
        }
        return Snapshot(
            generation: 1, kinds: kinds, accounts: names.map { AccountInfo(name: $0, regions: regions) },
            cells: CellTable(cells))
    }()

    @Test("the form holds what was asked for, and nothing else")
    func form() async throws {
        func fields(_ target: String) async throws -> [String: String] {
            let tags = PageReader(try await TestSite().ask(target).text).tags
            return Dictionary(
                tags.filter { $0.name == "input" && ["account", "region", "kind"].contains($0.attributes["name"]) }
                    .map { ($0.attributes["name"] ?? "", $0.attributes["value"] ?? "") }, uniquingKeysWith: { $1 })
        }
        #expect(try await fields("/matrix") == ["account": "", "region": "", "kind": ""])
        #expect(
            try await fields("/matrix?account=production,qa_team&kind=ec2") == [
                "account": "production,qa_team", "region": "", "kind": "ec2",
            ])
    }

    @Test("thirty accounts, seventeen regions and every kind are one line for each account and a hundred cells")
    func large() async throws {
        let site = try TestSite(Self.large)
        let answer = await site.ask("/matrix")
        let page = PageReader(answer.text)
        #expect(answer.text.utf8.count < 300_000)
        #expect(Self.large.cells.count > 15_000)
        let groups = page.tags.count { $0.name == "th" && $0.attributes["scope"] == "row" }
        #expect(groups == 30)
        // The form holds what was asked for, and nothing else.
        let field = { (page: PageReader, name: String) in
            page.tags.first { $0.name == "input" && $0.attributes["name"] == name }?.attributes["value"]
        }
        for name in ["account", "region", "kind"] { #expect((field(page, name) ?? "").isEmpty, "\(name)") }
        #expect(page.text.contains("1 to 100 of "))
        // The worst come first, with what is missing.
        #expect(page.text.contains("account-7 eu-west-1 EC2 instances denied – never – 200 ms 1 Access denied"))
        #expect(page.text.contains("rds:DescribeDBInstances"))
        #expect(page.text.contains("17 denied"))
        let inside = PageReader(await site.ask("/matrix?account=account-7").text)
        #expect(inside.tags.count { $0.name == "th" && $0.attributes["scope"] == "row" } == 18)
        let denied = PageReader(await site.ask("/matrix?state=denied").text)
        #expect(denied.text.contains("17 cells"))
        #expect(field(inside, "account") == "account-7")
        let deep = PageReader(await site.ask("/matrix?account=account-7&region=eu-west-3&kind=Compute").text)
        #expect(!deep.text.contains("Calls Account"))
        #expect(deep.text.contains("12 cells"))
    }

    @Test("its pages follow each other to the end, each cell once")
    func paging() async throws {
        let site = try TestSite()
        var target = "/matrix"
        var count = 0
        for _ in 0..<20 {
            let page = PageReader(await site.ask(target).text)
            count += page.tags.count { $0.name == "td" && $0.attributes["data-label"] == "Took" }
            guard let next = page.tags.first(where: { $0.attributes["rel"] == "next" })?.attributes["href"] else {
                break
            }
            target = next
        }
        #expect(count == SampleSnapshot.full.cells.count)
    }

    @Test("the twin has the same cells, with calls and durations, and what they come to")
    func twin() async throws {
        let site = try TestSite()
        let all = await site.ask("/matrix?_format=json").text
        #expect(all.contains("\"complete\":false"))
        #expect(all.contains("\"groups\":[{\"account\":\"production\",\"cells\":"))
        #expect(all.contains("\"requests\":2,\"took\":0.34"))
        let one = await site.ask("/matrix?account=production&region=eu-west-1&kind=ec2&_format=json").text
        #expect(one.contains("\"complete\":true"))
        #expect(one.split(separator: "\"status\":").count == 2)
        #expect(one.contains("\"total\":{\"cells\":1,\"fresh\":1,\"rows\":13,\"requests\":2,"))
        let wrong = await site.ask("/matrix?kind=ec22&_format=json")
        #expect(wrong.status == 404)
        #expect(wrong.text.contains("\"nearest\":[\"/matrix?kind=ec2\""))
    }

    @Test("the line about a page's age leads to the page's own cells")
    func scoped() async throws {
        let site = try TestSite()
        func leads(_ target: String) async -> [String] {
            PageReader(await site.ask(target).text).values("a", "href").filter { $0.hasPrefix("/matrix?") }
        }
        #expect(
            await leads("/production/eu-west-1/ec2").first == "/matrix?account=production&region=eu-west-1&kind=ec2")
        // What lives in no region is covered by whatever region is asked for.
        #expect(await leads("/production/global/route53-zone").first == "/matrix?account=production&kind=route53-zone")
        let cells = await site.ask("/matrix?account=production&kind=route53-zone")
        #expect(
            PageReader(cells.text).text.contains("1 cell Cells")
                || PageReader(cells.text).text.contains("1 cell Accounts"))
    }

    @Test("what a part of the matrix shows can be read again")
    func refresh() async throws {
        let site = try TestSite()
        let target = Route.refresh(target: "/matrix?account=qa_team&state=denied").path
        let answer = await site.ask(target, method: .post, headers: [("Sec-Fetch-Site", "same-origin")])
        #expect(answer["Location"] == "/matrix?account=qa_team&state=denied&_refreshed=1")
        #expect(site.live.refreshed == [SampleSnapshot.key("qa_team", "eu-west-1", "rds-instance")])
        let page = PageReader(await site.ask(answer["Location"] ?? "").text)
        #expect(page.text.contains("1 cell asked for again: 1 under way."))
    }
}
