/// Words with `*` for any text, as region patterns are.
package enum Wildcard {
    /// Whether `pattern` matches the whole of `word`.
    package static func matches(_ word: String, _ pattern: String) -> Bool {
        var parts = pattern.split(separator: "*", omittingEmptySubsequences: false)[...]
        guard let first = parts.popFirst(), word.hasPrefix(first) else { return false }
        guard let last = parts.popLast() else { return word == first }
        var rest = word.dropFirst(first.count)
        for part in parts where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.count >= last.count && rest.hasSuffix(last)
    }
}
