import Document

/// A place in a packed row that moves on with each reading.
///
/// - Shape: what `RowWriter` writes, in its order.
/// - Isolation: lives no longer than the access to its block's memory that it was made in.
struct RowCursor {
    private let bytes: UnsafeBufferPointer<UInt8>
    let words: UnsafeBufferPointer<String>
    /// Where the row starts.
    let row: Int
    private(set) var place: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, words: UnsafeBufferPointer<String>, row: Int) {
        self.bytes = bytes
        self.words = words
        self.row = row
        place = row
    }

    mutating func flags() -> RowFlags {
        place += 1
        return RowFlags(rawValue: bytes[place - 1])
    }

    mutating func number() -> UInt {
        var number: UInt = 0
        var shift: UInt = 0
        while true {
            let byte = bytes[place]
            place += 1
            number |= UInt(byte & 0x7F) << shift
            guard byte & 0x80 != 0 else { return number }
            shift += 7
        }
    }

    mutating func count() -> Int { Int(truncatingIfNeeded: number()) }

    /// Four bytes, as large as any row.
    mutating func length() -> Int {
        var length = 0
        for shift in [0, 8, 16, 24] {
            length |= Int(bytes[place]) << shift
            place += 1
        }
        return length
    }

    mutating func double() -> Double {
        var bits: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            bits |= UInt64(bytes[place]) << shift
            place += 1
        }
        return Double(bitPattern: bits)
    }

    mutating func move(by count: Int) { place += count }

    mutating func text() -> String? { text(number()) }

    mutating func skipText() {
        let code = number()
        switch code & 3 {
        case RowCode.inline: place += Int(code >> 2)
        case RowCode.special where code >> 2 == RowCode.beforeID: skipText()
        default: break
        }
    }

    mutating func value() -> Value {
        let code = number()
        guard code & 3 == RowCode.special else { return text(code).map { .string($0) } ?? .null }
        switch code >> 2 {
        case RowCode.beforeID: return text(code).map { .string($0) } ?? .null
        case RowCode.no: return .bool(false)
        case RowCode.yes: return .bool(true)
        case RowCode.integer:
            let bits = number()
            return .integer(Int(bitPattern: bits >> 1) ^ -Int(bitPattern: bits & 1))
        case RowCode.double: return .double(double())
        case RowCode.array:
            let count = count()
            var elements: [Value] = []
            elements.reserveCapacity(count)
            for _ in 0..<count { elements.append(value()) }
            return .array(elements)
        case RowCode.object:
            let count = count()
            var object = Object(minimumCapacity: count)
            for _ in 0..<count {
                let key = text() ?? ""
                object.appendUnchecked(key, value())
            }
            return .object(object)
        default: return .null
        }
    }

    mutating func skipValue() {
        let code = number()
        switch code & 3 {
        case RowCode.inline: place += Int(code >> 2)
        case RowCode.special:
            switch code >> 2 {
            case RowCode.beforeID: skipText()
            case RowCode.integer: _ = number()
            case RowCode.double: place += 8
            case RowCode.array: for _ in 0..<count() { skipValue() }
            case RowCode.object:
                for _ in 0..<count() {
                    skipText()
                    skipValue()
                }
            default: break
            }
        default: break
        }
    }

    private mutating func text(_ code: UInt) -> String? {
        let rest = Int(truncatingIfNeeded: code >> 2)
        switch code & 3 {
        case RowCode.word: return words[rest]
        case RowCode.inline:
            return String(decoding: slice(rest), as: UTF8.self)
        case RowCode.again: return earlier(at: row + rest)
        default:
            guard code >> 2 == RowCode.beforeID else { return nil }
            let prefix = text() ?? ""
            // The id stands behind the flags.
            return prefix + (earlier(at: row + 1) ?? "")
        }
    }

    /// The text that stands at an earlier place.
    private func earlier(at place: Int) -> String? {
        var other = at(place)
        return other.text()
    }

    /// A cursor at another place of the row.
    func at(_ place: Int) -> RowCursor {
        var other = self
        other.place = place
        return other
    }

    /// The next bytes.
    mutating func slice(_ count: Int) -> UnsafeBufferPointer<UInt8> {
        defer { place += count }
        return UnsafeBufferPointer(rebasing: bytes[place..<place + count])
    }
}
