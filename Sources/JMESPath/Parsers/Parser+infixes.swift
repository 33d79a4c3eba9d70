extension Parser {
    /// What the current token makes of `left`.
    mutating func infix(after left: Tree) throws(ExpressionError) -> Tree {
        let kind = current
        switch kind {
        case .dot:
            advance()
            return try member(of: left)
        case .pipe:
            let right = try rightOperand()
            return try node(.pipe(left.syntax, right.syntax), over: [left, right])
        case .or:
            let right = try rightOperand()
            return try node(.or(left.syntax, right.syntax), over: [left, right])
        case .and:
            let right = try rightOperand()
            return try node(.and(left.syntax, right.syntax), over: [left, right])
        case .comparator(let comparator):
            let right = try rightOperand()
            return try node(.comparison(comparator, left.syntax, right.syntax), over: [left, right])
        case .flatten:
            advance()
            return try flatten(over: left)
        case .filter:
            advance()
            return try filter(over: left)
        case .leftBracket:
            advance()
            return try bracket(after: left)
        case .leftParenthesis:
            return try call(left)
        case .identifier, .quotedIdentifier, .literal, .number, .star, .not, .comma, .colon, .current, .leftBrace,
            .expressionReference, .rightBracket, .rightParenthesis, .rightBrace, .end:
            throw unexpected()
        }
    }

    private mutating func rightOperand() throws(ExpressionError) -> Tree {
        let power = current.bindingPower
        advance()
        return try expression(bindingPower: power)
    }

    private mutating func member(of left: Tree) throws(ExpressionError) -> Tree {
        let power = Token.Kind.dot.bindingPower
        if current == .star {
            advance()
            let each = try projectionTail(bindingPower: power)
            return try node(.valueProjection(object: left.syntax, each: each.syntax), over: [left, each])
        }
        let right = try dotTail(bindingPower: power)
        guard case .path(let steps) = left.syntax else {
            return try node(.path([left.syntax, right.syntax]), over: [left, right])
        }
        let height = max(left.height, right.height + 1)
        return try node(.path(steps + [right.syntax]), over: [Tree(.current, height: height - 1)])
    }

    mutating func flatten(over list: Tree) throws(ExpressionError) -> Tree {
        let flat = try node(.flatten(list.syntax), over: [list])
        let each = try projectionTail(bindingPower: Token.Kind.flatten.bindingPower)
        return try node(.projection(list: flat.syntax, each: each.syntax), over: [flat, each])
    }

    mutating func filter(over list: Tree) throws(ExpressionError) -> Tree {
        let condition = try expression(bindingPower: 0)
        try take(.rightBracket)
        let each =
            current == .flatten ? Tree(.current) : try projectionTail(bindingPower: Token.Kind.filter.bindingPower)
        return try node(
            .filter(list: list.syntax, condition: condition.syntax, each: each.syntax), over: [list, condition, each])
    }

    private mutating func bracket(after left: Tree) throws(ExpressionError) -> Tree {
        switch current {
        case .number, .colon: return try indexed(left)
        default:
            try take(.star)
            try take(.rightBracket)
            let each = try projectionTail(bindingPower: Token.Kind.star.bindingPower)
            return try node(.projection(list: left.syntax, each: each.syntax), over: [left, each])
        }
    }

    /// `left[0]`, or `left[1:2]` as a projection; a slice straight after an index is none, as in `jmespath`.
    mutating func indexed(_ left: Tree) throws(ExpressionError) -> Tree {
        let (place, isSlice) = try indexOrSlice()
        if case .indexed(let steps) = left.syntax {
            return try node(.indexed(steps + [place]), over: [Tree(.current, height: left.height - 1)])
        }
        let whole = try node(.indexed([left.syntax, place]), over: [left])
        guard isSlice else { return whole }
        let each = try projectionTail(bindingPower: Token.Kind.star.bindingPower)
        return try node(.projection(list: whole.syntax, each: each.syntax), over: [whole, each])
    }

    private mutating func indexOrSlice() throws(ExpressionError) -> (Syntax, isSlice: Bool) {
        if case .number(let number) = current, following != .colon {
            advance()
            try take(.rightBracket)
            return (.index(number), false)
        }
        var parts: [Int?] = [nil, nil, nil]
        var part = 0
        while current != .rightBracket {
            switch current {
            case .colon where part < 2: part += 1
            case .number(let number): parts[part] = number
            default: throw unexpected(expecting: "']'")
            }
            advance()
        }
        advance()
        return (.slice(start: parts[0], stop: parts[1], step: parts[2]), true)
    }

    private mutating func call(_ left: Tree) throws(ExpressionError) -> Tree {
        let nameToken = tokens[max(index - 1, 0)]
        guard case .field(let name) = left.syntax else {
            throw fault(.syntax, "only a function can be called", at: nameToken)
        }
        advance()
        var arguments: [Tree] = []
        while current != .rightParenthesis {
            argumentStart = index
            arguments.append(try expression(bindingPower: 0))
            if current == .comma { advance() }
        }
        advance()
        check(name, arity: arguments.count, at: nameToken)
        return try node(.call(name, arguments.map(\.syntax)), over: arguments)
    }

    private mutating func check(_ name: String, arity: Int, at token: Token) {
        guard callFault == nil else { return }
        guard let function = functions[name] else {
            callFault = fault(.unknownFunction, "there is no function \(name)()", at: token)
            return
        }
        if let message = function.arityProblem(arity) { callFault = fault(.invalidArity, message, at: token) }
    }
}
