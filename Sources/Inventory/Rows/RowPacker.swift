import Document

/// Takes rows one after the other and packs them for a snapshot.
///
/// - Cost: some microseconds a row, most of them for compressing its document. What it holds beside the packed rows is bounded: a block is closed from a megabyte on.
package struct RowPacker {
    /// - Units: bytes.
    private static let blockBytes = 1 << 20

    private let sharesDocuments: Bool
    private var writer = RowWriter()
    private var documents = DocumentPacker()
    /// Blocks of documents that rows of the open block share with others.
    private var shared: [DocumentBlock] = []
    private var cell: CellKey?
    private var open: [UInt32] = []
    private var rows: [Resource] = []

    /// - Parameter sharesDocuments: Whether rows that come with kept documents go on sharing them, as those do that were
    ///   made anew of old documents; else each document is kept anew, so that one row does not hold all its old neighbours.
    package init(sharesDocuments: Bool = false) { self.sharesDocuments = sharesDocuments }

    /// Adds a row.
    package mutating func append(_ row: Resource) {
        let fields = row.fields
        if let cell, cell != fields.key.cell { closeBlock() }
        cell = fields.key.cell
        open.append(writer.append(fields, document: keep(fields.raw)))
        if writer.bytes.count >= Self.blockBytes || documents.byteCount >= Self.blockBytes { closeBlock() }
    }

    /// All rows, in the order in which they were added.
    package mutating func finish() -> [Resource] {
        closeBlock()
        defer { rows = [] }
        return rows.fitted
    }

    /// Where the document is found among the blocks of the row: its own one is the first.
    private mutating func keep(_ document: RawDocument) -> (block: Int, place: Int) {
        guard sharesDocuments, case .kept(let block, let place) = document.storage else {
            return (0, documents.append(document.json))
        }
        if let known = shared.firstIndex(where: { $0 === block }) { return (known + 1, Int(place)) }
        shared.append(block)
        return (shared.count, Int(place))
    }

    private mutating func closeBlock() {
        guard let cell, !open.isEmpty else { return }
        let own = documents.finish() ?? DocumentBlock(chunks: [], bytes: [], ends: [])
        let block = RowBlock(
            cell: cell, bytes: writer.bytes.fitted, words: writer.words.fitted, documents: [own] + shared)
        for place in open { rows.append(Resource(block, at: place)) }
        open.removeAll(keepingCapacity: true)
        writer.reset()
        shared = []
    }
}

extension [Resource] {
    /// The same rows packed.
    package var packed: [Resource] {
        var packer = RowPacker()
        for row in self { packer.append(row) }
        return packer.finish()
    }
}
