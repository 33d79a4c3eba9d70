import Collector
import Document
import FoundationEssentials
import Inventory
import Testing

@Suite("Rows joined with their neighbours")
struct NeighbourhoodTests {
    private static let balancers = CellKey(account: "prod", region: "eu-west-1", kind: "load-balancer")
    private static let groups = CellKey(account: "prod", region: "eu-west-1", kind: "target-group")

    private let kinds: KindSet

    init() throws {
        kinds = KindSet(kinds: [try SampleKinds.balancer(), try SampleKinds.group()], views: [])
    }

    private func context(of key: CellKey) -> RowContext {
        RowContext(account: key.account, region: key.region, accountID: nil)
    }

    private func rows(_ key: CellKey, _ documents: [Value]) -> [Resource] {
        documents.compactMap { kinds.kind(key.kind)?.resource(from: $0, in: context(of: key)) }.packed
    }

    private func group(_ name: String, port: Int = 80) -> Value {
        ["Name": .string(name), "Port": .integer(port), "LoadBalancerArns": ["A"]]
    }

    private func neighbourhood(of key: CellKey, _ cells: [Cell]) -> Neighbourhood {
        Neighbourhood(
            of: key, in: KindJoins(kinds), cell: { key in cells.first { $0.key == key } }, context: context)
    }

    /// Both kinds as they are when each was read once.
    private var read: [Cell] {
        var balancers = Cell(key: Self.balancers)
        let groups = Cell(key: Self.groups, rows: rows(Self.groups, [group("web")]), fetchedAt: .distantPast)
        let made = neighbourhood(of: Self.balancers, [balancers, groups])
            .composed(with: rows(Self.balancers, [["Name": "front", "Arn": "A"]]))
        balancers.rows = made["load-balancer"] ?? []
        balancers.fetchedAt = .distantPast
        return [balancers, groups]
    }

    @Test("rows that changed are joined anew, those that did not are left alone with all that is joined with them")
    func unchanged() {
        let cells = read
        #expect(cells[0].rows.map(\.columns) == [[["web"]]])
        let neighbourhood = neighbourhood(of: Self.groups, cells)
        #expect(Set(neighbourhood.composed(with: rows(Self.groups, [group("web")])).keys) == ["target-group"])
        let more = neighbourhood.composed(with: rows(Self.groups, [group("api"), group("web")]))
        #expect(more["load-balancer"]?.map(\.columns) == [[["api", "web"]]])
        #expect(neighbourhood.composed(with: [])["load-balancer"]?.map(\.columns) == [[[]]])
    }

    @Test("the own rows stay joined where AWS says the same again, and say what is new about them")
    func own() throws {
        let cells = read
        let neighbourhood = neighbourhood(of: Self.balancers, cells)
        var again = rows(Self.balancers, [["Name": "front", "Arn": "A"]])
        #expect(again.map(\.columns) == [[.null]])
        #expect(neighbourhood.composed(with: again)["load-balancer"]?.map(\.columns) == [[["web"]]])
        again[0].problems = [RowProblem(call: "DescribeTags", code: .denied)]
        let told = try #require(neighbourhood.composed(with: again)["load-balancer"]?.first)
        #expect(told.columns == [["web"]] && told.problems.map(\.code) == [.denied])
    }

    @Test("nobody was read before: what is joined is not known, then known to be empty")
    func first() {
        var cells = read
        cells[1] = Cell(key: Self.groups)
        let alone = neighbourhood(of: Self.balancers, cells)
            .composed(with: rows(Self.balancers, [["Name": "front", "Arn": "A", "New": true]]))
        #expect(alone["load-balancer"]?.map(\.columns) == [[.null]])
        #expect(
            neighbourhood(of: Self.groups, cells).composed(with: [])["load-balancer"]?.map(\.columns) == [[[]]])
        #expect(neighbourhood(of: Self.groups, cells).readAt["load-balancer"] == .some(.distantPast))
    }
}
