/// One bit for each row of a cell.
struct RowBits: Sendable {
    private var words: [UInt64]

    init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

    subscript(row: Int) -> Bool {
        get { words[row >> 6] & (1 << UInt64(row & 63)) != 0 }
        set {
            if newValue {
                words[row >> 6] |= 1 << UInt64(row & 63)
            } else {
                words[row >> 6] &= ~(1 << UInt64(row & 63))
            }
        }
    }

    /// - Units: bytes.
    var byteCount: Int { words.count * 8 }
}

/// A term that reads rows, and the columns in which it looks: what rows satisfied it is worth keeping.
struct TermKey: Sendable, Hashable {
    let condition: FilterTerm.Condition
    /// For free words alone.
    let columns: VisibleColumns?

    /// Whether only rows that satisfy `other` can satisfy this: it looks for a longer text in the same columns.
    func narrows(_ other: TermKey) -> Bool {
        guard case .words(let glob) = condition, case .words(let wider) = other.condition, columns == other.columns,
            let text = glob.literal, let part = wider.literal
        else { return false }
        return text.lowercased().utf8.firstRange(of: part.lowercased().utf8) != nil
    }
}
