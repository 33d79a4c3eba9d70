/// A Pratt parser over the tokens of one expression.
///
/// - Source: the grammar of the JMESPath specification; precedence and leniencies as in `jmespath` 1.1 (a comma between arguments or hash members may be missing).
package struct Parser {
    /// How deep an expression may nest: beyond what people write, and shallow enough for every thread's stack.
    package static let maximumDepth = 200
    /// Tokens that bind weaker than this end a projection.
    private static let projectionStop = 10

    /// A tree with its height, so that no tree outgrows the stack of whoever walks it.
    struct Tree {
        let syntax: Syntax
        let height: Int

        init(_ syntax: Syntax, height: Int = 1) {
            self.syntax = syntax
            self.height = height
        }
    }

    let tokens: [Token]
    let functions: FunctionTable
    private let source: String
    private(set) var index = 0
    private var depth = 0
    /// Where an expression reference may stand: the first token of a function's argument.
    var argumentStart: Int?
    /// The first unknown function or wrong arity: reported only when the syntax is right.
    var callFault: ExpressionError?

    private init(_ source: String, functions: FunctionTable) throws(ExpressionError) {
        self.source = source
        self.functions = functions
        tokens = try Lexer.tokens(of: source)
    }

    static func parse(_ source: String, functions: FunctionTable) throws(ExpressionError) -> Syntax {
        var parser = try Parser(source, functions: functions)
        let tree = try parser.expression(bindingPower: 0)
        guard parser.current == .end else { throw parser.unexpected() }
        if let fault = parser.callFault { throw fault }
        return tree.syntax
    }

    var current: Token.Kind { tokens[index].kind }
    /// The kind after the current one; the last token stands for everything behind it.
    var following: Token.Kind { tokens[min(index + 1, tokens.count - 1)].kind }

    mutating func advance() { if index < tokens.count - 1 { index += 1 } }

    mutating func take(_ kind: Token.Kind) throws(ExpressionError) {
        guard current == kind else { throw unexpected(expecting: kind.text) }
        advance()
    }

    mutating func expression(bindingPower: Int) throws(ExpressionError) -> Tree {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw tooDeep() }
        var left = try prefix()
        while bindingPower < current.bindingPower { left = try infix(after: left) }
        return left
    }

    /// What follows a projection: nothing, an index or filter, or a member.
    mutating func projectionTail(bindingPower: Int) throws(ExpressionError) -> Tree {
        guard current.bindingPower >= Self.projectionStop else { return Tree(.current) }
        switch current {
        case .leftBracket, .filter: return try expression(bindingPower: bindingPower)
        case .dot:
            advance()
            return try dotTail(bindingPower: bindingPower)
        default: throw unexpected()
        }
    }

    /// What may stand after a dot.
    mutating func dotTail(bindingPower: Int) throws(ExpressionError) -> Tree {
        switch current {
        case .identifier, .quotedIdentifier, .star: return try expression(bindingPower: bindingPower)
        case .leftBracket:
            advance()
            return try multiSelectList()
        case .leftBrace:
            advance()
            return try multiSelectHash()
        default: throw unexpected(expecting: "a name, '*', '[' or '{'")
        }
    }

    /// A node over `children`, if it does not grow too deep.
    func node(_ syntax: Syntax, over children: [Tree]) throws(ExpressionError) -> Tree {
        let height = 1 + (children.map(\.height).max() ?? 0)
        guard height <= Self.maximumDepth else { throw tooDeep() }
        return Tree(syntax, height: height)
    }

    func unexpected(expecting: String? = nil, at place: Int? = nil) -> ExpressionError {
        let token = tokens[place ?? index]
        let found = token.kind == .end ? "the expression ends too early" : "unexpected \(token.kind.text)"
        return fault(.syntax, expecting.map { "\(found), expecting \($0)" } ?? found, at: token)
    }

    func fault(_ code: ExpressionError.Code, _ message: String, at token: Token) -> ExpressionError {
        ExpressionError(code, message, offset: Lexer.characters(in: Array(source.utf8), before: token.start))
    }

    private func tooDeep() -> ExpressionError {
        fault(.syntax, "the expression nests deeper than \(Self.maximumDepth) levels", at: tokens[index])
    }
}
