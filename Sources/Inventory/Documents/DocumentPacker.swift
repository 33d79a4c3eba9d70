import Compression

/// Takes documents one after the other and makes a block of them.
struct DocumentPacker {
    /// From this much text on a chunk is closed: larger ones gain little and cost each reader more.
    ///
    /// - Units: bytes.
    static let chunkBytes = 32 << 10

    private var chunks: [DocumentBlock.Chunk] = []
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    private var text: [UInt8] = []
    private var first = 0

    var count: Int { ends.count }
    /// The compressed bytes so far.
    var byteCount: Int { bytes.count }

    /// Adds a document and answers its place in the block.
    mutating func append(_ json: [UInt8]) -> Int {
        if !text.isEmpty, text.count + json.count > Self.chunkBytes { closeChunk() }
        text += json
        ends.append(UInt32(text.count))
        return ends.count - 1
    }

    /// The block of all documents since the last call; nil when there are none.
    mutating func finish() -> DocumentBlock? {
        guard !ends.isEmpty else { return nil }
        closeChunk()
        let block = DocumentBlock(chunks: chunks.fitted, bytes: bytes.fitted, ends: ends.fitted)
        chunks.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        first = 0
        return block
    }

    private mutating func closeChunk() {
        guard first < ends.count else { return }
        let compressed = text.withUnsafeBufferPointer { Compression.compress($0) }
        chunks.append(
            DocumentBlock.Chunk(
                first: Int32(first), start: bytes.count, length: text.count, isCompressed: compressed != nil))
        bytes += compressed ?? text
        first = ends.count
        text.removeAll(keepingCapacity: true)
    }
}

extension Array {
    /// The same elements in exactly the memory they need.
    var fitted: [Element] {
        guard capacity > count else { return self }
        return withUnsafeBufferPointer { source in
            [Element](unsafeUninitializedCapacity: source.count) { target, count in
                _ = target.initialize(fromContentsOf: source)
                count = source.count
            }
        }
    }
}
