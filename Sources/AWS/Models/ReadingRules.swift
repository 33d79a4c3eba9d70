/// Which operations only read and give out no secret.
///
/// - Source: `models/refused.txt`, on top of the names.
package struct ReadingRules: Sendable {
    /// The patterns of operations that are refused for what they give out (`ssm:GetParameter*`).
    private let refused: [String]

    /// Names that begin so read; what scans or queries stored data is refused by name.
    private static let prefixes = ["Describe", "List", "Get", "Search", "Lookup", "BatchGet", "Scan", "Query"]
    /// Signed by the code that fetches credentials, and by nothing else.
    private static let credentials: Set = [
        OperationName(service: "sts", operation: "AssumeRole"),
        OperationName(service: "sts", operation: "AssumeRoleWithWebIdentity"),
    ]

    /// Reads `refused.txt`: one `service:Operation  reason` a line, `#` for comments, `*` for any run of characters.
    ///
    /// - Throws: `ModelError` (`malformed`) with the line: a list that cannot be read refuses nothing.
    package init(_ text: String, file: String) throws(ModelError) {
        var refused: [String] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
            guard let pattern = words.first, !pattern.hasPrefix("#") else { continue }
            guard pattern.contains(":"), words.count == 2 else {
                throw ModelError(.malformed, file: file, "line \(number + 1): expected `service:Operation  reason`")
            }
            refused.append(String(pattern))
        }
        guard !refused.isEmpty else { throw ModelError(.malformed, file: file, "refuses nothing") }
        self.refused = refused
    }

    /// What may be done with `operation`, sent with the HTTP `method`.
    package func use(of operation: OperationName, method: String = "POST") -> Operation.Use {
        if Self.credentials.contains(operation) { return .credentials }
        guard Self.prefixes.contains(where: operation.operation.hasPrefix), ["GET", "POST"].contains(method) else {
            return .refused
        }
        let name = Array(operation.description.utf8)
        return refused.contains { Self.matches(name[...], Array($0.utf8)[...]) } ? .refused : .reading
    }

    /// Whether `name` fits `pattern`, whose stars stand for any run of characters.
    private static func matches(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
        guard let first = pattern.first else { return name.isEmpty }
        if first == UInt8(ascii: "*") {
            let rest = pattern.dropFirst()
            return (name.startIndex...name.endIndex).contains { matches(name[$0...], rest) }
        }
        return name.first == first && matches(name.dropFirst(), pattern.dropFirst())
    }
}
