/// The order in which people expect names: `web-9` before `web-10`, case aside.
package enum NaturalOrder {
    /// -1, 0 or 1; 0 only for the same text.
    ///
    /// - Cost: no allocation.
    package static func compare(_ left: String, _ right: String) -> Int {
        let folded = natural(left, right)
        if folded != 0 { return folded }
        if left.utf8.lexicographicallyPrecedes(right.utf8) { return -1 }
        return left.utf8.elementsEqual(right.utf8) ? 0 : 1
    }

    private static func natural(_ left: String, _ right: String) -> Int {
        var a = left.utf8[...]
        var b = right.utf8[...]
        while let x = a.first, let y = b.first {
            if isDigit(x), isDigit(y) {
                let order = numbers(&a, &b)
                if order != 0 { return order }
            } else {
                let order = Int(lowered(x)) - Int(lowered(y))
                if order != 0 { return order.signum() }
                a.removeFirst()
                b.removeFirst()
            }
        }
        return (a.isEmpty ? 0 : 1) - (b.isEmpty ? 0 : 1)
    }

    /// Compares the runs of digits at the start of both as numbers of any length, and takes them off.
    private static func numbers(_ left: inout Substring.UTF8View, _ right: inout Substring.UTF8View) -> Int {
        let a = left.prefix(while: isDigit)
        let b = right.prefix(while: isDigit)
        left = left[a.endIndex...]
        right = right[b.endIndex...]
        let x = a.drop { $0 == UInt8(ascii: "0") }
        let y = b.drop { $0 == UInt8(ascii: "0") }
        if x.count != y.count { return x.count < y.count ? -1 : 1 }
        return x.lexicographicallyPrecedes(y) ? -1 : x.elementsEqual(y) ? 0 : 1
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private static func lowered(_ byte: UInt8) -> UInt8 { foldedASCII(byte) }
}

/// An ASCII capital as its small letter, every other byte as it is.
@inline(__always)
func foldedASCII(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
}
