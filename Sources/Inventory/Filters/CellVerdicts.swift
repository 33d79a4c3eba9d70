/// What a filter says of each row of one cell: that it passes, that it fails, or that it fails one term alone.
///
/// - Shape: what fails one term alone is counted by the facet whose choice that term is.
struct CellVerdicts: Sendable {
    static let passes: UInt8 = 255
    static let fails: UInt8 = 254

    let rowCount: Int
    /// How many rows pass.
    private(set) var matched: Int
    /// By row; nil while all pass.
    ///
    /// Below `fails` it is the place of the only term that failed.
    private(set) var rows: [UInt8]?

    init(rowCount: Int) {
        self.rowCount = rowCount
        matched = rowCount
        left = rowCount
    }

    /// How many rows pass or fail but one term.
    private(set) var left: Int
    var isOver: Bool { left == 0 && rowCount > 0 }

    func passes(_ row: Int) -> Bool { rows.map { $0[row] == Self.passes } ?? true }

    /// Fails every row: but for the facet whose term it is.
    mutating func failAll(_ term: Int, isOwn: Bool) {
        guard isOwn else {
            rows = Array(repeating: Self.fails, count: rowCount)
            matched = 0
            left = 0
            return
        }
        update(term, isOwn: true) { _ in false }
    }

    /// Fails the rows for which `holds` is false; rows that have failed for good are not asked about.
    @inline(__always)
    mutating func update(_ term: Int, isOwn: Bool, _ holds: (Int) -> Bool) {
        var rows = self.rows ?? Array(repeating: Self.passes, count: rowCount)
        self.rows = nil
        let mark = isOwn && term < Int(Self.fails) ? UInt8(term) : Self.fails
        var matched = 0
        var left = 0
        rows.withUnsafeMutableBufferPointer { rows in
            for row in rows.indices where rows[row] != Self.fails {
                if holds(row) {
                    if rows[row] == Self.passes { matched += 1 }
                } else {
                    rows[row] = rows[row] == Self.passes ? mark : Self.fails
                }
                if rows[row] != Self.fails { left += 1 }
            }
        }
        self.rows = rows
        self.matched = matched
        self.left = left
    }
}
