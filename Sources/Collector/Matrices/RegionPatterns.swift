import Configuration

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
                pattern.contains("*") ? enabled.sorted().filter { Wildcard.matches($0, pattern) } : [pattern]
            })
    }

    private func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
