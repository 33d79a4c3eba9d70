import Document
import FoundationEssentials
import Glibc

/// What a row is sorted by: one column's value, made comparable.
enum SortKey: Sendable, Hashable {
    case number(Double)
    case address(IPAddress)
    case text(String)
    /// Always last, in either direction.
    case none

    /// The longest text that counts, so that no token grows with what someone wrote into a tag.
    ///
    /// - Units: characters.
    private static let maximumText = 120

    init(_ value: Value, form: Form) {
        switch (form, value) {
        case (_, .null): self = .none
        case (_, .integer(let number)): self = .number(Double(number))
        case (_, .double(let number)): self = number.isNaN ? .none : .number(number)
        case (_, .bool(let flag)): self = .number(flag ? 1 : 0)
        case (.ip, .string(let text)): self = IPAddress(text).map { .address($0) } ?? Self.cut(text)
        case (.age, .string(let text)):
            // The later it began, the younger it is.
            self = Timestamp.parse(text).map { .number(-$0.timeIntervalSince1970) } ?? Self.cut(text)
        case (_, .string(let text)): self = Self.cut(text)
        case (_, .array), (_, .object):
            let text = form.plainText(value)
            self = text.isEmpty ? .none : Self.cut(text)
        }
    }

    private static func cut(_ text: String) -> SortKey { .text(String(text.prefix(maximumText))) }

    /// Appends bytes whose plain order is that of the keys: numbers before addresses before texts, each in its own order.
    ///
    /// - Shape: nothing for `none`, which stands last in either direction.
    func append(to buffer: inout [UInt8]) {
        switch self {
        case .number(let number):
            buffer.append(1)
            // The bits of doubles are ordered like integers, the negative ones backwards.
            let bits = (number == 0 ? 0 : number).bitPattern
            Self.append(bits >> 63 == 0 ? bits | 1 << 63 : ~bits, to: &buffer)
        case .address(let address):
            buffer += [2, UInt8(truncatingIfNeeded: address.family.bits)]
            Self.append(address.number, to: &buffer)
        case .text(let text):
            buffer.append(3)
            NaturalOrder.append(text, to: &buffer)
        case .none: break
        }
    }

    /// The same bytes alone.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes
    }

    private static func append<Number: FixedWidthInteger>(_ number: Number, to buffer: inout [UInt8]) {
        for shift in stride(from: Number.bitWidth - 8, through: 0, by: -8) {
            buffer.append(UInt8(truncatingIfNeeded: number >> Number(shift)))
        }
    }
}

/// Many sort keys as bytes in one buffer: comparing two costs no reference counts.
struct SortKeys {
    private var buffer: [UInt8] = []
    private var starts: [Int] = [0]
    private let isDescending: Bool

    init(isDescending: Bool) { self.isDescending = isDescending }

    var count: Int { starts.count - 1 }

    mutating func append(_ key: SortKey) {
        key.append(to: &buffer)
        starts.append(buffer.count)
    }

    /// -1, 0 or 1: the order of two keys by their bytes, descending where asked for, nothing last.
    static func compare(_ left: [UInt8], _ right: [UInt8], isDescending: Bool) -> Int {
        if left.isEmpty || right.isEmpty { return (left.isEmpty ? 1 : 0) - (right.isEmpty ? 1 : 0) }
        let order = Int(memcmp(left, right, min(left.count, right.count)))
        let ascending = order != 0 ? order.signum() : (left.count - right.count).signum()
        return isDescending ? -ascending : ascending
    }

    /// -1, 0 or 1: the order of the keys at two places, descending where asked for, nothing last.
    func compare(_ left: Int, _ right: Int) -> Int {
        let a = starts[left]..<starts[left + 1]
        let b = starts[right]..<starts[right + 1]
        if a.isEmpty || b.isEmpty { return (a.isEmpty ? 1 : 0) - (b.isEmpty ? 1 : 0) }
        let order: Int = buffer.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            return Int(memcmp(base + a.lowerBound, base + b.lowerBound, min(a.count, b.count)))
        }
        let ascending = order != 0 ? order.signum() : (a.count - b.count).signum()
        return isDescending ? -ascending : ascending
    }
}
