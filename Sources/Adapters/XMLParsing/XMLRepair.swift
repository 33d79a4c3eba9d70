/// Characters that XML 1.0 cannot carry at all, and bytes that are none, which services send nevertheless inside names and tags.
enum XMLRepair {
    /// The longest reference looked at, `&#x0010FFFF;`.
    private static let longestReference = 12

    /// The document with malformed UTF-8, raw control characters and references to no character replaced by U+FFFD; nil when it has none.
    ///
    /// - Source: XML 1.0 section 2.2, production `Char`.
    static func replacingForbidden(_ document: [UInt8]) -> [UInt8]? {
        if String(validating: document, as: UTF8.self) == nil {
            let text = Array(String(decoding: document, as: UTF8.self).utf8)
            return replacingCharacters(text) ?? text
        }
        return replacingCharacters(document)
    }

    private static func replacingCharacters(_ document: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var start = 0
        var index = 0
        while index < document.count {
            let byte = document[index]
            let isSuspect = byte < 0x20 || byte == UInt8(ascii: "&") || byte == 0xEF
            let length = isSuspect ? forbidden(document[index...]) : 0
            guard length > 0 else {
                index += 1
                continue
            }
            result += document[start..<index]
            result += [0xEF, 0xBF, 0xBD]
            index += length
            start = index
        }
        return start == 0 ? nil : result + document[start...]
    }

    /// How many bytes at the beginning of `rest` stand for a character that is not allowed.
    private static func forbidden(_ rest: ArraySlice<UInt8>) -> Int {
        guard let first = rest.first else { return 0 }
        if first < 0x20 { return isAllowed(UInt32(first)) ? 0 : 1 }
        if first == 0xEF {
            return rest.starts(with: [0xEF, 0xBF, 0xBE]) || rest.starts(with: [0xEF, 0xBF, 0xBF]) ? 3 : 0
        }
        guard first == UInt8(ascii: "&"), rest.dropFirst().first == UInt8(ascii: "#") else { return 0 }
        let body = rest.dropFirst(2).prefix(longestReference).prefix { $0 != UInt8(ascii: ";") }
        guard body.endIndex < rest.endIndex, rest[body.endIndex] == UInt8(ascii: ";") else { return 0 }
        let text = String(decoding: body, as: UTF8.self)
        let code = text.hasPrefix("x") ? UInt32(text.dropFirst(), radix: 16) : UInt32(text)
        guard let code, !isAllowed(code) else { return 0 }
        return body.count + 3
    }

    private static func isAllowed(_ code: UInt32) -> Bool {
        switch code {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
