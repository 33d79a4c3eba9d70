import Document

/// `environments`: the rules that tell a resource's environment.
extension ConfigurationReading {
    mutating func environments(_ fields: ConfigurationFields) -> [Configuration.EnvironmentRule] {
        guard let field = fields.written("environments") else { return [.tags(Defaults.environmentTags)] }
        guard let rules = list(field.value, as: "environments") else { return [] }
        return rules.compactMap { environmentRule($0) }
    }

    private mutating func environmentRule(_ node: YAMLNode) -> Configuration.EnvironmentRule? {
        let words = ConfigurationKey.table.words(in: "environments[]")
        guard let rule = mapping(node, as: "a rule of environments", words: words) else { return nil }
        let tests = rule.all.filter { ["tags", "stack", "name"].contains($0.name) }
        guard let test = tests.first else {
            error(.rule, at: node, "a rule of environments needs tags, stack or name")
            return nil
        }
        if tests.count > 1 {
            error(.rule, at: tests[1].key, "a rule of environments has only one of tags, stack and name")
            return nil
        }
        if test.name == "tags" { return tagRule(test, rule) }
        let pattern = pattern(test.value, as: test.name)
        guard rule["environment"] != nil else {
            error(.rule, at: test.key, "a rule with \(test.name) needs environment: what its matches belong to")
            return nil
        }
        guard let environment = text(rule, "environment"), let pattern else { return nil }
        return test.name == "stack"
            ? .stack(pattern: pattern, environment: environment) : .name(pattern: pattern, environment: environment)
    }

    private mutating func tagRule(
        _ test: ConfigurationFields.Field, _ rule: ConfigurationFields
    ) -> Configuration.EnvironmentRule? {
        if let environment = rule["environment"] {
            error(.rule, at: environment.key, "a rule with tags takes the environment from the tag: it names none")
        }
        guard let nodes = list(test.value, as: "tags") else { return nil }
        if nodes.isEmpty { error(.emptyValue, at: test.value, "tags names no tag") }
        let keys = nodes.compactMap { text($0, as: "a tag key") }
        return keys.isEmpty ? nil : .tags(keys)
    }
}
