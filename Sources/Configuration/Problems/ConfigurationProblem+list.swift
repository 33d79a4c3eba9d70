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

    /// Sorted by place, each once, and not more than a person can read; what is left out is counted in a last entry.
    func presented(limit: Int = Defaults.shownProblems) -> [ConfigurationProblem] {
        let sorted = Set(self).sorted()
        guard sorted.count > limit, let last = sorted.last else { return sorted }
        let rest = sorted.dropFirst(limit)
        let severity: ConfigurationProblem.Severity = rest.contains { $0.severity == .error } ? .error : .warning
        let summary = ConfigurationProblem(
            severity, .limit, file: last.file, line: last.line, column: last.column,
            message: "\(rest.count) further problems are not shown")
        return sorted.prefix(limit) + [summary]
    }
}
