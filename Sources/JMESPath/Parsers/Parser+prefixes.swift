extension Parser {
    /// What starts with the current token.
    mutating func prefix() throws(ExpressionError) -> Tree {
        let start = index
        let kind = current
        advance()
        switch kind {
        case .literal(let value): return Tree(.literal(value))
        case .identifier(let name): return Tree(.field(name))
        case .quotedIdentifier(let name):
            guard current != .leftParenthesis else {
                throw fault(.syntax, "the name of a function is not quoted", at: tokens[start])
            }
            return Tree(.field(name))
        case .current: return Tree(.current)
        case .star:
            let each = current == .rightBracket ? Tree(.current) : try projectionTail(bindingPower: kind.bindingPower)
            return try node(.valueProjection(object: .current, each: each.syntax), over: [each])
        case .filter: return try filter(over: Tree(.current))
        case .flatten: return try flatten(over: Tree(.current))
        case .leftBrace: return try multiSelectHash()
        case .leftBracket: return try bracket()
        case .leftParenthesis:
            let inner = try expression(bindingPower: 0)
            try take(.rightParenthesis)
            return inner
        case .not:
            let operand = try expression(bindingPower: kind.bindingPower)
            return try node(.not(operand.syntax), over: [operand])
        case .expressionReference:
            guard start == argumentStart else {
                throw fault(.syntax, "'&' may only start an argument of a function", at: tokens[start])
            }
            let target = try expression(bindingPower: kind.bindingPower)
            return try node(.reference(target.syntax), over: [target])
        case .dot, .comma, .colon, .pipe, .or, .and, .rightBracket, .rightParenthesis, .rightBrace, .comparator,
            .number, .end:
            throw unexpected(at: start)
        }
    }

    private mutating func bracket() throws(ExpressionError) -> Tree {
        switch (current, following) {
        case (.number, _), (.colon, _): return try indexed(Tree(.current))
        case (.star, .rightBracket):
            advance()
            advance()
            let each = try projectionTail(bindingPower: Token.Kind.star.bindingPower)
            return try node(.projection(list: .current, each: each.syntax), over: [each])
        default: return try multiSelectList()
        }
    }

    mutating func multiSelectList() throws(ExpressionError) -> Tree {
        var elements = [try expression(bindingPower: 0)]
        while current != .rightBracket {
            try take(.comma)
            elements.append(try expression(bindingPower: 0))
        }
        advance()
        return try node(.multiSelectList(elements.map(\.syntax)), over: elements)
    }

    mutating func multiSelectHash() throws(ExpressionError) -> Tree {
        var members: [HashMember] = []
        var values: [Tree] = []
        while true {
            let name: String
            switch current {
            case .identifier(let text), .quotedIdentifier(let text): name = text
            default: throw unexpected(expecting: "a name")
            }
            advance()
            try take(.colon)
            let value = try expression(bindingPower: 0)
            members.append(HashMember(name: name, value: value.syntax))
            values.append(value)
            if current == .comma {
                advance()
            } else if current == .rightBrace {
                advance()
                return try node(.multiSelectHash(members), over: values)
            }
        }
    }
}
