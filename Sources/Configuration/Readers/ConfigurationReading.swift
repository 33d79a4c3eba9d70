package import Document

/// One reading of one file: collects every problem, and holds what the parts of the reader share.
///
/// - Isolation: a value; lenses get it `inout` for their own section.
package struct ConfigurationReading {
    package let file: String
    package let schema: ConfigurationSchema
    /// The folder that relative paths in the file start from.
    let directory: String
    /// Everything found so far, in no order.
    package private(set) var problems: [ConfigurationProblem] = []

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
        let safe = suggestion.flatMap { Shown.looksSecret($0) ? nil : $0 }
        problems.append(
            ConfigurationProblem(
                severity, code, file: file, line: line, column: column, message: message, suggestion: safe))
    }
}
