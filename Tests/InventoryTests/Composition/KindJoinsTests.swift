import Document
import JMESPath
import Testing

@testable import Inventory

@Suite("Rows of one kind joined with those of another")
struct KindJoinsTests {
    /// Volumes that count the snapshots made of them, and name the first.
    private static func kinds() throws -> KindSet {
        func path(_ source: String) throws -> JMESPath.Expression {
            try JMESPath.Expression(source, functions: .kinds)
        }
        func column(_ name: String, _ source: String) throws -> Column {
            Column(name: name, title: name, help: "", value: try path(source), form: .json, unit: nil)
        }
        let call = Kind.Call(service: "ec2", operation: "Describe", input: [])
        let many = Kind.Attachment.Source.joinKind(
            kind: "snapshot", key: try path("Sources"), on: try path("Id"), many: true)
        let one = Kind.Attachment.Source.joinKind(
            kind: "volume", key: try path("Copy"), on: try path("Id"), many: false)
        let volume = Kind(
            name: "volume", title: "", isGlobal: false, list: call, items: try path("V"),
            attachments: [Kind.Attachment(name: "made", source: many), Kind.Attachment(name: "original", source: one)],
            id: try path("Id"),
            columns: [try column("made", "_made[].Id"), try column("original", "_original.Id")])
        let snapshot = Kind(
            name: "snapshot", title: "", isGlobal: false, list: call, items: try path("S"), id: try path("Id"))
        return KindSet(kinds: [volume, snapshot], views: [])
    }

    private static let context = RowContext(account: "prod", region: "eu-west-1", accountID: nil)

    private static func cell(_ kind: String, _ documents: [Value]) throws -> Cell {
        let made = try #require(try kinds().kind(kind))
        return Cell(
            key: CellKey(account: "prod", region: "eu-west-1", kind: kind), status: .fresh,
            rows: documents.map { made.resource(from: $0, in: context) })
    }

    private static func joined(_ volumes: Cell, snapshots: [Resource]?) throws -> [[Value]] {
        KindJoins(try kinds()).compose(volumes, context: context) { kind in
            kind == "volume" ? volumes.rows : snapshots
        }.rows.map(\.columns)
    }

    @Test("a key that is a list matches each of its values")
    func lists() throws {
        let volumes = try Self.cell("volume", [["Id": "v1"], ["Id": "v2"]])
        let snapshots = try Self.cell(
            "snapshot", [["Id": "s1", "Sources": ["v1", "v2"]], ["Id": "s2", "Sources": "v1"]])
        let columns = try Self.joined(volumes, snapshots: snapshots.rows)
        #expect(columns.map(\.first) == [["s1", "s2"], ["s1"]])
    }

    @Test("what joins a kind that was never read is null; of an empty kind it is empty")
    func unread() throws {
        let volumes = try Self.cell("volume", [["Id": "v1"]])
        #expect(try Self.joined(volumes, snapshots: nil).first?.first == .null)
        #expect(try Self.joined(volumes, snapshots: []).first?.first == .array([]))
    }

    @Test("a kind is joined with itself")
    func itself() throws {
        let volumes = try Self.cell("volume", [["Id": "v1", "Copy": "v2"], ["Id": "v2"]])
        #expect(try Self.joined(volumes, snapshots: []).map(\.last) == [.null, "v1"])
    }

    @Test("the raw document stays what AWS said, and a row that was kept stays marked")
    func raw() throws {
        var volumes = try Self.cell("volume", [["Id": "v1"]])
        volumes.rows[0].isKept = true
        let composed = KindJoins(try Self.kinds()).compose(volumes, context: Self.context) { _ in [] }
        #expect(composed.rows.first?.raw.value == ["Id": "v1"])
        #expect(composed.rows.first?.isKept == true)
    }
}
