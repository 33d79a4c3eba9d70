import Document

/// Values that use every corner of the model, for properties.
struct RandomValue {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func value(depth: Int = 5) -> Value {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 7), using: &generator) {
        case 0: .null
        case 1: .bool(.random(using: &generator))
        case 2: .integer(integer())
        case 3: .double(double())
        case 4...6: .string(text())
        case 7: .array((0..<count()).map { _ in value(depth: depth - 1) })
        default: .object(Object((0..<count()).map { _ in (text(), value(depth: depth - 1)) }))
        }
    }

    private mutating func count() -> Int { Int.random(in: 0..<6, using: &generator) }

    private mutating func integer() -> Int {
        let edges = [0, 1, -1, .max, .min, 12_345, 1 << 53]
        return Bool.random(using: &generator)
            ? edges.randomElement(using: &generator) ?? 0 : Int.random(in: .min ... .max, using: &generator)
    }

    private mutating func double() -> Double {
        let edges = [0.0, -0.0, 0.1, 1e22, 1e-7, .greatestFiniteMagnitude, .leastNonzeroMagnitude, 1e16, 100, -1.5]
        if Bool.random(using: &generator) { return edges.randomElement(using: &generator) ?? 0 }
        let bits = Double(bitPattern: generator.next())
        return bits.isFinite ? bits : 0.5
    }

    private mutating func text() -> String {
        let words = [
            "", "a", "id", "no", "Yes", "null", "~", "true", "5", "0123", "0x1f", "1e5", ".inf", "1:30", "2024-01-01",
            "-", "- a", "a: b",
            "a:", ":a", "a #b", "#a", " a", "a ", "a  b", "[a]", "{", "&x", "*x", "!t", "|", ">", "%a", "@a", "`a",
            "\"", "'", "\\", "---", "...", "?",
            "? a", "<<", "=", "a,b", "i-0abc", "arn:aws:sns:eu-west-1:1:x", "a\nb", "\n", "\r\n", "\t", "a\tb",
            "\u{85}", "\u{2028}", "\u{FEFF}",
            "\u{FFFD}", "\u{FFFE}", "\u{FFFF}", "\u{10FFFF}", "\0", "\u{7F}", "é", "😀", "\u{202E}abc", "</script>",
            String(repeating: "k", count: 1500),
        ]
        if Int.random(in: 0..<4, using: &generator) > 0 { return words.randomElement(using: &generator) ?? "" }
        let scalars = (0..<Int.random(in: 0..<12, using: &generator)).compactMap { _ in
            Unicode.Scalar(
                UInt32.random(in: 0..<(Bool.random(using: &generator) ? 0x100 : 0x110000), using: &generator))
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
