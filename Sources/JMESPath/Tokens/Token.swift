import Document

/// One word or sign of an expression.
struct Token: Sendable {
    enum Kind: Sendable, Hashable {
        case dot, star, comma, colon, current, expressionReference, pipe, or, and, not, flatten, filter
        case leftBracket, rightBracket, leftParenthesis, rightParenthesis, leftBrace, rightBrace
        case comparator(Comparator)
        case identifier(String)
        case quotedIdentifier(String)
        case literal(Value)
        case number(Int)
        case end
    }

    let kind: Kind
    /// The byte of the source at which it starts.
    let start: Int
}

extension Token.Kind {
    /// How strongly it binds what stands before it: the table of the specification's reference implementation.
    var bindingPower: Int {
        switch self {
        case .end, .identifier, .quotedIdentifier, .literal, .number, .rightBracket, .rightParenthesis, .rightBrace,
            .comma, .colon, .current, .expressionReference:
            0
        case .pipe: 1
        case .or: 2
        case .and: 3
        case .comparator: 5
        case .flatten: 9
        case .star: 20
        case .filter: 21
        case .dot: 40
        case .not: 45
        case .leftBrace: 50
        case .leftBracket: 55
        case .leftParenthesis: 60
        }
    }

    /// How messages name it.
    var text: String {
        switch self {
        case .dot: "'.'"
        case .star: "'*'"
        case .comma: "','"
        case .colon: "':'"
        case .current: "'@'"
        case .expressionReference: "'&'"
        case .pipe: "'|'"
        case .or: "'||'"
        case .and: "'&&'"
        case .not: "'!'"
        case .flatten: "'[]'"
        case .filter: "'[?'"
        case .leftBracket: "'['"
        case .rightBracket: "']'"
        case .leftParenthesis: "'('"
        case .rightParenthesis: "')'"
        case .leftBrace: "'{'"
        case .rightBrace: "'}'"
        case .comparator(let comparator): "'\(comparator.rawValue)'"
        case .identifier(let name), .quotedIdentifier(let name): "'\(name)'"
        case .literal: "a literal"
        case .number(let number): "'\(number)'"
        case .end: "the end"
        }
    }
}
