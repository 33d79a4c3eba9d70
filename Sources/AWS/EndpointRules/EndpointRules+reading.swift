package import Document

extension EndpointRules {
    /// Reads rules from the content of their file.
    ///
    /// - Throws: `EndpointRuleFault` with what is wrong with them.
    package init(_ document: Value) throws(EndpointRuleFault) {
        guard let given = document["parameters"]?.object, case .array(let rules) = document["rules"] else {
            throw .broken("not endpoint rules: they need parameters and rules")
        }
        let parameters = given.map { member in
            Parameter(
                name: member.key, builtIn: member.value["builtIn"]?.string,
                isBoolean: member.value["type"]?.string?.lowercased() == "boolean",
                standard: member.value["default"].flatMap { $0.isNull ? nil : $0 })
        }
        var names: [String: Int] = [:]
        for (slot, parameter) in parameters.enumerated() { names[parameter.name] = slot }
        var reader = EndpointRulesReader(slots: parameters.count)
        self.rules = try reader.rules(rules, names, depth: 0)
        self.parameters = parameters
        slots = reader.slots
    }
}

/// Makes rules of their document.
///
/// - Shape: every name is a number afterwards; a name that nothing gives a value to is a fault.
private struct EndpointRulesReader {
    /// How many names have a number.
    private(set) var slots: Int
    private var terms = 0

    /// S3's rules are 19 deep and have 5,600 terms.
    private enum Bounds {
        static let depth = 48
        static let terms = 100_000
    }

    init(slots: Int) { self.slots = slots }

    mutating func rules(
        _ given: [Value], _ names: [String: Int], depth: Int
    ) throws(EndpointRuleFault) -> [EndpointRules.Rule] {
        guard depth < Bounds.depth else { throw .broken("rules stand more than \(Bounds.depth) deep") }
        var rules: [EndpointRules.Rule] = []
        for rule in given { rules.append(try self.rule(rule, names, depth: depth)) }
        return rules
    }

    private mutating func rule(
        _ given: Value, _ outer: [String: Int], depth: Int
    ) throws(EndpointRuleFault) -> EndpointRules.Rule {
        var names = outer
        var conditions: [EndpointRules.Condition] = []
        for condition in given["conditions"]?.array ?? [] {
            guard condition["fn"] != nil else { throw .broken("a condition calls nothing") }
            let call = try term(condition, names, depth: depth)
            var slot: Int?
            if let name = condition["assign"]?.string {
                guard names[name] == nil else { throw .broken("\(name) gets a value twice") }
                slot = slots
                names[name] = slots
                slots += 1
            }
            conditions.append(EndpointRules.Condition(call: call, assigned: slot))
        }
        if let inner = given["rules"]?.array { return .tree(conditions, try rules(inner, names, depth: depth + 1)) }
        if let error = given["error"] { return .error(conditions, try term(error, names, depth: depth)) }
        guard let endpoint = given["endpoint"], let url = endpoint["url"] else {
            throw .broken("a rule has neither rules nor an endpoint nor an error")
        }
        return .endpoint(conditions, try template(endpoint, url: url, names, depth: depth))
    }

    private mutating func template(
        _ given: Value, url: Value, _ names: [String: Int], depth: Int
    ) throws(EndpointRuleFault) -> EndpointRules.EndpointTemplate {
        var properties: [(String, RuleTerm)] = []
        for member in given["properties"]?.object ?? [:] {
            properties.append((member.key, try term(member.value, names, depth: depth)))
        }
        var headers: [(String, [RuleTerm])] = []
        for member in given["headers"]?.object ?? [:] {
            var terms: [RuleTerm] = []
            for value in member.value.array ?? [] { terms.append(try term(value, names, depth: depth)) }
            headers.append((member.key, terms))
        }
        return EndpointRules.EndpointTemplate(
            url: try term(url, names, depth: depth), properties: properties, headers: headers)
    }

    private mutating func term(
        _ given: Value, _ names: [String: Int], depth: Int
    ) throws(EndpointRuleFault) -> RuleTerm {
        terms += 1
        guard depth < Bounds.depth, terms <= Bounds.terms else { throw .broken("the rules are too deep or too many") }
        switch given {
        case .string(let text): return try Self.template(text, names)
        case .array(let elements):
            var list: [RuleTerm] = []
            for element in elements { list.append(try term(element, names, depth: depth + 1)) }
            return .list(list)
        case .object(let object):
            if let name = object["ref"]?.string { return .reference(try Self.slot(name, names)) }
            if let function = object["fn"]?.string { return try call(function, object, names, depth: depth + 1) }
            var members: [(String, RuleTerm)] = []
            for member in object { members.append((member.key, try term(member.value, names, depth: depth + 1))) }
            return .record(members)
        default: return .constant(given)
        }
    }

    private mutating func call(
        _ name: String, _ given: Object, _ names: [String: Int], depth: Int
    ) throws(EndpointRuleFault) -> RuleTerm {
        let given = given["argv"]?.array ?? []
        if name == "getAttr" {
            guard given.count == 2, let path = given[1].string, let steps = RuleTerm.Step.steps(path) else {
                throw .broken("getAttr wants a value and a path")
            }
            return .attribute(try term(given[0], names, depth: depth), steps)
        }
        guard let function = RuleFunction(rawValue: name) else { throw .broken("there is no function \(name)") }
        guard given.count == function.arity else { throw .broken("\(name) wants \(function.arity) arguments") }
        var arguments: [RuleTerm] = []
        for argument in given { arguments.append(try term(argument, names, depth: depth)) }
        return .call(function, arguments)
    }

    private static func slot(_ name: String, _ names: [String: Int]) throws(EndpointRuleFault) -> Int {
        guard let slot = names[name] else { throw .broken("nothing gives \(name) a value") }
        return slot
    }

    /// A text with `{name}` and `{name#path}` in it; `{{` and `}}` are braces.
    private static func template(_ text: String, _ names: [String: Int]) throws(EndpointRuleFault) -> RuleTerm {
        guard text.contains(where: { $0 == "{" || $0 == "}" }) else { return .constant(.string(text)) }
        var pieces: [RuleTerm.Piece] = []
        var literal = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            if (character == "{" || character == "}") && rest.first == character {
                literal.append(character)
                rest.removeFirst()
            } else if character == "{" {
                guard let close = rest.firstIndex(of: "}") else { throw .broken("a brace is not closed in \(text)") }
                let words = rest[..<close].split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
                let reference = RuleTerm.reference(try slot(String(words.first ?? ""), names))
                rest = rest[rest.index(after: close)...]
                pieces.append(.text(literal))
                literal = ""
                guard words.count > 1 else {
                    pieces.append(.hole(reference))
                    continue
                }
                guard let steps = RuleTerm.Step.steps(words[1].replacing("#", with: ".")) else {
                    throw .broken("a path is none in \(text)")
                }
                pieces.append(.hole(.attribute(reference, steps)))
            } else if character == "}" {
                throw .broken("a brace is not opened in \(text)")
            } else {
                literal.append(character)
            }
        }
        return .template(pieces + [.text(literal)])
    }
}
