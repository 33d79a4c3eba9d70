/// Splits a command line into words as a POSIX shell would, and does nothing else that a shell does.
///
/// - Source: POSIX Shell Command Language, section 2.2, "Quoting".
enum ShellWords {
    /// The words of `line`; nil when a quote does not end or nothing follows a backslash.
    static func split(_ line: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var rest = line.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case " ", "\t", "\r", "\n":
                if let ended = word { words.append(ended) }
                word = nil
            case "\\":
                guard let next = rest.popFirst() else { return nil }
                word = (word ?? "") + String(next)
            case "'", "\"":
                guard let quoted = quoted(by: scalar, &rest) else { return nil }
                word = (word ?? "") + quoted
            default:
                word = (word ?? "") + String(scalar)
            }
        }
        if let word { words.append(word) }
        return words
    }

    /// The text up to the closing quote, which is taken, too.
    private static func quoted(
        by quote: Unicode.Scalar, _ rest: inout Substring.UnicodeScalarView
    ) -> String? {
        var text = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            if scalar == quote { return String(text) }
            if scalar == "\\", quote == "\"", let next = rest.first {
                // Within double quotes a backslash stands for itself unless it protects one of these.
                guard next == "\"" || next == "\\" else { text.append(scalar); continue }
                rest.removeFirst()
                text.append(next)
            } else {
                text.append(scalar)
            }
        }
        return nil
    }
}
