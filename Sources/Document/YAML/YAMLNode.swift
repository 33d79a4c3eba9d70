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

    package init(_ content: Content, line: Int, column: Int) {
        self.content = content
        self.line = line
        self.column = column
    }

    /// Reads the one document in `bytes`; an empty file is an empty mapping.
    ///
    /// - Throws: `DocumentError` with line and column: syntax, aliases and anchors, non-scalar keys, several documents, limits. Limits are kept while reading events, so 100,000 brackets cost nothing.
    package static func parse(_ bytes: [UInt8], limits: DocumentLimits = .configuration) throws(DocumentError)
        -> YAMLNode
    {
        throw DocumentError(.syntax, "not built yet")
    }

    /// This node as a plain value by YAML 1.2's core schema (`true`, `null`, `~`, integers, floats; everything quoted is text).
    ///
    /// - Shape: of a repeated key the last value counts; callers that mind check the pairs.
    package var value: Value { .null }
}
