/// One node of a YAML document with the place where it was written.
package struct YAMLNode: Sendable {
    /// What stands at this place.
    package indirect enum Content: Sendable {
        /// A plain or quoted scalar as text; `quoted` tells `"5"` from `5`.
        case scalar(String, quoted: Bool)
        case sequence([YAMLNode])
        /// Pairs in the order written; a repeated key stands twice here, and in `duplicates`.
        case mapping([(key: YAMLNode, value: YAMLNode)])
    }

    package let content: Content
    /// 1-based line of the node's first character.
    package let line: Int
    /// 1-based column in characters.
    package let column: Int

    /// Its tag, where tags are kept.
    package let tag: String?

    package init(_ content: Content, line: Int, column: Int, tag: String? = nil) {
        self.tag = tag
        self.content = content
        self.line = line
        self.column = column
    }
}

extension YAMLNode {
    /// The text as written when this is a scalar, whatever it may stand for; else nil.
    ///
    /// - Shape: account numbers and the like are read from here, for `value` makes `0123` the number 123.
    package var text: String? {
        guard case .scalar(let text, _) = content else { return nil }
        return text
    }

    /// The keys of this mapping that stand in it a second or further time, in the order written.
    package var duplicates: [YAMLNode] {
        guard case .mapping(let pairs) = content else { return [] }
        var seen: Set<String> = []
        return pairs.map(\.key).filter { $0.text.map { !seen.insert($0).inserted } ?? false }
    }
}
