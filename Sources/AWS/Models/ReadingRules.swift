/// Which operations only read and give out no secret.
///
/// - Source: `models/refused.txt`, on top of the names.
package struct ReadingRules: Sendable {
    /// Operations that are refused for what they give out.
    private struct Refusal: Sendable {
        /// `ssm:GetParameter*`.
        let pattern: [UInt8]
        let reason: String
    }

    private let refusals: [Refusal]

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
        var refusals: [Refusal] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
            guard let pattern = words.first, !pattern.hasPrefix("#") else { continue }
            guard pattern.contains(":"), words.count == 2 else {
                throw ModelError(.malformed, file: file, "line \(number + 1): expected `service:Operation  reason`")
            }
            refusals.append(Refusal(pattern: Array(pattern.utf8), reason: String(words[1])))
        }
        guard !refusals.isEmpty else { throw ModelError(.malformed, file: file, "refuses nothing") }
        self.refusals = refusals
    }

    /// What may be done with `operation`, sent with the HTTP `method`.
    package func use(of operation: OperationName, method: String = "POST") -> Operation.Use {
        if Self.credentials.contains(operation) { return .credentials }
        guard Self.reads(operation.operation), ["GET", "POST"].contains(method) else { return .refused }
        return reason(refusing: operation) == nil ? .reading : .refused
    }

    /// Whether operations called so read, whatever they give out.
    package static func reads(_ operation: String) -> Bool { prefixes.contains(where: operation.hasPrefix) }

    /// Why an operation that reads is refused nevertheless; nil when no line of the file says so.
    package func reason(refusing operation: OperationName) -> String? {
        let name = Array(operation.description.utf8)
        return refusals.first { Self.matches(name[...], $0.pattern[...]) }?.reason
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
