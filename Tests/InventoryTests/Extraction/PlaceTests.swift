import Document
import Inventory
import JMESPath
import Testing

@Suite("The place a row was read in")
struct PlaceTests {
    private static func resource(_ region: String, _ partition: Partition, usesPlace: Bool = true) throws -> Resource {
        let context = RowContext(account: "prod", region: region, accountID: "111122223333", partition: partition)
        var kind = Samples.kind(
            "api-gateway",
            [
                Column(
                    name: "host", title: "Host", help: "Its host.",
                    value: try Expression("join('.', [Id, _place.region, _place.dns_suffix])"), form: .text, unit: nil)
            ])
        kind.id = try Expression("Id")
        kind.usesPlace = usesPlace
        kind.endpoints = [
            .init(
                each: try Expression("Stages"), role: try Expression("'url'"),
                host: try Expression("join('/', [_parent._place.account_id, value])"), port: nil, scheme: nil)
        ]
        return kind.resource(from: ["Id": "a1", "Stages": ["live"]], in: context)
    }

    @Test("is at hand for columns and endpoints, and is no part of the document")
    func isAtHand() throws {
        let row = try Self.resource("eu-west-1", .standard)
        #expect(row.columns == ["a1.eu-west-1.amazonaws.com"])
        #expect(row.endpoints.map(\.host) == ["111122223333/live"])
        #expect(row.raw.value == ["Id": "a1", "Stages": ["live"]])
        #expect(try Self.resource("cn-north-1", .china).columns == ["a1.cn-north-1.amazonaws.com.cn"])
    }

    @Test("is given to no kind that does not look at it")
    func isSpared() throws {
        #expect(try Self.resource("eu-west-1", .standard, usesPlace: false).columns == [.null])
    }
}
