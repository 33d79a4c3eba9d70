import Inventory

/// How a table's column is painted, found out once for all its rows.
enum ColumnPlan: Hashable {
    /// The link to the resource's page.
    case name
    /// The id to take along; it links where no name does.
    case id(isLink: Bool)
    case kind, account, region, tags, endpoints
    /// A number that nobody counts with.
    case port
    case form(Form)

    init(_ column: TableColumn, besideName: Bool) {
        self =
            switch Builtin(rawValue: column.name) {
            case .name: .name
            case .id: .id(isLink: !besideName)
            case .kind: .kind
            case .account: .account
            case .region: .region
            case .tags: .tags
            case .endpoints: .endpoints
            case .arn, .state, .endpoint, .created_at, .age, .env, .stack: .form(column.form)
            case nil: column.name == "port" ? .port : .form(column.form)
            }
    }

    /// Whether a cell shows nothing of its row but the value, at a cost that copying spares.
    var repeats: Bool {
        switch self {
        case .form(.time), .form(.age), .form(.expiry), .form(.link), .form(.links), .form(.list), .form(.json),
            .form(.state),
            .form(.bytes), .form(.duration):
            true
        case .form, .name, .id, .kind, .account, .region, .tags, .endpoints, .port: false
        }
    }

    /// The plans of a table's columns.
    static func plans(for columns: [TableColumn]) -> [ColumnPlan] {
        let hasName = columns.contains { $0.name == Builtin.name.rawValue }
        return columns.map { ColumnPlan($0, besideName: hasName) }
    }
}
