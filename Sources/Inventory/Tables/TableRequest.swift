/// Which accounts or regions: all of them, or the named ones.
package enum Scope: Sendable, Hashable {
    case all
    case names([String])

    /// Whether `name` is inside.
    package func contains(_ name: String) -> Bool {
        switch self {
        case .all: true
        case .names(let names): names.contains(name)
        }
    }
}

/// Everything a table's address says: the same value for page, JSON, CSV and command line.
package struct TableRequest: Sendable, Hashable {
    package var accounts: Scope
    package var regions: Scope
    /// A view's or a kind's word.
    package var word: String
    /// The filter as typed; empty for none.
    package var filter: String
    /// The column to sort by; nil for the order account, region, kind, id.
    package var sort: String?
    package var isDescending: Bool
    /// Rows on one page; nil for all of them.
    package var size: Int?
    /// The opaque place after which the page starts.
    package var next: String?
    /// Columns to show besides the usual ones.
    package var added: [String]
    /// Usual columns to leave out.
    package var hidden: [String]
    /// Columns whose values are counted in any case, `tags` for keys of tags, `tag:Key` for the values of one.
    package var facets: [String]
    /// How JSON and CSV are written.
    package var output: TableOutput

    package init(
        accounts: Scope, regions: Scope, word: String, filter: String = "", sort: String? = nil,
        isDescending: Bool = false, size: Int? = nil, next: String? = nil, added: [String] = [], hidden: [String] = [],
        facets: [String] = [], output: TableOutput = TableOutput()
    ) {
        self.accounts = accounts
        self.regions = regions
        self.word = word
        self.filter = filter
        self.sort = sort
        self.isDescending = isDescending
        self.size = size
        self.next = next
        self.added = added
        self.hidden = hidden
        self.facets = facets
        self.output = output
    }
}
