import Document

/// One run through a service's rules.
struct RuleEvaluation {
    let partitions: Partitions
    var slots: [Value?]

    /// No host name, path or region is longer; templates must not grow without end.
    private static let longestText = 4_096

    /// The outcome of the first rule that counts.
    mutating func outcome(of rules: [EndpointRules.Rule]) throws(EndpointRuleFault) -> EndpointRules.Outcome {
        for rule in rules where try holds(rule.conditions) {
            switch rule {
            // Once a tree counts, nothing beside it does.
            case .tree(_, let inner): return try outcome(of: inner)
            case .endpoint(_, let template): return try endpoint(template)
            case .error(_, let message):
                throw EndpointRuleFault(isRefusal: true, message: try text(message))
            }
        }
        throw .broken("no rule fits")
    }

    private mutating func holds(_ conditions: [EndpointRules.Condition]) throws(EndpointRuleFault) -> Bool {
        for condition in conditions {
            guard let value = try value(condition.call), value != .bool(false) else { return false }
            if let slot = condition.assigned { slots[slot] = value }
        }
        return true
    }

    private func endpoint(_ template: EndpointRules.EndpointTemplate) throws(EndpointRuleFault) -> EndpointRules.Outcome
    {
        var headers: [String: [String]] = [:]
        for (name, terms) in template.headers {
            for term in terms { headers[name, default: []].append(try text(term)) }
        }
        let url = try text(template.url)
        guard case .object(let properties) = try value(.record(template.properties)) else {
            throw .broken("properties are no object")
        }
        return EndpointRules.Outcome(url: url, properties: properties, headers: headers)
    }

    private func text(_ term: RuleTerm) throws(EndpointRuleFault) -> String {
        guard case .string(let text) = try value(term) else { throw .broken("a text has no value") }
        return text
    }

    /// The value of `term`; nil when it has none.
    private func value(_ term: RuleTerm) throws(EndpointRuleFault) -> Value? {
        switch term {
        case .constant(let value): return value
        case .reference(let slot): return slots[slot]
        case .template(let pieces): return .string(try joined(pieces))
        case .attribute(let whole, let steps): return try value(whole).flatMap { Self.value(in: $0, at: steps) }
        case .call(let function, let terms):
            var arguments: [Value?] = []
            for term in terms { arguments.append(try value(term)) }
            return try function.value(of: arguments, partitions: partitions)
        case .list(let terms):
            var elements: [Value] = []
            for term in terms { elements.append(try value(term) ?? .null) }
            return .array(elements)
        case .record(let members):
            var object = Object()
            for (name, term) in members { object[name] = try value(term) ?? .null }
            return .object(object)
        }
    }

    private static func value(in whole: Value, at steps: [RuleTerm.Step]) -> Value? {
        var value = whole
        for step in steps {
            let inner =
                switch step {
                case .member(let name): value[name]
                case .element(let index): value[index]
                }
            guard let inner else { return nil }
            value = inner
        }
        return value
    }

    private func joined(_ pieces: [RuleTerm.Piece]) throws(EndpointRuleFault) -> String {
        var joined = ""
        for piece in pieces {
            switch piece {
            case .text(let text): joined += text
            case .hole(let term): joined += try text(term)
            }
        }
        guard joined.utf8.count <= Self.longestText else {
            throw .broken("a text has more than \(Self.longestText) bytes")
        }
        return joined
    }
}
