/// One thing that is wrong with a configuration file, and where.
///
/// - Shape: prints as `file:line:column: error|warning: what (did you mean "…"?)`; safe to show, never a secret.
package struct ConfigurationProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// Whether elastatus can start with it.
    package enum Severity: String, Sendable, CaseIterable {
        case error, warning
    }

    /// The closed set of reasons, safe as a metric label.
    package enum Code: String, Sendable, CaseIterable {
        case unreadable, encoding, syntax, limit
        case duplicateKey, unknownKey, missingKey, wrongType, emptyValue, badText
        case accountName, accountID, unknownAccount, credentials, roleARN
        case unknownRegion, unknownWord, duplicateEntry
        case duration, address, url, pattern, rule, directory, exposedSecrets
        /// Whatever a lens finds in its own section.
        case section
    }

    package var severity: Severity
    package let code: Code
    /// The file as it was named by whoever asked.
    package let file: String
    /// 1-based.
    package let line: Int
    /// 1-based, in characters.
    package let column: Int
    /// What is wrong, without a final stop.
    package let message: String
    /// What was probably meant, to be written instead.
    package let suggestion: String?

    package init(
        _ severity: Severity, _ code: Code, file: String, line: Int, column: Int, message: String,
        suggestion: String? = nil
    ) {
        self.severity = severity
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.suggestion = suggestion
    }

    package var description: String {
        let hint = suggestion.map { " (did you mean \"\(Shown.escaped($0))\"?)" } ?? ""
        return "\(Shown.escaped(file)):\(line):\(column): \(severity.rawValue): \(message)\(hint)"
    }
}
