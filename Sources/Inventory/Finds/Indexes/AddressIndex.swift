/// The addresses of a cell's rows, in order.
///
/// - Cost: 8 bytes for an IPv4 address of one row, 32 for IPv6.
struct AddressIndex: Sendable {
    private struct Entry<Number: FixedWidthInteger & Sendable>: Sendable {
        let number: Number
        /// The row, and in the lowest bit whether people see the address in a column or endpoint; else it stands in the
        /// document only.
        let mark: UInt32

        var hit: FindHit { FindHit(rank: mark & 1 == 1 ? .exact : .prefix, row: Int(mark >> 1)) }
    }

    private var four: [Entry<UInt32>] = []
    private var six: [Entry<UInt128>] = []

    mutating func append(_ address: IPAddress, row: Int, isShown: Bool) {
        let mark = UInt32(truncatingIfNeeded: row << 1) | (isShown ? 1 : 0)
        switch address.family {
        case .v4: four.append(Entry(number: UInt32(truncatingIfNeeded: address.number), mark: mark))
        case .v6: six.append(Entry(number: address.number, mark: mark))
        }
    }

    var byteCount: Int {
        four.count * MemoryLayout<Entry<UInt32>>.stride + six.count * MemoryLayout<Entry<UInt128>>.stride
    }

    /// Puts all in order, once they are complete.
    mutating func sort() {
        four.sort { ($0.number, $0.mark) < ($1.number, $1.mark) }
        six.sort { ($0.number, $0.mark) < ($1.number, $1.mark) }
        four = four.fitted
        six = six.fitted
    }

    /// The rows with an address in `range`, which is of one family.
    func hits(in range: ClosedRange<IPAddress>) -> [FindHit] {
        let (lower, upper) = (range.lowerBound.number, range.upperBound.number)
        return switch range.lowerBound.family {
        case .v4: Self.hits(four, UInt32(truncatingIfNeeded: lower), UInt32(truncatingIfNeeded: upper))
        case .v6: Self.hits(six, lower, upper)
        }
    }

    private static func hits<Number>(_ entries: [Entry<Number>], _ lower: Number, _ upper: Number) -> [FindHit] {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].number < lower { low = middle + 1 } else { high = middle }
        }
        return entries[low...].prefix { $0.number <= upper }.map(\.hit)
    }
}
