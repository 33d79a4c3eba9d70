/// By which names the rows of a cell are known: names, ids, ARNs, hosts, as numbers in order.
///
/// - Shape: two names may have one number, so that who asks looks at the row again.
/// - Cost: 8 bytes for a name; a look-up is a binary search.
struct KeyIndex: Sendable {
    /// The name's number above, the row below.
    private var entries: [UInt64] = []

    var byteCount: Int { entries.count * MemoryLayout<UInt64>.stride }

    mutating func append(_ text: String, row: Int) {
        entries.append(UInt64(Self.number(of: text)) << 32 | UInt64(UInt32(truncatingIfNeeded: row)))
    }

    /// Puts all in order, each once, when they are complete.
    mutating func sort() {
        entries.sort()
        var count = 0
        for entry in entries where count == 0 || entries[count - 1] != entry {
            entries[count] = entry
            count += 1
        }
        entries.removeLast(entries.count - count)
        entries = entries.fitted
    }

    /// The rows that may be known by the name with this number.
    func rows(_ number: UInt32) -> [Int] {
        let first = UInt64(number) << 32
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle] < first { low = middle + 1 } else { high = middle }
        }
        return entries[low...].prefix { $0 >> 32 == first >> 32 }.map { Int($0 & 0xFFFF_FFFF) }
    }

    /// The number of a name, case and final dot aside.
    ///
    /// - Source: FNV-1a, both halves of 64 bits folded into one.
    static func number(of text: String) -> UInt32 {
        text.withoutFinalDot.withFolded { bytes in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in bytes { hash = (hash ^ UInt64(foldedASCII(byte))) &* 0x100_0000_01B3 }
            return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
        }
    }
}
