/// What Find looks through for one cell: the texts of its rows in one case-folded buffer, and what leads to them.
///
/// - Shape: each row starts with `Mark.row`; in it come the fields with `Mark.key` (name, id, host), then those with `Mark.tag` and `Mark.field` (state, environment, columns).
/// - Cost: some five hundred bytes per row, of which 64 say which rows cannot have a word; built once for as long as the
///   cell keeps its rows.
final class CellIndex: Sendable {
    enum Mark {
        static let row: UInt8 = 4
        static let tag: UInt8 = 3
        static let field: UInt8 = 2
        static let key: UInt8 = 1
    }

    /// Longer texts are cut: nobody looks for their ends, and someone else wrote them.
    ///
    /// - Units: bytes.
    static let maximumText = 512

    let key: CellKey
    let rows: [Resource]
    let words: CellWords
    let buffer: [UInt8]
    /// Where each row starts in the buffer; one more for its end.
    private let starts: [UInt32]
    let signatures: RowSignatures
    let standings: [Standing]
    let keys: KeyIndex
    let addresses: AddressIndex
    let networks: NetworkIndex
    /// How every ARN of the cell begins, in lower case.
    let arnPrefix: [UInt8]
    let knownWords = CellVocabulary()

    init(_ cell: Cell, kind: Kind?, words: CellWords) {
        key = cell.key
        rows = cell.rows
        self.words = words
        var maker = CellIndexMaker(kind)
        maker.buffer.reserveCapacity(rows.count * 400)
        for (place, row) in rows.enumerated() { maker.append(row.fields, at: place) }
        maker.finish(rows)
        buffer = maker.buffer.fitted
        starts = maker.starts
        signatures = maker.signatures
        standings = maker.standings.fitted
        keys = maker.keys
        addresses = maker.addresses
        networks = maker.networks
        arnPrefix = maker.arnPrefix ?? []
    }

    var byteCount: Int {
        buffer.count + starts.count * MemoryLayout<UInt32>.stride + signatures.byteCount + standings.count
            + keys.byteCount + addresses.byteCount + networks.byteCount
    }

    /// Where `row` starts in the buffer; for the number of rows its end.
    func start(of row: Int) -> Int { Int(starts[row]) }

    /// Whether this index was built of exactly these rows.
    ///
    /// - Cost: compares where they are stored. The index holds its rows, so no others can stand there.
    func isOf(_ rows: [Resource]) -> Bool {
        self.rows.count == rows.count
            && self.rows.withUnsafeBufferPointer { mine in
                rows.withUnsafeBufferPointer { mine.baseAddress == $0.baseAddress }
            }
    }

    /// Appends `text` in lower case, control characters as spaces.
    static func fold(_ text: String, to buffer: inout [UInt8]) {
        text.withFolded { bytes in
            for byte in bytes.prefix(maximumText) { buffer.append(byte < 0x20 ? 0x20 : foldedASCII(byte)) }
        }
    }
}

extension String {
    /// The text without one dot at its end: DNS names are the same with and without.
    var withoutFinalDot: String { utf8.count > 1 && utf8.last == UInt8(ascii: ".") ? String(dropLast()) : self }

    /// Whether it has a dot and nothing that stands in no host name: a cheap look.
    var mayBeHost: Bool {
        utf8.count <= 255 && utf8.contains(UInt8(ascii: "."))
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                    UInt8(ascii: "*"):
                    true
                default: byte >= 0x80
                }
            }
    }
}
