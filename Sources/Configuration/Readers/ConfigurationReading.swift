package import Document

/// One reading of one file: collects every problem, and holds what the parts of the reader share.
///
/// - Isolation: a value; lenses get it `inout` for their own section.
package struct ConfigurationReading {
    package let file: String
    package let schema: ConfigurationSchema
    /// The folder that relative paths in the file start from.
    let directory: String
    /// Everything found so far, in no order, up to a bound.
    private(set) var problems: [ConfigurationProblem] = []
    private var uncounted: (errors: Int, warnings: Int) = (0, 0)
    private var suggestionsLeft = Defaults.suggestions

    init(file: String, directory: String, schema: ConfigurationSchema) {
        self.file = file
        self.directory = directory
        self.schema = schema
    }

    /// Reports what keeps elastatus from starting.
    package mutating func error(
        _ code: ConfigurationProblem.Code, at node: YAMLNode, _ message: String, suggestion: String? = nil
    ) {
        report(.error, code, line: node.line, column: node.column, message, suggestion: suggestion)
    }

    /// Reports what is left out or ignored.
    package mutating func warning(
        _ code: ConfigurationProblem.Code, at node: YAMLNode, _ message: String, suggestion: String? = nil
    ) {
        report(.warning, code, line: node.line, column: node.column, message, suggestion: suggestion)
    }

    mutating func report(
        _ severity: ConfigurationProblem.Severity, _ code: ConfigurationProblem.Code, line: Int, column: Int,
        _ message: String, suggestion: String? = nil
    ) {
        guard problems.count < Defaults.keptProblems else {
            if severity == .error { uncounted.errors += 1 } else { uncounted.warnings += 1 }
            return
        }
        let safe = suggestion.flatMap { Shown.looksSecret($0) ? nil : $0 }
        problems.append(
            ConfigurationProblem(
                severity, code, file: file, line: line, column: column, message: message, suggestion: safe))
    }

    /// The word that was probably meant; nil once many words have been looked for, for it costs.
    package mutating func suggestion(for word: String, among words: some Sequence<String>) -> String? {
        guard suggestionsLeft > 0 else { return nil }
        suggestionsLeft -= 1
        return nearest(to: word, among: words.prefix(Defaults.suggestionWords)).first
    }

    /// The problems sorted by place, each once, and not more than a person can read; the rest is counted in a last entry.
    var presented: [ConfigurationProblem] {
        let sorted = Set(problems).sorted()
        let shown = sorted.prefix(Defaults.shownProblems)
        let hidden = sorted.dropFirst(Defaults.shownProblems)
        let count = hidden.count + uncounted.errors + uncounted.warnings
        guard count > 0, let last = shown.last else { return sorted }
        let summary = ConfigurationProblem(
            uncounted.errors > 0 || hidden.contains { $0.severity == .error } ? .error : .warning, .limit, file: file,
            line: last.line, column: last.column, message: "\(count) further problems are not shown")
        return shown + [summary]
    }
}
