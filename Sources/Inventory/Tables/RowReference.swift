/// One row by the places of its cell and of itself: small to move while thousands are filtered and sorted.
struct RowReference: Sendable {
    let cell: Int32
    let row: Int32

    init(cell: Int, row: Int) {
        self.cell = Int32(truncatingIfNeeded: cell)
        self.row = Int32(truncatingIfNeeded: row)
    }
}

extension [Cell] {
    subscript(reference: RowReference) -> Resource {
        _read { yield self[Int(reference.cell)].rows[Int(reference.row)] }
    }
}
