import Document

/// Something in a rule that has a value: a constant, a name, a text with names in it, or a call.
indirect enum RuleTerm: Sendable {
    case constant(Value)
    case reference(Int)
    case template([Piece])
    case attribute(RuleTerm, [Step])
    case call(RuleFunction, [RuleTerm])
    case list([RuleTerm])
    case record([(name: String, term: RuleTerm)])

    /// A piece of a text.
    enum Piece: Sendable {
        case text(String)
        /// `{name}` or `{name#member}`.
        case hole(RuleTerm)
    }

    /// A step into a value.
    enum Step: Sendable, Hashable {
        case member(String)
        case element(Int)
    }
}

extension RuleTerm.Step {
    /// The steps of `a.b[0]`; nil for what is no path.
    static func steps(_ path: some StringProtocol) -> [Self]? {
        var steps: [Self] = []
        for part in path.split(separator: ".", omittingEmptySubsequences: false) {
            let name = part.prefix { $0 != "[" }
            if !name.isEmpty { steps.append(.member(String(name))) }
            let rest = part.dropFirst(name.count)
            guard !rest.isEmpty else {
                if name.isEmpty { return nil }
                continue
            }
            guard rest.last == "]", let index = Int(rest.dropFirst().dropLast()), index >= 0 else { return nil }
            steps.append(.element(index))
        }
        return steps
    }
}
