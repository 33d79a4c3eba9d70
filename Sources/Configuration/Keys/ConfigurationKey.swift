/// One key of config.yaml: the reader knows no other, and the reference page lists the same.
package struct ConfigurationKey: Sendable, Hashable {
    /// Where it stands: `accounts.<name>.role_arn`; `<…>` is a word of the user's, `[]` an entry of a list.
    package let path: String
    /// What its value is, in words.
    package let type: String
    /// What counts where it is absent.
    package let fallback: String
    /// What it does, as a sentence.
    package let summary: String

    package init(_ path: String, _ type: String, fallback: String, _ summary: String) {
        self.path = path
        self.type = type
        self.fallback = fallback
        self.summary = summary
    }

    /// The mapping it stands in; empty for the file itself.
    package var parent: String {
        path.lastIndex(of: ".").map { String(path[..<$0]) } ?? ""
    }

    /// The last word of the path.
    package var word: String {
        path.lastIndex(of: ".").map { String(path[path.index(after: $0)...]) } ?? path
    }
}

extension [ConfigurationKey] {
    /// The words that may stand in the mapping at `path`; empty for the file itself.
    ///
    /// - Cost: linear in the keys.
    package func words(in path: String) -> [String] { filter { $0.parent == path }.map(\.word) }
}
