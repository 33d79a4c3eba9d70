/// One thing that is wrong with a kind or view, and where.
///
/// - Shape: prints as `file:line:column: error: what (did you mean "…"?)`; holds no secret.
package struct KindProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The closed set of reasons, safe as a metric label; docs/kinds-guide.md lists them.
    package enum Code: String, Sendable, CaseIterable {
        // The file.
        case unreadable, syntax, limit
        // Its keys and values.
        case duplicateKey = "duplicate-key"
        case unknownKey = "unknown-key"
        case missingKey = "missing-key"
        case wrongType = "wrong-type"
        case badExpression = "bad-expression"
        case badDuration = "bad-duration"
        // Words that are permanent.
        case badName = "bad-name"
        case nameTaken = "name-taken"
        // What the service models say.
        case unknownService = "unknown-service"
        case unknownOperation = "unknown-operation"
        case refusedOperation = "refused-operation"
        case unknownInput = "unknown-input"
        case missingInput = "missing-input"
        case unknownMember = "unknown-member"
        case wrongShape = "wrong-shape"
        // What a kind says about itself and others.
        case badScope = "bad-scope"
        case unknownKind = "unknown-kind"
        case unknownColumn = "unknown-column"
        case badForm = "bad-form"
        case badUnit = "bad-unit"
        case badHelp = "bad-help"
        case badRole = "bad-role"
        case badPlace = "bad-place"
        case badCommand = "bad-command"
        case badView = "bad-view"
    }

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
        _ code: Code, file: String, line: Int = 1, column: Int = 1, message: String, suggestion: String? = nil
    ) {
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.suggestion = suggestion
    }

    package var description: String {
        let hint = suggestion.map { " (did you mean \(quoted($0))?)" } ?? ""
        return "\(printable(file)):\(line):\(column): error: \(printable(message))\(hint)"
    }
}

extension KindProblem: Comparable {
    /// By file and place.
    package static func < (left: KindProblem, right: KindProblem) -> Bool {
        (left.file, left.line, left.column, left.message) < (right.file, right.line, right.column, right.message)
    }
}

/// `text` in quotation marks, shortened, without anything that could forge a line of output.
func quoted(_ text: String) -> String {
    let short = text.count > Defaults.quotedCharacters ? text.prefix(Defaults.quotedCharacters) + "…" : text[...]
    return "\"\(printable(String(short)))\""
}

/// `text` with control and formatting characters written out.
private func printable(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            result += "\\u{\(String(scalar.value, radix: 16))}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}
