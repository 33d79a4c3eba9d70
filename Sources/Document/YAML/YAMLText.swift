/// Scalars as YAML text.
enum YAMLText {
    /// Words that YAML 1.1 or 1.2 reads as something else than text, in lower case.
    private static let reserved: Set<String> = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]

    /// Appends `text` plain when every reader takes that for the same text, else double-quoted.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        if isPlain(text) {
            bytes += text.utf8
        } else {
            JSONText.appendQuoted(text, to: &bytes)
        }
    }

    /// A double that YAML 1.1 and 1.2 both read as one: with a point, and a sign in the exponent.
    static func number(_ number: Double) -> String {
        if number.isNaN { return ".nan" }
        if number.isInfinite { return number < 0 ? "-.inf" : ".inf" }
        let text = number.description
        guard let exponent = text.firstIndex(of: "e"), !text.contains(".") else { return text }
        return text[..<exponent] + ".0" + text[exponent...]
    }

    /// Begins with a letter, `_` or `/`; goes on with these, digits, some signs, and spaces and colons that end nothing.
    private static func isPlain(_ text: String) -> Bool {
        let utf8 = text.utf8
        guard let first = utf8.first, let last = utf8.last, isLetter(first) || first == UInt8(ascii: "/"),
            last != UInt8(ascii: " "), last != UInt8(ascii: ":")
        else { return false }
        var previous = first
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: "+"),
                UInt8(ascii: "="), UInt8(ascii: ":"):
                break
            case UInt8(ascii: " "):
                if previous == UInt8(ascii: ":") { return false }
            default:
                guard isLetter(byte) || (byte >= 0x30 && byte <= 0x39) else { return false }
            }
            previous = byte
        }
        return utf8.count > 5 || !reserved.contains(text.lowercased())
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return (lower >= 0x61 && lower <= 0x7A) || byte == UInt8(ascii: "_")
    }
}
