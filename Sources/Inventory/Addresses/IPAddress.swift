/// One IPv4 or IPv6 address.
///
/// - Shape: ordered by number, all of IPv4 before IPv6.
package struct IPAddress: Sendable, Hashable {
    /// IPv4 or IPv6.
    package enum Family: Int, Sendable, Hashable, Comparable {
        case v4 = 32
        case v6 = 128

        package static func < (left: Family, right: Family) -> Bool { left.rawValue < right.rawValue }
        /// The bits of an address.
        package var bits: Int { rawValue }
    }

    package let family: Family
    package let number: UInt128

    package init(_ family: Family, _ number: UInt128) {
        self.family = family
        self.number = number
    }

    /// Reads `10.0.0.1` or any spelling of an IPv6 address; nil for everything else, leading zeros in IPv4 included.
    ///
    /// - Source: RFC 4291 section 2.2.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8.prefix(64))
        if bytes.contains(UInt8(ascii: ":")) {
            guard let number = Self.v6(bytes[...]) else { return nil }
            self.init(.v6, number)
        } else {
            guard let number = Self.v4(bytes[...]) else { return nil }
            self.init(.v4, UInt128(number))
        }
    }

    private static func v4(_ text: ArraySlice<UInt8>) -> UInt32? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var number: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0"),
                part.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
                let byte = UInt8(String(decoding: part, as: UTF8.self))
            else { return nil }
            number = number << 8 | UInt32(byte)
        }
        return number
    }

    private static func v6(_ text: ArraySlice<UInt8>) -> UInt128? {
        guard let gap = gap(in: text) else {
            guard let groups = groups(text), groups.count == 8 else { return nil }
            return number(of: groups)
        }
        let tail = text[(gap + 2)...]
        guard Self.gap(in: tail) == nil, let front = groups(text[..<gap]), let back = groups(tail),
            front.count + back.count < 8
        else { return nil }
        return number(of: front + Array(repeating: 0, count: 8 - front.count - back.count) + back)
    }

    private static func gap(in text: ArraySlice<UInt8>) -> Int? {
        text.indices.first {
            text[$0] == UInt8(ascii: ":") && $0 + 1 < text.endIndex && text[$0 + 1] == UInt8(ascii: ":")
        }
    }

    private static func groups(_ text: ArraySlice<UInt8>) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var groups: [UInt16] = []
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        for (place, part) in parts.enumerated() {
            if place == parts.count - 1, part.contains(UInt8(ascii: ".")) {
                guard let number = v4(part) else { return nil }
                groups += [UInt16(number >> 16), UInt16(truncatingIfNeeded: number)]
            } else {
                guard (1...4).contains(part.count), part.first != UInt8(ascii: "+"),
                    let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
                else { return nil }
                groups.append(group)
            }
        }
        return groups
    }

    private static func number(of groups: [UInt16]) -> UInt128 { groups.reduce(0) { $0 << 16 | UInt128($1) } }
}

extension IPAddress: Comparable {
    package static func < (left: IPAddress, right: IPAddress) -> Bool {
        left.family == right.family ? left.number < right.number : left.family < right.family
    }
}

extension IPAddress: CustomStringConvertible {
    /// Dotted decimals, or the form of RFC 5952.
    package var description: String {
        switch family {
        case .v4: return [24, 16, 8, 0].map { String(number >> $0 & 0xFF) }.joined(separator: ".")
        case .v6:
            let groups = stride(from: 112, through: 0, by: -16).map { UInt16(truncatingIfNeeded: number >> $0) }
            func text(_ range: Range<Int>) -> String {
                groups[range].map { String($0, radix: 16) }.joined(separator: ":")
            }
            guard let gap = Self.longestZeros(in: groups) else { return text(0..<8) }
            return "\(text(0..<gap.lowerBound))::\(text(gap.upperBound..<8))"
        }
    }

    /// The first longest run of two or more zero groups.
    private static func longestZeros(in groups: [UInt16]) -> Range<Int>? {
        var best: Range<Int>?
        var start: Int?
        for place in 0...groups.count {
            if place < groups.count, groups[place] == 0 {
                start = start ?? place
            } else if let first = start {
                if place - first >= 2, place - first > (best?.count ?? 0) { best = first..<place }
                start = nil
            }
        }
        return best
    }
}
