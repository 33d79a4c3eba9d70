/// A list in one line of a message's head.
///
/// - Source: RFC 9110, sections 5.6.1 and 5.6.4.
enum HeaderList {
    /// The elements of `text`, one after every so many `commas`, without blanks around them and quotes off.
    static func elements(of text: String, commas: Int = 1) -> [String] {
        var elements: [String] = []
        var element: [UInt8] = []
        var (isQuoted, isEscaped, wasQuoted) = (false, false, false)
        var left = commas
        func finish() {
            elements.append(String(decoding: wasQuoted ? element : trimmed(element), as: UTF8.self))
            (element, wasQuoted, left) = ([], false, commas)
        }
        for byte in text.utf8 {
            if isEscaped {
                element.append(byte)
                isEscaped = false
            } else if isQuoted {
                switch byte {
                case UInt8(ascii: "\\"): isEscaped = true
                case UInt8(ascii: "\""): isQuoted = false
                default: element.append(byte)
                }
            } else if byte == UInt8(ascii: "\""), trimmed(element).isEmpty, !wasQuoted {
                (element, isQuoted, wasQuoted) = ([], true, true)
            } else if byte == UInt8(ascii: ",") {
                left -= 1
                if left == 0 { finish() } else { element.append(byte) }
            } else if !wasQuoted || !isBlank(byte) {
                element.append(byte)
            }
        }
        finish()
        return elements
    }

    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        Array(bytes.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
