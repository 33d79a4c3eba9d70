import Document
import FoundationEssentials

/// The columns of a table in which a free word is looked for, of one kind's rows.
struct VisibleColumns: Sendable, Hashable {
    /// How much of a column is looked at.
    enum Sight: UInt8, Sendable {
        case none
        /// The value as JSON has it.
        case plain
        /// The value as the table shows it, too: `8 GiB`.
        case shown
    }

    /// By column of the kind.
    let sights: [Sight]
    let forms: [Form]
    /// Whether the kind stands in a column, whose text is its word.
    let hasKind: Bool
    /// Whether the instant of creation stands in a column.
    let hasCreation: Bool

    init(sights: [Sight], forms: [Form], hasKind: Bool, hasCreation: Bool) {
        self.sights = sights
        self.forms = forms
        self.hasKind = hasKind
        self.hasCreation = hasCreation
    }

    /// - Parameters:
    ///   - visible: The names of the table's columns.
    ///   - kind: The rows' kind.
    ///   - word: What is looked for: quantities are only written out where it could be in one.
    init(_ visible: Set<String>, of kind: Kind, for word: Glob) {
        let isQuantity = word.pieces.allSatisfy { piece in
            guard case .literal(let text) = piece else { return true }
            return text.lowercased().utf8.allSatisfy(Self.quantities.contains)
        }
        sights = kind.columns.map { column in
            guard visible.contains(column.name) else { return .none }
            switch column.form {
            case .bytes, .duration, .percent: return isQuantity ? .shown : .plain
            case .text, .integer, .decimal, .bool, .json, .time, .age, .expiry, .state, .endpoint, .ip, .id, .list,
                .link,
                .links:
                return .plain
            }
        }
        forms = kind.columns.map(\.form)
        hasKind = visible.contains(Builtin.kind.rawValue)
        hasCreation = visible.contains(Builtin.created_at.rawValue)
    }

    /// What `Humanised` writes sizes, lengths of time and shares with, folded.
    private static let quantities = Set("0123456789.- %bkmgtpihdsn".utf8)

    func sight(of column: Int) -> Sight { column < sights.count ? sights[column] : .none }

    /// The text of a value as the table shows it; nil where that is no other than the plain one.
    func shown(_ value: Value, in column: Int) -> String? {
        guard sight(of: column) == .shown, !value.isNull else { return nil }
        return forms[column].text(value, now: .distantPast)
    }
}
