package import Document

/// What one service's host names, signing regions and refusals follow from: a tree of rules over parameters.
///
/// - Source: `models/endpoints/<service>.json`; the language is Smithy's "Endpoint rule set", version 1.0.
/// - Cost: made once per service; bounded in size and depth when it is read.
/// - Isolation: a pure value.
package struct EndpointRules: Sendable {
    /// What may be said to the rules.
    let parameters: [Parameter]
    let rules: [Rule]
    /// How many names, parameters first, the rules give values to.
    let slots: Int

    /// One parameter.
    struct Parameter: Sendable, Hashable {
        let name: String
        /// What fills it in without anybody saying so (`AWS::Region`).
        let builtIn: String?
        let isBoolean: Bool
        let standard: Value?
    }

    /// One rule: it counts when all of its conditions hold.
    indirect enum Rule: Sendable {
        case tree([Condition], [Rule])
        case endpoint([Condition], EndpointTemplate)
        case error([Condition], RuleTerm)

        var conditions: [Condition] {
            switch self {
            case .tree(let conditions, _), .endpoint(let conditions, _), .error(let conditions, _): conditions
            }
        }
    }

    /// One call that must give something other than nothing or false; what it gives may get a name.
    struct Condition: Sendable {
        let call: RuleTerm
        let assigned: Int?
    }

    /// An endpoint with terms in the places of values.
    struct EndpointTemplate: Sendable {
        let url: RuleTerm
        let properties: [(name: String, term: RuleTerm)]
        let headers: [(name: String, terms: [RuleTerm])]
    }

    /// Where a call goes, as the rules say it.
    package struct Outcome: Sendable, Hashable {
        package let url: String
        /// `authSchemes` and others.
        package let properties: Object
        package let headers: [String: [String]]
    }

    /// The names that are parameters.
    var names: Set<String> { Set(parameters.map(\.name)) }

    /// The endpoint for `arguments`, by parameter name; those that are not parameters are ignored.
    ///
    /// - Cost: at most one look at every rule.
    /// - Throws: `EndpointRuleFault`: what the rules refuse, or what is wrong with them.
    package func outcome(
        _ arguments: [String: Value], partitions: Partitions
    ) throws(EndpointRuleFault) -> Outcome {
        var slots = [Value?](repeating: nil, count: slots)
        for (slot, parameter) in parameters.enumerated() {
            slots[slot] = arguments[parameter.name] ?? parameter.standard
        }
        var evaluation = RuleEvaluation(partitions: partitions, slots: slots)
        return try evaluation.outcome(of: rules)
    }
}

/// Why rules give no endpoint.
package struct EndpointRuleFault: Error, Sendable, Hashable {
    /// Whether the rules say so themselves; otherwise they are broken.
    package let isRefusal: Bool
    package let message: String

    static func broken(_ message: String) -> EndpointRuleFault {
        EndpointRuleFault(isRefusal: false, message: message)
    }
}
