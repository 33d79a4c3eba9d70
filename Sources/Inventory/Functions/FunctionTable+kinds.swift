import Document
package import JMESPath
import RegularExpressions

extension FunctionTable {
    /// The specification's functions and the own ones of kinds: `tag`, `split`, `json`, `dns_unescape`, `host`, `scheme`, `match`, `percent`.
    ///
    /// - Shape: each own function gives null for null, so that a path that is absent stays absent.
    package static let kinds = FunctionTable.standard
        .adding("tag", [[.array, .object, .null], .string]) { tag($0[0], $0[1].string ?? "") }
        .adding("split", [[.string, .null], .string]) { arguments in
            guard let text = arguments[0].string, let separator = arguments[1].string else { return .null }
            return .array(text.parts(separatedBy: separator).map { .string($0) })
        }
        .adding("json", [[.string, .null]]) { arguments in
            guard var text = arguments[0].string else { return .null }
            // IAM writes its policies percent-encoded; no JSON begins with that sign.
            if text.utf8.first == UInt8(ascii: "%") { text = text.withoutPercentEscapes }
            // API Gateway writes its policies as the inside of a JSON text: {\"Version\": …
            if text.hasPrefix(#"{\""#), let inner = (try? Value(json: Array("\"\(text)\"".utf8)))?.string {
                text = inner
            }
            // A text that is no JSON is an answer of AWS like any other: it has no members.
            return (try? Value(json: Array(text.utf8))) ?? .null
        }
        .adding("dns_unescape", [[.string, .null]]) { arguments in
            guard let name = arguments[0].string?.withoutOctalEscapes else { return .null }
            // The dot at the end is the root's, which nobody writes.
            return .string(name.count > 1 && name.hasSuffix(".") ? String(name.dropLast()) : name)
        }
        .adding("host", [[.string, .null]]) { arguments in
            guard let host = arguments[0].string.map(Authority.init(of:))?.host, !host.isEmpty else { return .null }
            return .string(host)
        }
        .adding("scheme", [[.string, .null]]) { arguments in
            (arguments[0].string.flatMap { Authority(of: $0).scheme }).map { .string($0) } ?? .null
        }
        .adding("match", [[.string, .null], .string]) { arguments throws(ExpressionError) in
            guard let text = arguments[0].string, let source = arguments[1].string else { return .null }
            let pattern: Pattern
            do {
                pattern = try patterns.pattern(source)
            } catch {
                throw ExpressionError(.invalidValue, "match() cannot use the pattern '\(source)': \(error)")
            }
            guard let groups = pattern.firstMatch(in: text) else { return .null }
            return .array(groups.map { $0.map { .string($0) } ?? .null })
        }
        .adding("percent", [[.number, .null], [.number, .null]]) { percent($0[0], $0[1]) }

    /// How much of `whole` is `part`, in percent with at most two digits after the point; null of nothing.
    private static func percent(_ part: Value, _ whole: Value) -> Value {
        guard let part = part.double, let whole = whole.double, whole > 0 else { return .null }
        let hundredths = (part / whole * 10_000).rounded()
        guard hundredths.isFinite else { return .null }
        return hundredths.truncatingRemainder(dividingBy: 100) == 0
            ? Int(exactly: hundredths / 100).map { .integer($0) } ?? .null : .double(hundredths / 100)
    }

    /// Patterns stand in kinds, mostly as literals: a few dozen, each applied to every row.
    private static let patterns = PatternCache()

    /// The value of the tag `key` in any of the forms in which services write tags.
    private static func tag(_ tags: Value, _ key: String) -> Value {
        if case .object(let map) = tags { return map[key] ?? .null }
        for tag in tags.array ?? [] {
            for (keyName, valueName) in [("Key", "Value"), ("key", "value"), ("TagKey", "TagValue")]
            where tag[keyName]?.string == key {
                return tag[valueName] ?? .null
            }
        }
        return .null
    }
}
