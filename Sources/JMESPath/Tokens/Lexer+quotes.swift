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

    private static func json(_ bytes: [UInt8]) -> Value? { try? Value(json: bytes) }
}
