import HTTPServer
import Inventory
import Testing

@testable import Web

@Suite("Ways on the Find page")
struct FindWaysTests {
    private func page(unread: [Cell] = [], text: String = "10.2.0.1") throws -> String {
        let site = try TestSite()
        let snapshot = SampleSnapshot.full
        let ways = SampleFinds.ways(snapshot)
        var result = FindResult(answers: [], total: 0, unread: unread, chain: ways.chain, inside: ways.inside)
        result.question = FindQuestion(text)
        let data = FindPage(
            site: site.application.site, snapshot: snapshot, address: FindAddress(text), result: result,
            now: SampleSnapshot.now
        ).data()
        let response = site.application.page("find", data)
        #expect(site.reports.all == [])
        return String(decoding: response.body, as: UTF8.self)
    }

    @Test("Each step stands at its depth, with its resource as a link and the end of the way in words")
    func steps() throws {
        let text = try page()
        let reader = PageReader(text)
        #expect(Array(reader.values("li", "data-depth").prefix(3)) == ["0", "1", "12"])
        for words in [
            "a loop: it leads back to a step before", "as above", "nothing here has it", "not there",
            "not followed any further",
        ] { #expect(text.contains(words), "\(words)") }
        #expect(text.contains("&lt;loop&gt;") && !text.contains("<loop>"))
    }

    @Test("What could not be read is not called absent")
    func unread() throws {
        let cell = Cell(key: CellKey(account: "a b", region: "eu-west-1", kind: "eni"), status: .denied)
        let text = try page(unread: [cell])
        #expect(text.contains("nothing that could be read has it") && text.contains("not among what could be read"))
        #expect(!text.contains("nothing here has it"))
        #expect(text.contains("It is inside these networks; nothing that could be read has it."))
        #expect(try page().contains("It is inside these networks, and nothing has it."))
        #expect(try page(text: "10.2.0.0/28").contains("It is inside these networks."))
    }
}
