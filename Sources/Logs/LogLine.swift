/// One line in the making, with room for a bounded number of bytes.
struct LogLine {
    private(set) var bytes: [UInt8] = []
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
        bytes.reserveCapacity(256)
    }

    /// Bytes of our own, which are few and plain.
    mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// A JSON string.
    mutating func quoted(_ text: String, limit: Int) {
        bytes.append(0x22)
        add(text, limit: limit) { Self.json($0) }
        bytes.append(0x22)
    }

    /// Text in which everything that could drive a terminal or forge a line is written out.
    mutating func visible(_ text: String, limit: Int) { add(text, limit: limit) { Self.plain($0) } }

    /// The same, in quotation marks where it holds anything that ends a word.
    mutating func word(_ text: String, limit: Int) {
        guard
            text.isEmpty || text.unicodeScalars.contains(where: { $0 == " " || $0 == "\"" || $0 == "=" || $0 == "\\" })
        else { return visible(text, limit: limit) }
        bytes.append(0x22)
        add(text, limit: limit) { $0 == "\"" || $0 == "\\" ? "\\\($0)" : Self.plain($0) }
        bytes.append(0x22)
    }

    /// Adds `text`, scalar by scalar as `escaped` has them (nil for as it is), as far as there is room.
    private mutating func add(_ text: String, limit: Int, escaped: (Unicode.Scalar) -> String?) {
        let end = min(bytes.count + limit, self.limit)
        for scalar in text.unicodeScalars {
            let other = escaped(scalar)
            guard bytes.count + (other?.utf8.count ?? UTF8.width(scalar)) + 3 <= end else {
                bytes.append(contentsOf: "…".utf8)
                return
            }
            if let other {
                bytes.append(contentsOf: other.utf8)
            } else {
                bytes.append(contentsOf: String(Character(scalar)).utf8)
            }
        }
    }

    private static func json(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: isHidden(scalar) ? utf16(scalar) : nil
        }
    }

    private static func plain(_ scalar: Unicode.Scalar) -> String? {
        isHidden(scalar) ? "\\u{\(String(scalar.value, radix: 16))}" : nil
    }

    /// `\u001b`, as two of them beyond the first plane.
    private static func utf16(_ scalar: Unicode.Scalar) -> String {
        String(scalar).utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value < 0x20 || scalar.value >= 0x7F else { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
        default: return false
        }
    }
}

extension UTF8 {
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
        scalar.value < 0x80 ? 1 : scalar.value < 0x800 ? 2 : scalar.value < 0x10000 ? 3 : 4
    }
}
