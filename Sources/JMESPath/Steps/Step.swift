import Document

/// An expression in the form in which it is evaluated: functions found, plain paths as one node.
indirect enum Step: Sendable {
    case current
    case field(String)
    case fields([String])
    case literal(Value)
    case index(Int)
    case slice(start: Int?, stop: Int?, step: Int?)
    case sequence([Step])
    case projection(Step, each: Step)
    /// `list[].name`
    case fieldProjection(Step, String)
    case valueProjection(Step, each: Step)
    case filter(Step, condition: Step, each: Step)
    case flatten(Step)
    case comparison(Comparator, Step, Step)
    case or(Step, Step)
    case and(Step, Step)
    case not(Step)
    case list([Step])
    case hash([(name: String, value: Step)])
    case call(Function, [Step])
    case reference(Step)
}

extension Step {
    init(_ syntax: Syntax, functions: FunctionTable) throws(ExpressionError) {
        func step(_ syntax: Syntax) throws(ExpressionError) -> Step { try Step(syntax, functions: functions) }
        func steps(_ list: [Syntax]) throws(ExpressionError) -> [Step] {
            var steps: [Step] = []
            for syntax in list { steps.append(try step(syntax)) }
            return steps
        }
        switch syntax {
        case .current: self = .current
        case .field(let name): self = .field(name)
        case .literal(let value): self = .literal(value)
        case .index(let index): self = .index(index)
        case .slice(let start, let stop, let step): self = .slice(start: start, stop: stop, step: step)
        case .path(let parts), .indexed(let parts): self = .chain(try steps(parts))
        case .pipe(let left, let right): self = .chain([try step(left), try step(right)])
        case .projection(let list, let each):
            let list = try step(list)
            let each = try step(each)
            if case .field(let name) = each {
                self = .fieldProjection(list, name)
            } else {
                self = .projection(list, each: each)
            }
        case .valueProjection(let object, let each): self = .valueProjection(try step(object), each: try step(each))
        case .filter(let list, let condition, let each):
            self = .filter(try step(list), condition: try step(condition), each: try step(each))
        case .flatten(let list): self = .flatten(try step(list))
        case .comparison(let comparator, let left, let right):
            self = .comparison(comparator, try step(left), try step(right))
        case .or(let left, let right): self = .or(try step(left), try step(right))
        case .and(let left, let right): self = .and(try step(left), try step(right))
        case .not(let operand): self = .not(try step(operand))
        case .multiSelectList(let elements): self = .list(try steps(elements))
        case .multiSelectHash(let members):
            var hash: [(name: String, value: Step)] = []
            for member in members { hash.append((member.name, try step(member.value))) }
            self = .hash(hash)
        case .call(let name, let arguments):
            guard let function = functions[name] else {
                throw ExpressionError(.unknownFunction, "there is no function \(name)()")
            }
            self = .call(function, try steps(arguments))
        case .reference(let target): self = .reference(try step(target))
        }
    }

    /// One after the other, plain names joined into one node.
    private static func chain(_ parts: [Step]) -> Step {
        var names: [String] = []
        for part in parts {
            switch part {
            case .field(let name): names.append(name)
            case .fields(let more): names += more
            default: return .sequence(parts.filter { if case .current = $0 { false } else { true } })
            }
        }
        return .fields(names)
    }
}
