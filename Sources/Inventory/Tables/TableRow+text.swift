import Document
package import FoundationEssentials

extension Table {
    /// The value of `row` in the column at `index` as people read it.
    package func text(of row: TableRow, at index: Int, now: Date) -> String {
        Self.flattened(columns[index], row) ?? columns[index].form.text(row.values[index], now: now)
    }

    /// The value of `row` in the column at `index` as CSV takes it: base units, ISO 8601 times.
    package func plainText(of row: TableRow, at index: Int) -> String {
        Self.flattened(columns[index], row) ?? columns[index].form.plainText(row.values[index])
    }

    /// Endpoints and tags in one line; nil for other columns.
    private static func flattened(_ column: TableColumn, _ row: TableRow) -> String? {
        switch Builtin(rawValue: column.name) {
        case .endpoints: row.resource.endpoints.map { "\($0.role) \($0.address)" }.joined(separator: "; ")
        case .tags: row.resource.tags.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        case .kind, .account, .region, .name, .id, .arn, .state, .endpoint, .created_at, .age, .env, .stack, nil: nil
        }
    }
}
