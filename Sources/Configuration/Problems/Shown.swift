/// How text out of a configuration file is repeated in a message: escaped, short, and never a credential.
enum Shown {
    /// `text` in quotation marks, or what stands for it when it must not be shown.
    static func quoted(_ text: String) -> String {
        if looksSecret(text) { return "(\(text.count) characters, not shown)" }
        let short = text.count > Defaults.shownCharacters ? text.prefix(Defaults.shownCharacters) + "…" : text[...]
        return "\"\(escaped(String(short)))\""
    }

    /// `text` with control and formatting characters written out, so that it cannot forge or hide a line.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar.isUnprintable {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether `text` may be an access key, a secret key or a token that ended up in the wrong place.
    ///
    /// - Shape: an access key id has 20 capitals and digits, a secret key 40 characters of base64.
    static func looksSecret(_ text: String) -> Bool {
        var run = 0
        var capitals = 0
        var hasDigit = false
        var hasCapital = false
        for byte in text.utf8 {
            run = byte.isBase64 ? run + 1 : 0
            if byte.isCapital || byte.isDigit {
                capitals += 1
                hasDigit = hasDigit || byte.isDigit
                hasCapital = hasCapital || byte.isCapital
            } else {
                (capitals, hasDigit, hasCapital) = (0, false, false)
            }
            if run >= 40 || capitals >= 16 && hasDigit && hasCapital { return true }
        }
        return false
    }
}

extension UInt8 {
    var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
    var isCapital: Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self }
    var isSmall: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self }
    var isLetter: Bool { isCapital || isSmall }
    fileprivate var isBase64: Bool {
        isDigit || isLetter || self == UInt8(ascii: "/") || self == UInt8(ascii: "+") || self == UInt8(ascii: "=")
    }
}

extension Unicode.Scalar {
    /// Control, formatting and line-breaking characters: nothing that a name or value may hold.
    var isUnprintable: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: false
        }
    }
}
