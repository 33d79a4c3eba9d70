import Document
import FoundationEssentials
import HTTPServer
import Inventory
import Testing

@testable import Web

@Suite("The overview")
struct OverviewPageTests {
    private func page(_ target: String, _ snapshot: Snapshot = SampleSnapshot.full) async throws -> PageReader {
        let answer = try await TestSite(snapshot).ask(target)
        #expect(answer.status == 200)
        return PageReader(answer.text)
    }

    @Test("it leads with figures, and every view stands under its menu's heading")
    func figures() async throws {
        let page = try await page("/overview")
        #expect(page.text.contains("25 resources"))
        #expect(page.text.contains("3 accounts"))
        #expect(page.text.contains("1 alarm firing"))
        #expect(page.text.contains("1 needs a look"))
        #expect(page.text.contains("Compute EC2 16 !"))
        let links = Set(page.values("a", "href"))
        for view in SampleKinds.all.views {
            #expect(links.contains { $0.hasSuffix("/\(view.name)") && $0.hasPrefix("/all/") }, "\(view.name)")
        }
    }

    @Test("each figure leads to what it counts, each environment to its page")
    func figureLinks() async throws {
        let snapshot = SampleSnapshot.changed { cells in
            let key = SampleSnapshot.key("production", "eu-west-1", "ec2")
            cells[key]?.rows[0].environment = "staging & co"
        }
        let page = try await page("/overview", snapshot)
        let ids = Set(page.tags.compactMap { $0.attributes["id"] })
        #expect(page.values("a", "href").contains("/env/staging%20%26%20co"))
        #expect(page.text.contains("staging & co"))
        for target in ["#kinds", "#accounts", "#regions", "#attention"] {
            #expect(page.targets.contains(target), "\(target)")
            #expect(ids.contains(String(target.dropFirst())), "\(target)")
        }
        #expect(Set(page.targets).isSuperset(of: ["/env", "/matrix", "/all/all/cloudwatch?q=state:ALARM"]))
        // The table counts what the headline counts.
        let alarms = try await self.page("/all/all/cloudwatch?q=state:ALARM", snapshot)
        #expect(alarms.text.contains("1 row from"))
        // Of one account, its environments stand on the same page.
        let one = try await self.page("/production", snapshot)
        #expect(Set(one.targets).isSuperset(of: ["#environments", "/production/all/cloudwatch?q=state:ALARM"]))
    }

