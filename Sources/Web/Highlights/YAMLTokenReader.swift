/// Cuts YAML text into coloured pieces, line by line.
///
/// - Shape: knows what people and programs write: block and flow collections, quoted, plain and block scalars, comments, tags, anchors. It colours; it does not check.
struct YAMLTokenReader {
    private let bytes: [UInt8]
    private var tokens: [SourceToken] = []
    private var key: Range<Int>?
    private var place = 0
    /// The indentation of the line that began a block scalar, while in one.
    private var block: Int?
    /// How many flow collections are open.
    private var depth = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func read() -> [SourceToken] {
        while place < bytes.count { line() }
        return tokens
    }

    private func at(_ place: Int) -> UInt8? { place < bytes.count ? bytes[place] : nil }

    private func isEnd(_ place: Int) -> Bool { at(place).map { $0 == UInt8(ascii: "\n") } ?? true }

    private mutating func line() {
        let start = place
        while at(place) == 0x20 || at(place) == 0x09 { place += 1 }
        let indent = place - start
        if let outer = block {
            if isEnd(place) || at(place) == 0x0D || indent > outer {
                let from = place
                while !isEnd(place) { place += 1 }
                if place > from { add(.string, from..<place) }
                place += 1
                return
            }
            block = nil
        }
        while !isEnd(place) { piece(indent: indent) }
        place += 1
    }

    /// The next piece of a line.
    private mutating func piece(indent: Int) {
        guard let byte = at(place) else { return }
        switch byte {
        case 0x20, 0x09, 0x0D: place += 1
        case UInt8(ascii: "#") where place == 0 || bytes[place - 1] <= 0x20:
            let from = place
            while !isEnd(place) { place += 1 }
            add(.comment, from..<place)
        case UInt8(ascii: "\""), UInt8(ascii: "'"): quoted(byte)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            depth += 1
            place += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth = max(0, depth - 1)
            place += 1
        case UInt8(ascii: ","), UInt8(ascii: ":"): place += 1
        case UInt8(ascii: "-"), UInt8(ascii: "?"):
            // A dash of a list stands alone; any other begins a word.
            if isEnd(place + 1) || (at(place + 1) ?? 0) <= 0x20 { place += 1 } else { plain() }
        case UInt8(ascii: "!"), UInt8(ascii: "&"), UInt8(ascii: "*"):
            let from = place
            while let next = at(place), next > 0x20, !(depth > 0 && ",]}".utf8.contains(next)) { place += 1 }
            add(.tag, from..<place)
        case UInt8(ascii: "|") where depth == 0, UInt8(ascii: ">") where depth == 0:
            let from = place
            while let next = at(place), next > 0x20 { place += 1 }
            // The scalar's lines are those that are indented more than this one.
            if bytes[from..<place].dropFirst().allSatisfy({ "+-".utf8.contains($0) || 0x30...0x39 ~= $0 }) {
                block = indent
            }
        default: plain()
        }
    }

    private mutating func quoted(_ quote: UInt8) {
        let start = place + 1
        var end = start
        while let byte = at(end) {
            if byte == quote {
                guard quote == UInt8(ascii: "'"), at(end + 1) == quote else { break }
                end += 1
            } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                end += 1
            }
            end += 1
        }
        end = min(end, bytes.count)
        place = min(end + 1, bytes.count)
        value(start..<end, isPlain: false)
    }

    private mutating func plain() {
        let start = place
        while let byte = at(place), byte != UInt8(ascii: "\n") {
            if byte == UInt8(ascii: ":"), isEnd(place + 1) || (at(place + 1) ?? 0) <= 0x20 { break }
            if byte == UInt8(ascii: "#"), bytes[place - 1] <= 0x20 { break }
            if depth > 0, ",]}".utf8.contains(byte) || byte == UInt8(ascii: ":") && isFlowEnd(place + 1) { break }
            place += 1
        }
        var end = place
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        // One byte at least is taken, so that every line comes to its end.
        if place == start { place += 1 }
        value(start..<max(end, start), isPlain: true)
    }

    private func isFlowEnd(_ place: Int) -> Bool { at(place).map { ",]}".utf8.contains($0) } ?? true }

    /// A scalar, or a key where a colon follows.
    private mutating func value(_ range: Range<Int>, isPlain: Bool) {
        guard !range.isEmpty || !isPlain else { return }
        var next = place
        while at(next) == 0x20 { next += 1 }
        if at(next) == UInt8(ascii: ":"), isEnd(next + 1) || (at(next + 1) ?? 0) <= 0x20 || !isPlain || depth > 0 {
            key = range
            add(.key, range)
            return
        }
        guard isPlain else { return add(.string, range) }
        let word = bytes[range]
        let isWord = Self.words.contains { $0.elementsEqual(word) }
        add(isWord ? .word : isNumberText(word) ? .number : .string, range)
    }

    private mutating func add(_ tint: SourceTint, _ range: Range<Int>) {
        tokens.append(SourceToken(tint: tint, range: range, key: key))
    }

    private static let words = ["true", "false", "null", "~", "True", "False", "Null"].map { Array($0.utf8) }
}
