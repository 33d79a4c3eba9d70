/// Cuts JSON text into coloured pieces.
struct JSONTokenReader {
    private let bytes: [UInt8]
    private var tokens: [SourceToken] = []
    private var key: Range<Int>?
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func read() -> [SourceToken] {
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""): string()
            case 0x30...0x39, UInt8(ascii: "-"), 0x41...0x5A, 0x61...0x7A: bare()
            default: place += 1
            }
        }
        return tokens
    }

    private mutating func string() {
        let start = place + 1
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        end = min(end, bytes.count)
        place = end + 1
        var next = place
        while next < bytes.count, bytes[next] <= 0x20 { next += 1 }
        let isKey = next < bytes.count && bytes[next] == UInt8(ascii: ":")
        if isKey { key = start..<end }
        tokens.append(SourceToken(tint: isKey ? .key : .string, range: start..<end, key: key))
    }

    private mutating func bare() {
        let start = place
        while place < bytes.count, Self.isBare(bytes[place]) { place += 1 }
        let word = bytes[start..<place]
        let tint: SourceTint = isNumberText(word) ? .number : .word
        tokens.append(SourceToken(tint: tint, range: start..<place, key: key))
    }

    private static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."): true
        default: false
        }
    }
}
