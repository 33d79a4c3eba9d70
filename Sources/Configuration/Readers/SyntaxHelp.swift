import Document

/// Says in words of the file what the parser says in words of the grammar.
struct SyntaxHelp {
    let message: String
    let suggestion: String?

    /// - Shape: `regions` are those that an unquoted pattern may have meant.
    init(_ error: DocumentError, bytes: [UInt8], regions: [String]) {
        var message = error.message
        var suggestion: String?
        let rest = Self.rest(of: bytes, line: error.line ?? 1, column: error.column ?? 1)
        if message.contains("cannot start any token"), let first = rest.here.first {
            message =
                first == "\t"
                ? "a tab cannot indent a line: use spaces" : "a word that begins with \"\(first)\" needs quotes"
        }
        if let star = [rest.before, rest.here].first(where: { $0.hasPrefix("*") }) {
            let pattern = String(star.prefix { $0 == "*" || $0 == "-" || $0.isLetter || $0.isNumber })
            if regions.contains(where: { Wildcard.matches($0, pattern) }) {
                message = "a pattern that begins with * needs quotes"
                suggestion = "'\(pattern)'"
            }
        }
        self.message = Shown.escaped(message)
        self.suggestion = suggestion
    }

    /// The line from a place on, and from one character before it.
    private static func rest(of bytes: [UInt8], line: Int, column: Int) -> (before: String, here: String) {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: line, omittingEmptySubsequences: false)
        guard lines.indices.contains(line - 1) else { return ("", "") }
        let scalars = String(decoding: lines[line - 1], as: UTF8.self).unicodeScalars
        return (String(scalars.dropFirst(max(column - 2, 0))), String(scalars.dropFirst(column - 1)))
    }
}
