import Synchronization

/// The words of a snapshot's rows, from which those are suggested that were probably meant.
///
/// - Cost: read when a question finds nothing, once for each index; of cells whose rows stay, not again.
/// - Isolation: any thread; while it is read the others wait.
final class FindVocabulary: Sendable {
    private let state = Mutex<KnownWords?>(nil)

    func words(of indexes: [CellIndex]) -> KnownWords {
        state.withLock { state in
            if let state { return state }
            let words = KnownWords(indexes)
            state = words
            return words
        }
    }
}

/// Words that are known, each once.
struct KnownWords: Sendable {
    /// A word in lower case.
    struct Word: Sendable {
        let bytes: [UInt8]
        /// Which letters are in it, so that most words need not be compared.
        let letters: UInt32
        /// In how many cells it stands.
        var cells: Int
    }

    private var words: [Word] = []
    private var places: [UInt64: Int] = [:]

    /// Words of one snapshot, at most; what comes after them is never suggested.
    private static let maximumCount = 20_000

    init(_ indexes: [CellIndex]) {
        for index in indexes {
            for word in index.vocabulary { add(word) }
            for token in index.words.tokens { add(CellVocabulary.Word(Array(token.utf8))) }
        }
    }

    private mutating func add(_ word: CellVocabulary.Word) {
        if let place = places[word.hash] {
            words[place].cells += 1
        } else if words.count < Self.maximumCount, !word.bytes.isEmpty {
            places[word.hash] = words.count
            words.append(Word(bytes: word.bytes, letters: Self.letters(of: word.bytes), cells: 1))
        }
    }

    /// The word with those of its parts put right that no word has; at most three, the nearest first, none where it is known.
    func corrections(of word: String) -> [String] {
        var corrected: [String] = [""]
        var hasChanged = false
        for part in Self.parts(of: word) {
            let nearest = part.first?.isLetter == true ? nearest(to: Array(part.utf8)) : []
            if !nearest.isEmpty { hasChanged = true }
            let choices = nearest.isEmpty ? [String(part)] : nearest
            corrected = Array(choices.flatMap { choice in corrected.map { $0 + choice } }.prefix(3))
        }
        return hasChanged ? corrected : []
    }

    /// Runs of letters and what is between them, in order.
    private static func parts(of word: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = word[...]
        while let first = rest.first {
            let part = rest.prefix { $0.isLetter == first.isLetter }
            parts.append(part)
            rest = rest[part.endIndex...]
        }
        return parts
    }

    /// The nearest words; none for a short one, and for one that stands in a known word.
    ///
    /// - Cost: compares words of about the same length with about the same letters.
    private func nearest(to wanted: [UInt8]) -> [String] {
        guard (4...24).contains(wanted.count) else { return [] }
        let reach = wanted.count >= 9 ? 3 : wanted.count >= 6 ? 2 : 1
        let search = ByteSearch(wanted)
        let letters = Self.letters(of: wanted)
        var found: [(distance: Int, word: Word)] = []
        for word in words {
            if word.bytes.count >= wanted.count, word.letters & letters == letters,
                word.bytes.withUnsafeBufferPointer({ search.firstPlace(in: $0, from: 0, to: $0.count) }) != nil
            {
                return []
            }
            guard abs(word.bytes.count - wanted.count) <= reach,
                (word.letters ^ letters).nonzeroBitCount <= 2 * reach
            else { continue }
            let distance = LetterDistance.between(wanted, word.bytes, atMost: reach)
            if distance <= reach { found.append((distance, word)) }
        }
        found.sort { left, right in
            if left.distance != right.distance { return left.distance < right.distance }
            if left.word.cells != right.word.cells { return left.word.cells > right.word.cells }
            return left.word.bytes.lexicographicallyPrecedes(right.word.bytes)
        }
        // What is farther than the nearest is hardly meant.
        return found.prefix { $0.distance == found[0].distance }.prefix(3)
            .map { String(decoding: $0.word.bytes, as: UTF8.self) }
    }

    private static func letters(of bytes: [UInt8]) -> UInt32 {
        bytes.reduce(0) { $0 | 1 << UInt32($1 & 31) }
    }
}

/// How many letters must be changed, added, removed or swapped with their neighbour to make one word the other.
enum LetterDistance {
    /// The distance, or `limit + 1` where it is greater.
    ///
    /// - Cost: the product of the lengths, less where a row is too far already.
    static func between(_ left: [UInt8], _ right: [UInt8], atMost limit: Int) -> Int {
        var before = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        var next = before
        for row in left.indices {
            next[0] = row + 1
            var least = next[0]
            for column in right.indices {
                let cost = left[row] == right[column] ? 0 : 1
                var distance = min(last[column] + cost, last[column + 1] + 1, next[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    distance = min(distance, before[column - 1] + 1)
                }
                next[column + 1] = distance
                least = min(least, distance)
            }
            if least > limit { return limit + 1 }
            (before, last, next) = (last, next, before)
        }
        return min(last[right.count], limit + 1)
    }
}
