/// Percent-encoding by RFC 3986.
enum PercentText {
    /// What a path segment may hold as it is; sub-delimiters that mean something in HTML or in our own lists are left out.
    private static let plainInSegment = table("-._~!$*()+;:=@")
    /// What a query's name or value may hold as it is.
    private static let plainInQuery = table("-._~!$*();:@/,")
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// `text` as one segment of a path.
    static func segment(_ text: String) -> String { encode(text, plain: plainInSegment) }

    /// `text` as a name or value of a query.
    static func query(_ text: String) -> String { encode(text, plain: plainInQuery) }

    /// By byte, whether it may stand as it is: letters, digits and `others`.
    private static func table(_ others: String) -> [Bool] {
        (0...255).map { byte in
            0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte || others.utf8.contains(UInt8(byte))
        }
    }

    private static func encode(_ text: String, plain: [Bool]) -> String {
        let isPlain = text.utf8.withContiguousStorageIfAvailable { bytes in bytes.allSatisfy { plain[Int($0)] } }
        if isPlain ?? text.utf8.allSatisfy({ plain[Int($0)] }) { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count * 2)
        for byte in text.utf8 {
            if plain[Int(byte)] {
                bytes.append(byte)
            } else {
                bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text that `encoded` stands for; nil for a bad escape, a NUL, or bytes that are no UTF-8.
    static func decode(_ encoded: Substring.UTF8View, plusIsSpace: Bool = false) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(encoded.count)
        var rest = encoded.makeIterator()
        while let byte = rest.next() {
            if byte == 0x25 {
                guard let high = rest.next().flatMap(hex), let low = rest.next().flatMap(hex) else { return nil }
                bytes.append(high << 4 | low)
            } else {
                bytes.append(plusIsSpace && byte == 0x2B ? 0x20 : byte)
            }
        }
        guard !bytes.contains(0) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hex(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x41 + 10
        case 0x61...0x66: digit - 0x61 + 10
        default: nil
        }
    }
}
