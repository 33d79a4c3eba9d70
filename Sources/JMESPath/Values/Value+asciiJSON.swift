import Document

extension Value {
    /// The JSON text that `to_string()` gives: no spaces, everything beyond ASCII escaped.
    var asciiJSON: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let flag): text += flag ? "true" : "false"
        case .integer(let number): text += String(number)
        case .double(let number): text += Self.text(number)
        case .string(let string): Self.quote(string, to: &text)
        case .array(let elements):
            text += "["
            for (place, element) in elements.enumerated() {
                if place > 0 { text += "," }
                element.write(to: &text)
            }
            text += "]"
        case .object(let object):
            text += "{"
            for (place, member) in object.enumerated() {
                if place > 0 { text += "," }
                Self.quote(member.key, to: &text)
                text += ":"
                member.value.write(to: &text)
            }
            text += "}"
        }
    }

    private static func quote(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{8}": text += "\\b"
            case "\u{C}": text += "\\f"
            case " "..."~": text.unicodeScalars.append(scalar)
            default:
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            }
        }
        text += "\""
    }

    /// A double as Python writes it: shortest form, with an exponent from 1e16 on.
    private static func text(_ number: Double) -> String {
        let plain = number.description
        // Swift changes to exponents at 2^54 only.
        guard abs(number) >= 1e16, number.isFinite, !plain.contains("e") else { return plain }
        let sign = number < 0 ? "-" : ""
        let digits = plain.drop { $0 == "-" }.prefix { $0 != "." }
        let tail = String(digits.dropFirst().reversed().drop { $0 == "0" }.reversed())
        let exponent = digits.count - 1
        return "\(sign)\(digits.prefix(1))\(tail.isEmpty ? "" : ".")\(tail)e+\(exponent)"
    }
}