    @Test("the page that is looked at is marked beside Find")
    func currentTool() async throws {
        for (target, name) in [
            ("/overview", "Overview"), ("/matrix?state=failing", "Matrix"),
            ("/env", "Environments"), ("/all/all/ec2", nil), ("/production", nil), ("/nobody", nil), ("/find", nil),
        ] as [(String, String?)] {
            let text = try await TestSite().ask(target).text
            let marked = text.split(separator: "class=\"tool\"").dropFirst().filter {
                $0.prefix { $0 != ">" }.contains("aria-current=\"page\"")
            }
            #expect(marked.count == (name == nil ? 0 : 1), "\(target)")
            if let name { #expect(marked.first?.contains(">\(name)<") == true, "\(target)") }
        }
    }

    @Test("accounts and regions have a line each: resources, cells, ages, alarms")
    func lines() async throws {
        let page = try await page("/overview")
        #expect(page.text.contains("Production 111122223333 "))
        #expect(page.text.contains("By Region"))
        #expect(page.values("a", "href").contains("/qa_team"))
        let one = try await self.page("/qa_team")
        #expect(!one.text.contains("By Account"))
        #expect(one.text.contains("By Region Region Resources Cells fresh"))
    }

    @Test("what rings and what is broken stands in lists of its own")
    func lists() async throws {
        let text = try await page("/overview").text
        #expect(
            text.contains(
                "1 alarm firing State Name Kind Where ALARM orders-age CloudWatch alarms production / eu-west-1"))
        #expect(
            text.contains(
                "1 resource in a state that needs a look State Name Kind Where storage-full qa-db RDS instances"))
    }

    @Test("what was never read is a question mark, not a zero")
    func unread() async throws {
        let text = try await page("/a%20b").text
        #expect(text.contains("SQS ?"))
        #expect(text.contains("DynamoDB ? !"))
    }

    @Test("charts are drawings with a title and a description, and the same numbers as a table")
    func charts() async throws {
        let page = try await page("/overview")
        let drawings = page.tags.filter { $0.name == "svg" }
        #expect(drawings.count >= 3)
        let ids = Set(page.tags.compactMap { $0.attributes["id"] })
        for drawing in drawings {
            #expect(drawing.attributes["role"] == "img")
            let named = (drawing.attributes["aria-labelledby"] ?? "").split(separator: " ").map(String.init)
            #expect(named.count == 2 && named.allSatisfy(ids.contains))
        }
        #expect(page.tags.count { $0.name == "desc" } == drawings.count)
        #expect(page.tags.count { $0.name == "figure" } == page.text.split(separator: "As a table").count - 1)
        #expect(page.text.contains("denied 2"))
        for bar in page.tags.filter({ $0.name == "rect" }) {
            #expect((Int(bar.attributes["width"] ?? "") ?? 999) + 118 + 44 <= 320)
        }
    }

    @Test("what changed since start is counted and listed, and gone rows lead nowhere")
    func changes() async throws {
        let key = SampleSnapshot.key("production", "eu-west-1", "ec2")
        let full = SampleSnapshot.full
        var changes = RecentChanges(since: SampleSnapshot.now - 7200)
        let rows = full.cells[key]?.rows ?? []
        var before = rows
        before[3].state = "pending"
        before.append(
            Resource(
                key: ResourceKey(account: "production", region: "eu-west-1", kind: "ec2", id: "i-zgone"), name: "old",
                raw: RawDocument([:])))
        before.removeFirst()
        changes.note(key, from: before, to: rows, at: SampleSnapshot.now - 60)
        let snapshot = Snapshot(
            generation: 2, kinds: full.kinds, accounts: full.accounts, cells: full.cells, changes: changes)
        let page = try await page("/production", snapshot)
        #expect(page.text.contains("1 added, 1 gone, 1 state changed. Counted since 2 h ago"))
        #expect(page.text.contains("1 min ago gone old EC2 instances production / eu-west-1"))
        #expect(page.text.contains("state pending → running web-"))
        #expect(!page.targets.contains { $0.contains("i-zgone") })
        #expect(try await self.page("/qa_team", snapshot).text.contains("Nothing has changed."))
        let twin = try await TestSite(snapshot).ask("/production?_format=json").text
        #expect(twin.contains("\"added\":1,\"gone\":1,\"states\":1"))
        #expect(twin.contains("\"event\":\"state\",\"account\":\"production\""))
    }

    @Test(
        "the twin has the same figures",
        arguments: ["/overview", "/production", "/production/eu-west-1", "/all/eu-west-1"])
    func twin(target: String) async throws {
        let answer = try await TestSite().ask(target + "?_format=json")
        #expect(answer.status == 200)
        #expect(answer["Content-Type"] == "application/json")
        for key in [
            "total", "accounts", "regions", "environments", "views", "kinds", "states", "ages", "alarms", "attention",
            "changes",
        ] {
            #expect(answer.text.contains("\"\(key)\":"))
        }
        #expect(try await TestSite().ask(target + "?_format=yaml")["Content-Type"] == "application/yaml")
        #expect(PageReader(try await TestSite().ask(target).text).targets.contains("\(target)?_format=json"))
        #expect(try await TestSite().ask("/nobody?_format=json").status == 404)
    }

    @Test("hostile states and environments stay text, in drawings too")
    func hostile() async throws {
        let snapshot = SampleSnapshot.changed { cells in
            let key = SampleSnapshot.key("production", "eu-west-1", "ec2")
            cells[key]?.rows[0].state = SampleSnapshot.hostile
            cells[key]?.rows[0].environment = SampleSnapshot.hostile
        }
        let answer = try await TestSite(snapshot).ask("/overview")
        #expect(!answer.text.contains("<script>alert"))
        #expect(PageReader(answer.text).tags.count { $0.name == "script" } == 2)
    }
}
