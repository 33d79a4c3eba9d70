package import Document

/// One column of a table as all outputs show it.
package struct TableColumn: Sendable, Hashable {
    /// The snake_case word, as in JSON and filters.
    package let name: String
    package let title: String
    package let help: String
    package let form: Form

    package init(name: String, title: String, help: String, form: Form) {
        self.name = name
        self.title = title
        self.help = help
        self.form = form
    }
}

/// One row with the values of the shown columns.
package struct TableRow: Sendable {
    package let resource: Resource
    /// One value per table column: base units, ISO 8601 times, null for unknown or not of this kind.
    package let values: [Value]
    /// What reads the lenses' columns of it, for outputs that have every field.
    private let readers: [LensReader]

    package init(resource: Resource, values: [Value]) { self.init(resource: resource, values: values, readers: []) }

    init(resource: Resource, values: [Value], readers: [LensReader]) {
        self.resource = resource
        self.values = values
        self.readers = readers
    }

    /// The lenses' columns, shown or not.
    var computed: [(name: String, value: Value)] { readers.map { ($0.name, $0.read(resource).value) } }
}

/// The answer to a `TableRequest`: what page, twins and command line all print.
package struct Table: Sendable {
    package let title: String
    /// The kinds whose rows these are.
    package let kinds: [Kind]
    package let columns: [TableColumn]
    /// The rows of this page.
    package let rows: [TableRow]
    /// Rows that match the filter, on all pages.
    package let matched: Int
    /// Rows before the filter.
    package let total: Int
    /// Rows of `matched` that are those of an earlier reading, because their cell could not be read since.
    package let kept: Int
    /// Every cell that the request covers, in the order account, region, kind.
    package var cells: [Cell]
    /// What the rows have in common, to be chosen.
    package let facets: [Facet]
    /// Names the next page; nil on the last.
    package let next: String?
    /// Where the page before this one starts; nil on the first.
    package var previous: PreviousPage?
    /// What the filter probably means, where no row satisfies it.
    package var hints: [FilterHint] = []
    /// What is wrong with the filter; the rows are then unfiltered by the wrong parts.
    package let filterProblems: [FilterProblem]
    /// Whether it is known which accounts there are; an organization that could not be listed may have more.
    package let knowsAccounts: Bool

    package init(
        title: String, kinds: [Kind], columns: [TableColumn], rows: [TableRow], matched: Int, total: Int,
        cells: [Cell], next: String?, filterProblems: [FilterProblem] = [], knowsAccounts: Bool = true, kept: Int = 0,
        facets: [Facet] = []
    ) {
        self.title = title
        self.kinds = kinds
        self.columns = columns
        self.rows = rows
        self.matched = matched
        self.total = total
        self.kept = kept
        self.facets = facets
        self.cells = cells
        self.next = next
        self.filterProblems = filterProblems
        self.knowsAccounts = knowsAccounts
    }

    /// Whether every covered cell could be read whole, and there are no accounts besides that nobody could list.
    package var isComplete: Bool { knowsAccounts && cells.allSatisfy(\.isComplete) }

    /// What is wrong with the filter in one sentence; nil when nothing is.
    package var filterProblem: String? {
        filterProblems.isEmpty ? nil : filterProblems.map(\.description).joined(separator: "; ")
    }
}
