import Document
import Inventory
import Testing

@Suite("Find: where a name leads")
struct ChainTests {
    private static func kind(
        _ name: String, _ columns: [Column], leads: [String] = [], belongs: [String] = [], spans: [String] = [],
        isGlobal: Bool = false
    ) -> Kind {
        var kind = Samples.kind(name, columns, isGlobal: isGlobal)
        kind.leadsTo = leads
        kind.belongsTo = belongs
        kind.spans = spans
        return kind
    }

    /// A group that says how its machines are.
    private static let checked: Kind = {
        var group = kind(
            "checked",
            [
                Samples.column("machines", .links(to: "machine")), Samples.column("addresses", .list),
                Samples.column("health", .list),
            ], leads: ["machines", "addresses"])
        group.health = "health"
        return group
    }()

    static let kinds = [
        kind("record", [Samples.column("target", .list)], leads: ["target"], isGlobal: true),
        kind("balancer", [Samples.column("groups", .links(to: "group"))], leads: ["groups"]),
        kind(
            "group", [Samples.column("machines", .links(to: "machine")), Samples.column("addresses", .list)],
            leads: ["machines", "addresses"]),
        kind("machine", [Samples.column("name", .text)]),
        kind("cluster", [Samples.column("writer", .link(to: "member"))], leads: ["writer"]),
        kind("member", [Samples.column("cluster", .link(to: "cluster"))], belongs: ["cluster"]),
        checked,
        kind("interface", [Samples.column("machine", .link(to: "machine"))], belongs: ["machine"]),
        kind("distribution", [Samples.column("origins", .list)], leads: ["origins"]), kind("service", []),
        kind("gateway", [Samples.column("domain", .id)]),
        kind("subnet", [Samples.column("cidr", .id)], spans: ["cidr"]),
    ]

    private static func record(_ name: String, _ targets: Value..., set: String = "") -> Resource {
        Samples.row(
            "record", "Z:\(name):\(set)", region: "global", name: name,
            endpoints: name.hasPrefix("*") ? [] : [Samples.endpoint(name, role: "public")], columns: [.array(targets)])
    }

    static let rows: [Resource] =
        [
            record("www.shop.example", "DualStack.LB-1.eu.elb.example."),
            record("shop.example", "www.shop.example"),
            record("api.shop.example", "lb-1.eu.elb.example", set: "blue"),
            record("api.shop.example", "203.0.113.9", set: "green"),
            record("*.preview.shop.example", "www.shop.example"),
            record("a.loop.example", "b.loop.example"), record("b.loop.example", "A.loop.example."),
            record("gone.shop.example", "nothing.elsewhere.example"),
            record("domain.shop.example", "d-123.execute-api.example"),
            record("text.shop.example", "v=spf1 include:x -all", "10 mail.example", "single"),
            Samples.row(
                "balancer", "lb-1", state: "active",
                endpoints: [Samples.endpoint("lb-1.eu.elb.example", 443, role: "public")], columns: [["web", "lost"]]),
            Samples.row("group", "web", columns: [["m-1", "m-2"], ["m-1:8080", "10.0.0.9:8080"]]),
            Samples.row("machine", "m-1", state: "running", endpoints: [Samples.endpoint("10.0.0.1", role: "private")]),
            Samples.row("machine", "m-2", state: "stopped", endpoints: [Samples.endpoint("10.0.0.2", role: "private")]),
            Samples.row(
                "interface", "e-1", endpoints: [Samples.endpoint("10.0.0.1", role: "private")], columns: ["m-1"]),
            Samples.row(
                "interface", "e-9", endpoints: [Samples.endpoint("10.0.0.9", role: "private")], columns: ["m-2"]),
            Samples.row("interface", "e-8", endpoints: [Samples.endpoint("10.0.0.8", role: "private")]),
            record("twice.example", "lb-2.example", "also.example"), record("also.example", "lb-2.example"),
            record("named.example", "www.elsewhere.example"),
            Samples.row(
                "distribution", "d-1", endpoints: [Samples.endpoint("named.example", 443, role: "custom")],
                columns: ["lb-2.example"]),
            Samples.row(
                "balancer", "lb-2", endpoints: [Samples.endpoint("lb-2.example", 80, role: "public")],
                columns: [["pair"]]),
            Samples.row("group", "pair", columns: [["m-1"]]),
            Samples.row("service", "s-1", endpoints: [Samples.endpoint("lb-2.example", 80, role: "public")]),
            Samples.row("gateway", "gw", columns: ["D-123.execute-api.example"]),
            Samples.row("cluster", "c-1", endpoints: [Samples.endpoint("c-1.example", 5432)], columns: ["c-1-a"]),
            Samples.row("member", "c-1-a", columns: ["c-1"]),
            Samples.row(
                "checked", "checked-1",
                columns: [
                    ["m-1", "m-2"], ["10.0.0.9:80"],
                    ["m-1 healthy ", "m-1 unhealthy Target.Timeout", "10.0.0.9 draining", "m-3 healthy", "odd"],
                ]),
            Samples.row("subnet", "s-big", columns: ["10.0.0.0/8"]),
            Samples.row("subnet", "s-small", columns: ["10.0.0.0/24"]),
        ]
        + (0..<30).map { record("deep\($0).example", .string("deep\($0 + 1).example")) }
        + (0..<40).map { record("wide.example", .string("10.9.0.\($0)"), set: "\($0)") }

    static let index = SearchIndex(Samples.snapshot(rows, kinds: kinds, views: []))

    private func chain(_ text: String) -> [String] {
        Self.index.find(text).chain.map { hop in
            let what = hop.resource.map { " = \($0.key.kind) \($0.key.id)" } ?? ""
            return "\(hop.depth) \(hop.text)\(what)\(hop.end.map { " (\($0.rawValue))" } ?? "")"
        }
    }

