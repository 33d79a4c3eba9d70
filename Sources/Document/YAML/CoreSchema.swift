/// What plain scalars stand for.
///
/// - Source: YAML 1.2.2 section 10.3.2, tag resolution.
enum CoreSchema {
    /// The value of an unquoted scalar.
    static func value(of text: String) -> Value {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        default: break
        }
        guard let first = text.utf8.first, "+-.0123456789".utf8.contains(first) else { return .string(text) }
        return number(text) ?? .string(text)
    }

    private static func number(_ text: String) -> Value? {
        if text.hasPrefix("0o") { return integer(text.dropFirst(2), radix: 8) }
        if text.hasPrefix("0x") { return integer(text.dropFirst(2), radix: 16) }
        let unsigned = text.drop { $0 == "+" || $0 == "-" }
        guard unsigned.utf8.count + 1 >= text.utf8.count else { return nil }
        switch unsigned {
        case ".inf", ".Inf", ".INF": return .double(text.hasPrefix("-") ? -.infinity : .infinity)
        case ".nan", ".NaN", ".NAN": return unsigned.count == text.count ? .double(.nan) : nil
        default: break
        }
        if !unsigned.isEmpty && unsigned.utf8.allSatisfy(isDigit) { return Int(text).map(Value.integer) }
        guard isFloat(unsigned), let number = Double(text), number.isFinite else { return nil }
        return .double(number)
    }

    /// Digits without a sign; nil when there is none, another character, or too many for an integer.
    private static func integer(_ digits: Substring, radix: Int) -> Value? {
        guard let first = digits.utf8.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "+") else { return nil }
        return Int(digits, radix: radix).map(Value.integer)
    }

    /// Whether this is a float without its sign.
    ///
    /// - Source: `( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
    private static func isFloat(_ text: Substring) -> Bool {
        var rest = text.utf8[...]
        let whole = rest.prefix(while: isDigit)
        rest = rest.dropFirst(whole.count)
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix(while: isDigit)
            if whole.isEmpty && fraction.isEmpty { return false }
            rest = rest.dropFirst(1 + fraction.count)
        } else if whole.isEmpty {
            return false
        }
        guard let mark = rest.first else { return true }
        guard mark | 0x20 == UInt8(ascii: "e") else { return false }
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        return !rest.isEmpty && rest.allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
