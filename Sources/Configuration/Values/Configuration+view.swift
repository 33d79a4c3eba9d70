extension Configuration {
    /// A table with a name: what people look at often, one entry of the menu "Views".
    package struct NamedView: Sendable, Hashable {
        /// As the menu shows it.
        package var name: String
        /// The word of a view or a kind.
        package var table: String
        /// Names and patterns; empty for all.
        package var accounts: [String] = []
        package var regions: [String] = []
        /// The filter, as in the box above a table (docs/filters.md).
        package var filter = ""
        /// The column to sort by; nil for the usual order.
        package var sort: String?
        package var isDescending = false
        /// Columns to show besides the usual ones.
        package var columns: [String] = []
        /// Usual columns to leave out.
        package var hidden: [String] = []

        package init(name: String, table: String) {
            self.name = name
            self.table = table
        }
    }

    /// What only who knows the kinds finds wrong with a named view.
    package struct ViewFault: Sendable, Hashable {
        /// Where it stands.
        package enum Part: Sendable, Hashable {
            /// So many characters from the filter's start.
            case filter(offset: Int)
            case sort
            case column(Int)
            case hidden(Int)
        }

        package let part: Part
        /// What is wrong, without a final stop.
        package let message: String
        package let suggestion: String?

        package init(_ part: Part, _ message: String, suggestion: String? = nil) {
            self.part = part
            self.message = message
            self.suggestion = suggestion
        }
    }
}
