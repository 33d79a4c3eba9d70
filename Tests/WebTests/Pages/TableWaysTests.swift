import Configuration
import FoundationEssentials
import Inventory
import Testing

@testable import Web

@Suite("Ways on from a table")
struct TableWaysTests {
    @Test("a value that no row has leads to the nearest one that some have")
    func hint() async throws {
        let site = try TestSite()
        let answer = await site.ask("/all/all/ec2?q=state:runing&_sort=name")
        let page = PageReader(answer.text)
        #expect(page.text.contains("No row has state:runing . Did you mean state:running ?"), "\(page.text)")
        #expect(page.values("a", "href").contains("/all/all/ec2?q=state:running&_sort=name"))
        #expect(
            PageReader(await site.ask("/all/all/ec2?q=account:111122223333").text).text.contains("before the filter"))
    }

    @Test("the second page leads back to the first, and the third to the second")
    func previous() async throws {
        let site = try TestSite()
        func links(_ target: String) async -> [String: String] {
            let tags = PageReader(await site.ask(target).text).tags.filter {
                $0.name == "a" && $0.attributes["rel"] != nil
            }
            return Dictionary(
                tags.map { ($0.attributes["rel"] ?? "", $0.attributes["href"] ?? "") }, uniquingKeysWith: { $1 })
        }
        let first = "/all/all/ec2?_sort=name&_size=1"
        let onFirst = await links(first)
        #expect(onFirst["prev"] == nil && onFirst["first"] == nil)
        let second = try #require(onFirst["next"])
        let onSecond = await links(second)
        #expect(onSecond["prev"] == first)
        let third = try #require(onSecond["next"])
        #expect(await links(third)["prev"] == second)
    }

    @Test("every row of a table tells its id")
    func ids() async throws {
        let page = PageReader(try await TestSite().ask("/production/eu-west-1/ec2?_nocol=name&_nocol=id").text)
        #expect(page.values("tr", "data-id").contains("i-0web01"))
    }

    @Test("a menu of sixty kinds can be searched, a short one need not be")
    func longMenus() async throws {
        let model = try #require(SampleKinds.all.kind("ec2"))
        let words = (1...60).map { "kind-\($0)" }
        let kinds = words.map {
            Kind(
                name: $0, title: "Things \($0)", isGlobal: false, list: model.list, items: model.items, id: model.id,
                columns: model.columns, shown: model.shown)
        }
        let views = words.enumerated().map { place, word in
            View(
                name: word, title: "Things \(word)", group: place < 55 ? "Many" : "Few", kinds: [word], isMerged: false)
        }
        let snapshot = Snapshot(
            generation: 1, kinds: KindSet(kinds: kinds, views: views), accounts: SampleSnapshot.full.accounts,
            cells: CellTable([]))
        var configuration = TestSite.configuration
        configuration.menus = []
        configuration.views = []
        let answer = try await TestSite(snapshot, configuration: configuration).ask("/overview")
        #expect(answer.status == 200)
        let boxes = PageReader(answer.text).values("input", "aria-label")
        #expect(boxes == ["Find in Many"])
    }
}
