/// A request's target, split first and then decoded once, segment by segment.
struct Target: Hashable {
    /// Decoded; none for `/`.
    let segments: [String]
    /// Decoded names and values, in their order.
    let query: [QueryItem]
    /// Whether the path ended in a slash that it does not need.
    let hasTrailingSlash: Bool

    /// Parameters of one query, at most.
    private static let queryLimit = 200

    /// - Throws: `BadTarget`.
    init(_ raw: String) throws(BadTarget) {
        guard raw.utf8.first == UInt8(ascii: "/") else { throw .notAPath }
        let halves = raw.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var parts = halves[0].dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        let isRoot = parts.count == 1 && parts[0].isEmpty
        if isRoot { parts = [] }
        hasTrailingSlash = parts.count > 1 && parts.last?.isEmpty == true
        if hasTrailingSlash { parts.removeLast() }
        var segments: [String] = []
        for part in parts {
            guard let segment = PercentText.decode(part.utf8) else { throw .badEscape }
            // An empty segment, or one that browsers take for a step up, names nothing here.
            guard !segment.isEmpty, segment != ".", segment != ".." else { throw .nowhere }
            segments.append(segment)
        }
        self.segments = segments
        query = halves.count == 2 ? try Self.items(of: halves[1]) : []
    }

    private static func items(of text: Substring) throws(BadTarget) -> [QueryItem] {
        var items: [QueryItem] = []
        for part in text.split(separator: "&", omittingEmptySubsequences: true) {
            guard items.count < queryLimit else { throw .tooManyParameters }
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentText.decode(halves[0].utf8, plusIsSpace: true),
                let value = halves.count == 1 ? "" : PercentText.decode(halves[1].utf8, plusIsSpace: true)
            else { throw .badEscape }
            items.append(QueryItem(name: name, value: value))
        }
        return items
    }

    /// The value of the first parameter named `name`.
    func value(_ name: String) -> String? { query.first { $0.name == name }?.value }

    /// The values of every parameter named `name` that are not empty.
    func values(_ name: String) -> [String] { query.filter { $0.name == name && !$0.value.isEmpty }.map(\.value) }
}

/// One parameter of a query.
struct QueryItem: Hashable {
    let name: String
    let value: String
}

/// Why a target cannot be read.
enum BadTarget: Error {
    case notAPath, badEscape, nowhere, tooManyParameters
}
