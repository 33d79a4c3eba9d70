import AWS
import Collector
import Document
import Foundation
import Inventory
import Testing

@testable import Catalog

/// The kinds of the repository over `FixtureAWS`, each in one cell.
struct Rows {
    private static let kinds = Result {
        Catalog.load(folders: [Models.root.appending(path: "kinds").path], models: try Models.store).kinds
    }

    private static let context = RowContext(
        account: "prod", region: "us-east-1", accountID: "123456789012")

    let aws: FixtureAWS
    let kinds: KindSet

    init(
        _ answers: [String: [String]] = [:],
        outputs: [String: @Sendable (Object) throws(APIError) -> Value] = [:]
    ) throws {
        aws = FixtureAWS(answers, outputs: outputs)
        kinds = try Self.kinds.get()
    }

    /// The rows of `name`, joined with those of the kinds that it names.
    func of(_ name: String) async throws -> [Resource] {
        let kind = try #require(kinds.kind(name))
        var neighbours: [String: [Resource]] = [:]
        let own = try await fetched(name)
        neighbours[name] = own
        for attachment in kind.attachments {
            guard case .joinKind(let other, _, _, _) = attachment.source, other != name else { continue }
            neighbours[other] = try await fetched(other)
        }
        let cell = Cell(key: key(name), status: .fresh, rows: own)
        return KindJoins(kinds).compose(cell, context: Self.context) { neighbours[$0] }.rows
    }

    /// `name`'s row called `id`.
    func row(_ name: String, _ id: String) async throws -> Resource {
        try #require(try await of(name).first { $0.key.id == id }, "there is no \(name) \(id)")
    }

    private func fetched(_ name: String) async throws -> [Resource] {
        let kind = try #require(kinds.kind(name))
        let order = Fetcher.Order(kind: kind, cell: key(name), context: Self.context)
        let outcome = await Fetcher(SharedCalls(aws, shared: [])).fetch(order)
        let rows = try outcome.result.get()
        #expect(rows.remark == nil)
        #expect(rows.duplicates == 0)
        return rows.rows
    }

    private func key(_ kind: String) -> CellKey { CellKey(account: "prod", region: "us-east-1", kind: kind) }
}

extension Resource {
    /// Each endpoint as `role address scheme`.
    var places: [String] {
        endpoints.map { "\($0.role) \($0.address) \($0.scheme ?? "-")" }
    }
}

extension Rows {
    /// The value of a column of `row`.
    func value(_ column: String, of row: Resource) throws -> Value {
        let kind = try #require(kinds.kind(row.key.kind))
        return row.columns[try #require(kind.column(column), "there is no column \(column)").index]
    }
}
