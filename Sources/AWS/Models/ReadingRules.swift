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
    /// Where in them operations stand that are named in full, by `service:Operation`.
    private let named: [String: Int]
    /// Where those with stars stand, by their service; under "" where the star is in the service.
    private let starred: [String: [Int]]
    /// The services of the file by their names on the wire.
    private let services: [String: Set<String>]

    /// Names that begin so read; what scans or queries stored data is refused by name.
    private static let prefixes = ["Describe", "List", "Get", "Search", "Lookup", "BatchGet", "Scan", "Query"]
    /// Signed by the code that fetches credentials, and by nothing else.
    private static let credentials: Set = [
        OperationName(service: "sts", operation: "AssumeRole"),
        OperationName(service: "sts", operation: "AssumeRoleWithWebIdentity"),
    ]
    /// What reads stored data and is nevertheless signed where a grant names all of it: the ConfigTable of schedules.
    private static let granted: Set = [OperationName(service: "dynamodb", operation: "Scan")]

    /// Reads `refused.txt`: one `service:Operation  reason` a line, `#` for comments, `*` for any run of characters.
    ///
    /// `names` is `signing-names.txt`: a service, its name in signatures and its name in hosts a line.
    ///
    /// - Throws: `ModelError` (`malformed`) with the line: a list that cannot be read refuses nothing.
    package init(_ text: String, names: String = "", file: String) throws(ModelError) {
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
        (named, starred) = Self.index(refusals)
        services = names.split(separator: "\n").filter { !$0.hasPrefix("#") }.reduce(into: [:]) { services, line in
            let words = line.split(separator: " ").map(String.init)
            for name in words.dropFirst() { services[name, default: []].insert(words[0]) }
        }
    }

    /// What may be done with `operation`, sent with the HTTP `method` to a service that is called `names` on the wire.
    package func use(of operation: OperationName, method: String = "POST", on names: [String] = []) -> Operation.Use {
        if Self.credentials.contains(operation) { return .credentials }
        if Self.granted.contains(operation), method == "POST", names.allSatisfy({ $0 == operation.service }) {
            return .granted
        }
        guard Self.reads(operation.operation), ["GET", "POST"].contains(method) else { return .refused }
        return reason(refusing: operation, on: names) == nil ? .reading : .refused
    }

    /// Whether operations called so read, whatever they give out.
    package static func reads(_ operation: String) -> Bool { prefixes.contains(where: operation.hasPrefix) }

    /// Why an operation that reads is refused nevertheless; nil when no line of the file says so.
    ///
    /// A model may be called as its owner likes: what counts is the service that answers to `names`, too.
    package func reason(refusing operation: OperationName, on names: [String] = []) -> String? {
        let candidates = names.reduce(into: Set([operation.service] + names)) { $0.formUnion(services[$1] ?? []) }
        // Every operation of every model is asked about: only lines that can be about it are looked at.
        let places = candidates.compactMap { service in
            let name = "\(service):\(operation.operation)"
            let bytes = Array(name.utf8)
            let others = (starred[service] ?? []) + (starred[""] ?? [])
            let found = others.filter { Self.matches(bytes[...], refusals[$0].pattern[...]) }
            return (found + [named[name]].compactMap(\.self)).min()
        }
        return places.min().map { refusals[$0].reason }
    }

    private static func index(_ refusals: [Refusal]) -> (named: [String: Int], starred: [String: [Int]]) {
        var named: [String: Int] = [:]
        var starred: [String: [Int]] = [:]
        for (place, refusal) in refusals.enumerated() {
            let text = String(decoding: refusal.pattern, as: UTF8.self)
            if !text.contains("*") {
                named[text] = named[text] ?? place
            } else {
                let service = text.prefix { $0 != ":" }
                starred[service.contains("*") ? "" : String(service), default: []].append(place)
            }
        }
        return (named, starred)
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
