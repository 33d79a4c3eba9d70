import Synchronization

/// The words of one cell's rows, read when they are wanted first.
///
/// - Cost: one look at the cell's texts; kept for as long as the cell keeps its rows.
final class CellVocabulary: Sendable {
    /// A run of letters in lower case, and its number.
    struct Word: Sendable {
        let bytes: [UInt8]
        let hash: UInt64

        init(_ bytes: [UInt8]) { self.init(bytes, hash: bytes.reduce(CellVocabulary.seed, CellVocabulary.mixed)) }

        init(_ bytes: [UInt8], hash: UInt64) {
            self.bytes = bytes
            self.hash = hash
        }
    }

    private let state = Mutex<[Word]?>(nil)

    /// Words of one cell, at most, and how much of its texts is read for them.
    private static let maximumCount = 2000
    private static let maximumBytes = 8 << 20
    private static let lengths = 4...24

    /// The words in `buffer`, the texts of a cell's rows.
    func words(of buffer: [UInt8]) -> [Word] {
        state.withLock { state in
            if let state { return state }
            let words = Self.read(buffer)
            state = words
            return words
        }
    }

    /// Letters between anything that is neither letter nor digit: parts of ids are no words.
    private static func read(_ buffer: [UInt8]) -> [Word] {
        var words: [Word] = []
        var seen: Set<UInt64> = []
        buffer.prefix(maximumBytes).withUnsafeBufferPointer { bytes in
            var start = 0
            var hash = seed
            var hasDigit = false
            for place in 0...bytes.count {
                let byte = place < bytes.count ? bytes[place] : 0
                let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
                if isDigit || byte >= 0x80 || byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") {
                    hasDigit = hasDigit || isDigit
                    hash = mixed(hash, byte)
                    continue
                }
                if !hasDigit, lengths.contains(place - start), words.count < maximumCount, seen.insert(hash).inserted {
                    words.append(Word(Array(bytes[start..<place]), hash: hash))
                }
                start = place + 1
                hash = seed
                hasDigit = false
            }
        }
        return words
    }

    /// FNV-1a.
    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    static func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
}

extension CellIndex {
    /// The words in its texts.
    var vocabulary: [CellVocabulary.Word] { knownWords.words(of: buffer) }
}
