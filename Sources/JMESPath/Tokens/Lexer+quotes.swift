import Document

extension Lexer {
    /// `'text'`: taken as it stands, `\'` alone is an escape.
    mutating func rawString() throws(ExpressionError) -> String {
        let lexeme = try delimited(by: UInt8(ascii: "'"))
        return String(decoding: Self.unescaping(UInt8(ascii: "'"), in: lexeme), as: UTF8.self)
    }

    /// `"name"` with the escapes of a JSON string.
    mutating func quotedIdentifier() throws(ExpressionError) -> String {
        let start = position
        let lexeme = try delimited(by: UInt8(ascii: "\""))
        guard case .string(let name)? = Self.json(Self.quoted(lexeme[...])) else {
            throw fault("the quoted name is not a JSON string", at: start)
        }
        return name
    }

    /// A backtick literal: JSON, or by the older rule a text without its quotes.
    mutating func literal() throws(ExpressionError) -> Value {
        let start = position
        let lexeme = Self.unescaping(UInt8(ascii: "`"), in: try delimited(by: UInt8(ascii: "`")))
        if let value = Self.json(lexeme) { return value }
        guard let value = Self.json(Self.quoted(Self.withoutLeadingSpace(lexeme))) else {
            throw fault("the literal is not JSON", at: start)
        }
        return value
    }

    /// What stands up to the closing delimiter, escapes untouched; a backslash keeps the byte after it from closing.
    private mutating func delimited(by delimiter: UInt8) throws(ExpressionError) -> [UInt8] {
        let start = position
        position += 1
        while let byte = current, byte != delimiter { position += byte == UInt8(ascii: "\\") ? 2 : 1 }
        guard position < bytes.count else {
            throw fault("\(Character(Unicode.Scalar(delimiter))) is never closed", at: start)
        }
        position += 1
        return Array(bytes[(start + 1)..<(position - 1)])
    }

    private static func unescaping(_ delimiter: UInt8, in lexeme: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(lexeme.count)
        for byte in lexeme {
            if byte == delimiter, result.last == UInt8(ascii: "\\") { result.removeLast() }
            result.append(byte)
        }
        return result
    }

    private static func quoted(_ lexeme: ArraySlice<UInt8>) -> [UInt8] {
        [UInt8(ascii: "\"")] + lexeme + [UInt8(ascii: "\"")]
    }

    private static func withoutLeadingSpace(_ lexeme: [UInt8]) -> ArraySlice<UInt8> {
        lexeme.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }

    /// The JSON value in `bytes`; unlike documents of others, what an author writes gets no leniency inside of strings.
    private static func json(_ bytes: [UInt8]) -> Value? { hasGoodStrings(bytes) ? try? Value(json: bytes) : nil }

    /// Whether all strings of a JSON text hold known escapes and no control characters.
    private static func hasGoodStrings(_ bytes: [UInt8]) -> Bool {
        var isInside = false
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte == UInt8(ascii: "\"") {
                isInside.toggle()
            } else if isInside, byte < 0x20 {
                return false
            } else if isInside, byte == UInt8(ascii: "\\") {
                guard place < bytes.count, let length = escapeLength(bytes[place...]) else { return false }
                place += length
            }
        }
        return true
    }

    /// The bytes of an escape behind its backslash; nil for none that JSON knows.
    private static func escapeLength(_ bytes: ArraySlice<UInt8>) -> Int? {
        switch bytes.first {
        case UInt8(ascii: "u"):
            let digits = bytes.dropFirst().prefix(4)
            return digits.count == 4 && digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit } ? 5 : nil
        case let byte?: return "\"\\/bfnrt".utf8.contains(byte) ? 1 : nil
        case nil: return nil
        }
    }
}
