/// For each row, which runs of three bytes may stand in it: a look at 64 bytes says of most rows that a word cannot.
///
/// - Shape: a set of 512 places; a run is in it where the place of its hash is. There are false hits, never false misses.
struct RowSignatures: Sendable {
    /// The places that a text needs.
    struct Needed: Sendable, Equatable {
        fileprivate(set) var bits = SIMD8<UInt64>.zero

        /// What needs nothing rules out nothing: texts of fewer than three bytes are looked for everywhere.
        var isEmpty: Bool { bits == .zero }

        init(_ texts: [[UInt8]]) {
            for text in texts { text.withUnsafeBufferPointer { RowSignatures.add($0, to: &bits) } }
        }
    }

    private var rows: [SIMD8<UInt64>] = []

    var byteCount: Int { rows.count * MemoryLayout<SIMD8<UInt64>>.stride }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        var bits = SIMD8<UInt64>.zero
        Self.add(bytes, to: &bits)
        rows.append(bits)
    }

    mutating func fit() { rows = rows.fitted }

    /// Whether all that is needed may stand in `row`.
    @inline(__always)
    func mayHold(_ needed: Needed, row: Int) -> Bool { (needed.bits & ~rows[row]) == .zero }

    /// Marks the places of every run of three bytes that holds no mark.
    private static func add(_ bytes: UnsafeBufferPointer<UInt8>, to bits: inout SIMD8<UInt64>) {
        guard bytes.count >= 3 else { return }
        var run: UInt32 = 0
        var length = 0
        for byte in bytes {
            length = byte <= CellIndex.Mark.row ? 0 : length + 1
            run = (run << 8 | UInt32(byte)) & 0xFF_FFFF
            guard length >= 3 else { continue }
            let place = Int((run &* 0x9E37_79B1) >> 23)
            bits[place >> 6] |= 1 << UInt64(place & 63)
        }
    }
}
