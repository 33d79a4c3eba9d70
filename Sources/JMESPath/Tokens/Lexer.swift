import Document

/// Splits an expression into tokens.
struct Lexer {
    /// The longest expression that is read, in bytes: far above any written by hand, so that a file cannot cost memory.
    static let maximumLength = 16_384

    let bytes: [UInt8]
    var position = 0

    private init(_ source: String) { bytes = Array(source.utf8) }

    /// All tokens of `source`, the last one `end`.
    static func tokens(of source: String) throws(ExpressionError) -> [Token] {
        guard !source.isEmpty else { throw ExpressionError(.syntax, "an expression cannot be empty", offset: 0) }
        guard source.utf8.count <= maximumLength else {
            throw ExpressionError(.syntax, "an expression has at most \(maximumLength) bytes", offset: maximumLength)
        }
        var lexer = Lexer(source)
        var tokens: [Token] = []
        while let token = try lexer.next() { tokens.append(token) }
        tokens.append(Token(kind: .end, start: lexer.bytes.count))
        return tokens
    }

    var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func next() throws(ExpressionError) -> Token? {
        while let byte = current, Self.isSpace(byte) { position += 1 }
        guard let byte = current else { return nil }
        let start = position
        return Token(kind: try kind(startingWith: byte), start: start)
    }

    private mutating func kind(startingWith byte: UInt8) throws(ExpressionError) -> Token.Kind {
        if let simple = Self.simple(byte) {
            position += 1
            return simple
        }
        switch byte {
        case UInt8(ascii: "["): return bracket()
        case UInt8(ascii: "|"): return pair(UInt8(ascii: "|"), .or, else: .pipe)
        case UInt8(ascii: "&"): return pair(UInt8(ascii: "&"), .and, else: .expressionReference)
        case UInt8(ascii: "<"): return pair(UInt8(ascii: "="), .comparator(.lessOrEqual), else: .comparator(.less))
        case UInt8(ascii: ">"):
            return pair(UInt8(ascii: "="), .comparator(.greaterOrEqual), else: .comparator(.greater))
        case UInt8(ascii: "!"): return pair(UInt8(ascii: "="), .comparator(.notEqual), else: .not)
        case UInt8(ascii: "="): return try doubleEqual()
        case UInt8(ascii: "'"): return .literal(.string(try rawString()))
        case UInt8(ascii: "`"): return .literal(try literal())
        case UInt8(ascii: "\""): return .quotedIdentifier(try quotedIdentifier())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case let letter where Self.startsIdentifier(letter): return identifier()
        default: throw fault("unexpected character", at: position)
        }
    }

    private mutating func pair(_ second: UInt8, _ both: Token.Kind, else single: Token.Kind) -> Token.Kind {
        position += 1
        guard current == second else { return single }
        position += 1
        return both
    }

    private mutating func bracket() -> Token.Kind {
        position += 1
        switch current {
        case UInt8(ascii: "]"):
            position += 1
            return .flatten
        case UInt8(ascii: "?"):
            position += 1
            return .filter
        default: return .leftBracket
        }
    }

    private mutating func doubleEqual() throws(ExpressionError) -> Token.Kind {
        guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "=") else {
            throw fault("a single '=' means nothing, '==' compares", at: position)
        }
        position += 2
        return .comparator(.equal)
    }

    private mutating func identifier() -> Token.Kind {
        let start = position
        while let byte = current, Self.continuesIdentifier(byte) { position += 1 }
        return .identifier(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func number() throws(ExpressionError) -> Token.Kind {
        let start = position
        position += 1
        while let byte = current, Self.isDigit(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard text != "-" else { throw fault("'-' without a number", at: start) }
        // No list is that long, so the nearest number there is means the same.
        return .number(Int(text) ?? (text.hasPrefix("-") ? Int.min : Int.max))
    }

    /// An error at a byte, with its place in characters.
    func fault(_ message: String, at byte: Int) -> ExpressionError {
        ExpressionError(.syntax, message, offset: Self.characters(in: bytes, before: byte))
    }

    static func characters(in bytes: [UInt8], before byte: Int) -> Int {
        String(decoding: bytes.prefix(byte), as: UTF8.self).count
    }

    private static func simple(_ byte: UInt8) -> Token.Kind? {
        switch byte {
        case UInt8(ascii: "."): .dot
        case UInt8(ascii: "*"): .star
        case UInt8(ascii: "]"): .rightBracket
        case UInt8(ascii: ","): .comma
        case UInt8(ascii: ":"): .colon
        case UInt8(ascii: "@"): .current
        case UInt8(ascii: "("): .leftParenthesis
        case UInt8(ascii: ")"): .rightParenthesis
        case UInt8(ascii: "{"): .leftBrace
        case UInt8(ascii: "}"): .rightBrace
        default: nil
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func startsIdentifier(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
    }

    private static func continuesIdentifier(_ byte: UInt8) -> Bool { startsIdentifier(byte) || isDigit(byte) }
}
