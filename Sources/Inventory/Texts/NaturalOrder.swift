/// The order in which people expect names: `web-9` before `web-10`, case aside.
package enum NaturalOrder {
    /// -1, 0 or 1; 0 only for the same text.
    ///
    /// - Cost: one pass over the bytes, no allocation.
    package static func compare(_ left: String, _ right: String) -> Int {
        var left = left
        var right = right
        return left.withUTF8 { a in
            right.withUTF8 { b in
                let natural = natural(a, b)
                return natural != 0 ? natural : bytewise(a, b)
            }
        }
    }

    /// The same of bytes that are folded already.
    static func compare(folded a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
        let natural = natural(a, b)
        return natural != 0 ? natural : bytewise(a, b)
    }

    private static func natural(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
        var i = 0
        var j = 0
        while i < a.count, j < b.count {
            if isDigit(a[i]), isDigit(b[j]) {
                let order = compareNumbers(a, &i, b, &j)
                if order != 0 { return order }
            } else {
                let x = foldedASCII(a[i])
                let y = foldedASCII(b[j])
                if x != y { return x < y ? -1 : 1 }
                i += 1
                j += 1
            }
        }
        return (i < a.count ? 1 : 0) - (j < b.count ? 1 : 0)
    }

    /// Compares the digits from both places on as numbers of any length, and steps behind them.
    private static func compareNumbers(
        _ a: UnsafeBufferPointer<UInt8>, _ i: inout Int, _ b: UnsafeBufferPointer<UInt8>, _ j: inout Int
    ) -> Int {
        let x = digits(a, &i)
        let y = digits(b, &j)
        if x.count != y.count { return x.count < y.count ? -1 : 1 }
        for (p, q) in zip(x, y) where a[p] != b[q] { return a[p] < b[q] ? -1 : 1 }
        return 0
    }

    /// The digits from `place` on without leading zeros; `place` moves behind them.
    private static func digits(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> Range<Int> {
        while place < bytes.count, bytes[place] == UInt8(ascii: "0") { place += 1 }
        let start = place
        while place < bytes.count, isDigit(bytes[place]) { place += 1 }
        return start..<place
    }

    private static func bytewise(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
        if a.lexicographicallyPrecedes(b) { return -1 }
        return a.elementsEqual(b) ? 0 : 1
    }

    /// Appends bytes whose plain order is this natural order.
    ///
    /// - Shape: letters folded, a number as `0`, its count of digits and the digits, then what tells apart texts that only differ in case or zeros. Texts are taken up to 255 digits in a row.
    static func append(_ text: String, to buffer: inout [UInt8]) {
        var text = text
        text.withUTF8 { bytes in
            var place = 0
            while place < bytes.count {
                if isDigit(bytes[place]) {
                    let range = digits(bytes, &place)
                    buffer.append(UInt8(ascii: "0"))
                    buffer.append(UInt8(clamping: range.count))
                    buffer += bytes[range]
                } else {
                    buffer.append(foldedASCII(bytes[place]))
                    place += 1
                }
            }
            buffer.append(0)
            buffer += bytes
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}

/// An ASCII capital as its small letter, every other byte as it is.
@inline(__always)
func foldedASCII(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
}
