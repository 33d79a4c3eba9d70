/// Region names and patterns (`*`, `eu-*`) of a configuration.
package struct RegionPatterns: Sendable, Hashable {
    package let patterns: [String]

    package init(_ patterns: [String]) { self.patterns = patterns }

    /// Whether AWS must be asked which regions there are.
    package var needExpansion: Bool { patterns.contains { $0.contains("*") } }

    /// The names written out, without patterns.
    package var literals: [String] { unique(patterns.filter { !$0.contains("*") }) }

    /// The regions meant, given those that are enabled: in the order of the patterns, each once.
    package func expanded(over enabled: [String]) -> [String] {
        unique(
            patterns.flatMap { pattern in
                pattern.contains("*") ? enabled.sorted().filter { Self.matches($0, pattern) } : [pattern]
            })
    }

    private func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    /// Whether `name` matches `pattern`, in which `*` stands for any text.
    package static func matches(_ name: String, _ pattern: String) -> Bool {
        var parts = pattern.split(separator: "*", omittingEmptySubsequences: false)[...]
        guard let first = parts.popFirst(), name.hasPrefix(first) else { return false }
        guard let last = parts.popLast() else { return name == first }
        var rest = name.dropFirst(first.count)
        for part in parts where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.count >= last.count && rest.hasSuffix(last)
    }
}
