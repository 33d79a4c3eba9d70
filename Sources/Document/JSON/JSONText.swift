/// Strings between quotes as JSON and YAML's double-quoted style share them.
enum JSONText {
    /// Appends `text` quoted; control characters, DEL to U+009F, U+2028, U+2029, U+FEFF, U+FFFE and U+FFFF are escaped.
    ///
    /// - Cost: whole runs of plain bytes are copied at once.
    static func appendQuoted(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            var index = 0
            while index < utf8.count {
                let byte = utf8[index]
                // Only these bytes can begin something to escape: controls, quote, backslash, DEL, C2, E2, EF.
                if byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x5C {
                    index += 1
                    continue
                }
                guard let (unit, length) = escaped(utf8, at: index) else {
                    index += 1
                    continue
                }
                bytes.append(contentsOf: utf8[start..<index])
                appendEscape(unit, to: &bytes)
                index += length
                start = index
            }
            bytes.append(contentsOf: utf8[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The code unit to escape that begins at `index`, with its length in bytes, or nil when it stays as it is.
    private static func escaped(
        _ utf8: UnsafeBufferPointer<UInt8>, at index: Int
    ) -> (unit: UInt16, length: Int)? {
        let byte = utf8[index]
        switch byte {
        case 0..<0x20, 0x22, 0x5C, 0x7F: return (UInt16(byte), 1)
        case 0xC2 where utf8[index + 1] < 0xA0: return (UInt16(utf8[index + 1]), 2)
        case 0xE2 where utf8[index + 1] == 0x80 && utf8[index + 2] & 0xFE == 0xA8:
            return (0x2000 | UInt16(utf8[index + 2] & 0x3F), 3)
        case 0xEF where utf8[index + 1] == 0xBB && utf8[index + 2] == 0xBF: return (0xFEFF, 3)
        case 0xEF where utf8[index + 1] == 0xBF && utf8[index + 2] >= 0xBE:
            return (0xFFC0 | UInt16(utf8[index + 2] & 0x3F), 3)
        default: return nil
        }
    }

    private static func appendEscape(_ unit: UInt16, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        switch unit {
        case 0x22, 0x5C: bytes.append(UInt8(unit))
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
            bytes.append(UInt8(ascii: "u"))
            for shift in [12, 8, 4, 0] as [UInt16] {
                let digit = UInt8(unit >> shift & 15)
                bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
    }
}