    @Test(
        "A name leads over records, load balancer and group to the machines",
        arguments: [
            (
                "https://shop.example/cart",
                [
                    "0 shop.example = record Z:shop.example:", "1 www.shop.example = record Z:www.shop.example:",
                    "2 dualstack.lb-1.eu.elb.example = balancer lb-1", "3 web = group web",
                    "4 m-1 = machine m-1", "4 m-2 = machine m-2", "4 10.0.0.9 = interface e-9",
                    "5 m-2 = machine m-2", "3 lost (missing)",
                ]
            ),
            (
                "new.preview.shop.example",
                [
                    "0 new.preview.shop.example = record Z:*.preview.shop.example:",
                    "1 www.shop.example = record Z:www.shop.example:",
                    "2 dualstack.lb-1.eu.elb.example = balancer lb-1", "3 web = group web",
                    "4 m-1 = machine m-1", "4 m-2 = machine m-2", "4 10.0.0.9 = interface e-9",
                    "5 m-2 = machine m-2", "3 lost (missing)",
                ]
            ),
            (
                "a.loop.example",
                [
                    "0 a.loop.example = record Z:a.loop.example:", "1 b.loop.example = record Z:b.loop.example:",
                    "2 a.loop.example = record Z:a.loop.example: (loop)",
                ]
            ),
            (
                "gone.shop.example",
                [
                    "0 gone.shop.example = record Z:gone.shop.example:", "1 nothing.elsewhere.example (elsewhere)",
                ]
            ),
            (
                "domain.shop.example",
                [
                    "0 domain.shop.example = record Z:domain.shop.example:", "1 d-123.execute-api.example = gateway gw",
                ]
            ),
            // An address leads to what has it, and an interface to its owner.
            ("10.0.0.9", ["0 10.0.0.9 = interface e-9", "1 m-2 = machine m-2"]),
            // What is not a host leads nowhere, nor do a name that nothing has and a single step.
            ("text.shop.example", []), ("unknown.example", []), ("10.0.0.1", []), ("10.0.0.8", []),
            // An exact answer leads on, too.
            (
                "lb-1",
                [
                    "0 lb-1 = balancer lb-1", "1 web = group web", "2 m-1 = machine m-1", "2 m-2 = machine m-2",
                    "2 10.0.0.9 = interface e-9", "3 m-2 = machine m-2", "1 lost (missing)",
                ]
            ),
            ("lb", []),
        ] as [(String, [String])])
    func leads(_ text: String, _ wanted: [String]) { #expect(chain(text) == wanted) }

    @Test("A cluster leads to its writer, whose owner it is: that is no loop")
    func owners() {
        #expect(chain("c-1.example") == ["0 c-1.example = cluster c-1", "1 c-1-a = member c-1-a"])
        #expect(chain("c-1-a") == ["0 c-1-a = member c-1-a", "1 c-1 = cluster c-1"])
    }

    @Test("Each step says how it is to what leads there")
    func health() {
        let told = Self.index.find("checked-1").chain.map { "\($0.text) \($0.health ?? "-")" }
        #expect(
            told == ["checked-1 -", "m-1 healthy, unhealthy Target.Timeout", "m-2 -", "10.0.0.9 draining", "m-2 -"])
    }

    @Test("Only what was asked for leads on", arguments: ["10.0.0.0/24", "0.0.0.0/0", "check*", "kind:checked"])
    func alone(text: String) { #expect(chain(text) == []) }

    @Test("Every record of a name is a branch")
    func branches() {
        let branches = chain("api.shop.example").filter { $0.hasPrefix("0 ") || $0.hasPrefix("1 ") }
        #expect(
            branches == [
                "0 api.shop.example = record Z:api.shop.example:blue", "1 lb-1.eu.elb.example = balancer lb-1",
                "0 api.shop.example = record Z:api.shop.example:green", "1 203.0.113.9 (elsewhere)",
            ])
    }

    @Test("A way that was shown is not shown again, and a name that a distribution merely answers to is the record's")
    func again() {
        #expect(
            chain("twice.example") == [
                "0 twice.example = record Z:twice.example:", "1 lb-2.example = balancer lb-2", "2 pair = group pair",
                "3 m-1 = machine m-1", "1 also.example = record Z:also.example:",
                "2 lb-2.example = balancer lb-2 (above)",
            ])
        #expect(chain("named.example").first == "0 named.example = record Z:named.example:")
        #expect(chain("named.example").dropFirst() == ["1 www.elsewhere.example (elsewhere)"])
    }

    @Test("Long ways and many branches are bounded, and say so")
    func bounds() {
        let deep = chain("deep0.example")
        #expect(deep.count == 13 && deep.last == "12 deep12.example = record Z:deep12.example: (cut)")
        let wide = chain("wide.example")
        #expect(wide.count <= 60 && wide.last == "0 wide.example (cut)")
    }

    @Test("What has an address stands before its interface, and a lone address is told by its networks")
    func addresses() {
        let found = Self.index.find("10.0.0.1")
        #expect(found.answers.map(\.resource.key.id).prefix(2) == ["m-1", "e-1"])
        #expect(
            found.inside.map { "\($0.network) \($0.resource.key.id)" } == ["10.0.0.0/24 s-small", "10.0.0.0/8 s-big"])
        let unassigned = Self.index.find("10.0.0.77")
        #expect(unassigned.total == 0 && unassigned.inside.map(\.resource.key.id) == ["s-small", "s-big"])
        #expect(Self.index.find("10.0.0.0/16").inside.map(\.resource.key.id) == ["s-big"])
        #expect(Self.index.find("192.0.2.1").inside.isEmpty)
    }
}
