import Document

/// What Find looks through for one cell: the texts of its rows in one case-folded buffer, and their addresses in order.
///
/// - Shape: each row starts with `Mark.row`; in it each field starts with `Mark.key` (name, id, host), `Mark.tag` or `Mark.field` (state, columns).
/// - Cost: some two hundred bytes per row; built once for as long as the cell keeps its rows.
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
    /// What one row may add to the buffer.
    ///
    /// - Units: bytes.
    private static let maximumRow = 8192

    let key: CellKey
    let rows: [Resource]
    let buffer: [UInt8]
    /// Where each row starts in the buffer; one more for its end.
    private let starts: [UInt32]
    let addresses: AddressIndex

    init(_ cell: Cell, kind: Kind?) {
        key = cell.key
        rows = cell.rows
        let searched = (kind?.columns ?? []).indices.filter { kind?.columns[$0].form.isSearched ?? false }
        var buffer: [UInt8] = []
        var starts: [UInt32] = []
        var addresses = AddressIndex()
        buffer.reserveCapacity(rows.count * 400)
        starts.reserveCapacity(rows.count + 1)
        for row in rows {
            starts.append(UInt32(truncatingIfNeeded: buffer.count))
            Self.append(row.fields, columns: searched, to: &buffer)
        }
        starts.append(UInt32(truncatingIfNeeded: buffer.count))
        buffer.append(Mark.row)
        var documents = DocumentReader()
        for place in DocumentReader.order(of: rows) {
            let row = rows[place]
            let shown = Set(row.addressTexts.compactMap { IPAddress($0) })
            let hidden = IPAddress.all(inJSON: documents.json(of: row.raw)).subtracting(shown)
            for address in shown { addresses.append(address, row: place, isShown: true) }
            for address in hidden { addresses.append(address, row: place, isShown: false) }
        }
        addresses.sort()
        self.buffer = buffer.fitted
        self.starts = starts
        self.addresses = addresses
    }

    var byteCount: Int { buffer.count + starts.count * MemoryLayout<UInt32>.stride + addresses.byteCount }

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

    private static func append(_ row: RowFields, columns: [Int], to buffer: inout [UInt8]) {
        let end = buffer.count + maximumRow
        func add(_ text: String, _ mark: UInt8) {
            guard buffer.count < end, !text.isEmpty else { return }
            buffer.append(mark)
            Self.fold(text, to: &buffer)
        }
        buffer.append(Mark.row)
        add(row.name.withoutFinalDot, Mark.key)
        if row.key.id != row.name { add(row.key.id, Mark.key) }
        for endpoint in row.endpoints {
            add(endpoint.host, Mark.key)
            if endpoint.host.utf8.contains(UInt8(ascii: "/")) { add(Authority(of: endpoint.host).host, Mark.field) }
        }
        if let state = row.state { add(state, Mark.field) }
        for tag in row.tags { add("\(tag.key)=\(tag.value)", Mark.tag) }
        for index in columns where row.columns.indices.contains(index) {
            _ = row.columns[index].anyLeaf { leaf in
                if case .string(let text) = leaf { add(text, Mark.field) }
                return false
            }
        }
    }

    /// Appends `text` in lower case, control characters as spaces.
    static func fold(_ text: String, to buffer: inout [UInt8]) {
        text.withFolded { bytes in
            for byte in bytes.prefix(maximumText) { buffer.append(byte < 0x20 ? 0x20 : foldedASCII(byte)) }
        }
    }
}

extension Form {
    /// Whether Find looks into columns of this form: what people remember as text.
    fileprivate var isSearched: Bool {
        switch self {
        case .text, .state, .endpoint, .ip, .id, .list, .link, .links: true
        case .integer, .decimal, .bool, .json, .bytes, .duration, .time, .age, .expiry, .percent: false
        }
    }
}

extension String {
    /// The text without one dot at its end: DNS names are the same with and without.
    var withoutFinalDot: String { utf8.count > 1 && utf8.last == UInt8(ascii: ".") ? String(dropLast()) : self }
}
