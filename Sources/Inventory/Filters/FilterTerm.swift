/// One condition of a filter; a row has to meet all of them.
package struct FilterTerm: Sendable, Hashable {
    package let isNegated: Bool
    package let condition: Condition

    /// What a row must fulfil.
    package enum Condition: Sendable, Hashable {
        /// A text that stands somewhere in the row.
        case words(Glob)
        /// A column, `ip` or `port` that passes any of the tests.
        case field(String, [FilterTest])
        /// A tag whose key matches and whose value passes any of the tests.
        case tag(Glob, [FilterTest])
    }

    package init(isNegated: Bool = false, _ condition: Condition) {
        self.isNegated = isNegated
        self.condition = condition
    }
}

/// What a value has to be.
package enum FilterTest: Sendable, Hashable {
    case text(Glob)
    case compare(FilterComparison, String)
    case network(IPNetwork)
    /// No value: null in JSON.
    case null
    /// Null, or empty text, list or object.
    case blank
}

/// The comparison operators of a filter.
package enum FilterComparison: String, Sendable, CaseIterable {
    // Longest first: the parser takes the first that fits.
    case greaterOrEqual = ">="
    case lessOrEqual = "<="
    case greater = ">"
    case less = "<"

    /// Whether an order of -1, 0 or 1 satisfies it.
    func holds(_ order: Int) -> Bool {
        switch self {
        case .greater: order > 0
        case .greaterOrEqual: order >= 0
        case .less: order < 0
        case .lessOrEqual: order <= 0
        }
    }
}
