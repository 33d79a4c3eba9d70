extension ConfigurationProblem: Comparable {
    /// By place; at one place errors first.
    package static func < (left: ConfigurationProblem, right: ConfigurationProblem) -> Bool {
        (left.line, left.column, left.severity.rank, left.message)
            < (right.line, right.column, right.severity.rank, right.message)
    }
}

extension ConfigurationProblem.Severity {
    fileprivate var rank: Int { self == .error ? 0 : 1 }
}

extension [ConfigurationProblem] {
    /// Whether elastatus must not start.
    package var hasErrors: Bool { contains { $0.severity == .error } }

    /// The same problems with every warning made an error: `--strict`.
    package var strict: [ConfigurationProblem] {
        map { problem in
            var problem = problem
            problem.severity = .error
            return problem
        }
    }
}
