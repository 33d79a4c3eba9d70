import Compression

/// Many documents, compressed some twenty at a time.
///
/// - Shape: documents of one kind repeat each other's keys and most values, so that a chunk of them takes a tenth of its text, without a dictionary that would have to be trained, kept and found again.
/// - Cost: 4 bytes a document beside the compressed text; reading one decompresses its chunk.
final class DocumentBlock: Sendable {
    /// Neighbours that were compressed as one.
    struct Chunk: Sendable {
        /// Its first document.
        let first: Int32
        /// Where its bytes start among all.
        let start: Int
        /// Its text's length.
        let length: Int
        let isCompressed: Bool
    }

    private let chunks: [Chunk]
    private let bytes: [UInt8]
    /// Where each document ends in its chunk's text.
    private let ends: [UInt32]

    init(chunks: [Chunk], bytes: [UInt8], ends: [UInt32]) {
        self.chunks = chunks
        self.bytes = bytes
        self.ends = ends
    }

    var count: Int { ends.count }
    /// The bytes that the documents take.
    var byteCount: Int { bytes.count + ends.count * 4 + chunks.count * MemoryLayout<Chunk>.stride }

    /// The bytes of the documents' text.
    var textCount: Int { chunks.reduce(0) { $0 + $1.length } }

    /// The text of the document at `place`.
    func json(at place: Int) -> [UInt8] {
        let chunk = chunk(of: place)
        return Array(text(ofChunk: chunk)[range(of: place, inChunk: chunk)])
    }

    /// The number of the chunk that has the document at `place`.
    func chunk(of place: Int) -> Int {
        var low = 0
        var high = chunks.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if Int(chunks[middle].first) <= place { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// Where the document at `place` stands in the text of its chunk.
    func range(of place: Int, inChunk chunk: Int) -> Range<Int> {
        (place == Int(chunks[chunk].first) ? 0 : Int(ends[place - 1]))..<Int(ends[place])
    }

    /// The text of a chunk.
    func text(ofChunk number: Int) -> [UInt8] {
        let chunk = chunks[number]
        let end = number + 1 < chunks.count ? chunks[number + 1].start : bytes.count
        guard chunk.isCompressed else { return Array(bytes[chunk.start..<end]) }
        return bytes.withUnsafeBufferPointer { bytes in
            do throws(CompressionFailure) {
                return try Compression.decompress(
                    UnsafeBufferPointer(rebasing: bytes[chunk.start..<end]), count: chunk.length)
            } catch {
                // Our own block in our own memory: only exhausted memory gets here, and no wrong document may leave.
                preconditionFailure("a kept document could not be read: \(error)")
            }
        }
    }
}
