import Document
import Inventory
import Testing

@Suite("Find: names in both of their forms")
struct DomainNameFindTests {
    static let index: SearchIndex = {
        var record = Samples.kind("record", [Samples.column("target", .list)], isGlobal: true)
        record.leadsTo = ["target"]
        func row(_ id: String, _ name: String, _ target: String) -> Resource {
            Samples.row(
                "record", id, region: "global", name: name,
                endpoints: name.hasPrefix("*") ? [] : [Samples.endpoint(name, role: "public")],
                columns: [[.string(target)]])
        }
        let rows = [
            // As DNS and the console of Route 53 have it, and as somebody has written it.
            row("dns", "xn--bcher-kva.example.com.", "lb.example.com"),
            row("people", "lesen.bücher.example.org", "straße.example.net."),
            row("way", "shop.example.org", "bücher.example.com"),
            row("star", "*.xn--caf-dma.example", "lb.example.com"),
            row("street", "xn--strae-oqa.example.net", "lb.example.com"),
            Samples.row("balancer", "lb", endpoints: [Samples.endpoint("lb.example.com", 443, role: "public")]),
        ]
        return SearchIndex(Samples.snapshot(rows, kinds: [record, Samples.kind("balancer", [])], views: []))
    }()

    private func found(_ text: String) -> [String] {
        Self.index.find(text).answers.map { "\($0.isExact ? "=" : "")\($0.resource.key.id) \($0.matched)" }
    }

    @Test(
        "either form finds what is stored in the other",
        arguments: [
            ("bücher.example.com", "=dns name"), ("BÜCHER.Example.com.", "=dns name"),
            ("https://bücher.example.com:8443/x", "=dns name"), ("xn--bcher-kva.example.com", "=dns name"),
            ("lesen.xn--bcher-kva.example.org", "=people name"), ("lesen.bücher.example.org", "=people name"),
            ("menü.café.example", "star name"), ("xn--men-hoa.xn--caf-dma.example", "star name"),
        ])
    func forms(text: String, first: String) {
        #expect(found(text).first == first)
    }

    @Test("a way goes on through the other form")
    func ways() {
        func way(_ text: String) -> [String] { Self.index.find(text).chain.map { $0.resource?.key.id ?? "nothing" } }
        #expect(way("shop.example.org") == ["way", "dns", "lb"])
        #expect(way("bücher.example.com") == ["dns", "lb"])
        #expect(way("lesen.xn--bcher-kva.example.org") == ["people", "street", "lb"])
        #expect(way("menü.café.example") == ["star", "lb"])
    }

    @Test("other names are not found")
    func others() {
        #expect(found("bucher.example.com").allSatisfy { !$0.hasPrefix("=") })
        #expect(found("xn--zzzzzzzz99999.example") == [])
    }
}
