/// How a resource's environment is told: the first rule that matches, else its account's default.
package struct EnvironmentRules: Sendable {
    /// One way to tell an environment.
    package enum Rule: Sendable {
        /// The value of the first of these tags; keys are compared without case.
        case tags([String])
        /// `environment` where the stack's name matches.
        case stack(@Sendable (String) -> Bool, environment: String)
        /// `environment` where the resource's name matches.
        case name(@Sendable (String) -> Bool, environment: String)
    }

    package let rules: [Rule]
    package let accountDefaults: [String: String]

    package init(rules: [Rule], accountDefaults: [String: String] = [:]) {
        self.rules = rules
        self.accountDefaults = accountDefaults
    }

    /// The tag keys that most companies use.
    package static let standard = EnvironmentRules(rules: [.tags(["environment", "env", "stage"])])

    /// The environment of `resource`; nil when no rule knows.
    package func environment(of resource: Resource) -> String? {
        for rule in rules {
            if let environment = rule.environment(of: resource) { return environment }
        }
        return accountDefaults[resource.key.account]
    }
}

extension EnvironmentRules.Rule {
    fileprivate func environment(of resource: Resource) -> String? {
        switch self {
        case .tags(let keys):
            for key in keys {
                let folded = key.lowercased()
                let value = resource.tags.first { $0.key.lowercased() == folded }?.value
                if let value, !value.isEmpty { return value }
            }
            return nil
        case .stack(let matches, let environment):
            return resource.stack.map(matches) == true ? environment : nil
        case .name(let matches, let environment):
            return matches(resource.name) ? environment : nil
        }
    }
}
