import YAMLParsing

extension YAMLNode {
    /// Reads the one document in `bytes`; an empty file is an empty mapping.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - limits: Of bytes, depth and nodes.
    ///   - keepsTags: Whether a node may have a tag.
    /// - Returns: The outermost node.
    /// - Throws: `DocumentError` with line and column: syntax, aliases and anchors, tags that are not kept, non-scalar keys, several documents, limits. Limits are kept while reading events, so 100,000 brackets cost nothing.
    package static func parse(
        _ bytes: [UInt8], limits: DocumentLimits = .configuration, keepsTags: Bool = false
    ) throws(DocumentError) -> YAMLNode {
        guard bytes.count <= limits.bytes else { throw .tooLarge(bytes.count, limits) }
        do {
            var builder = YAMLBuilder(
                tape: try YAMLTape(
                    bytes, depth: limits.depth, nodes: limits.nodes, keepsTags: keepsTags))
            return builder.node() ?? YAMLNode(.mapping([]), line: 1, column: 1)
        } catch {
            throw DocumentError(error)
        }
    }
}

/// Makes nodes of the items of one document.
///
/// - Cost: recursion as deep as the document, which its limits bound.
private struct YAMLBuilder: ~Copyable {
    private var tape: YAMLTape

    init(tape: consuming YAMLTape) { self.tape = tape }

    mutating func node() -> YAMLNode? {
        guard let item = tape.next() else { return nil }
        let content: YAMLNode.Content
        switch item.kind {
        case .scalar(let text, let isQuoted): content = .scalar(text, quoted: isQuoted)
        case .sequence(let count):
            var nodes: [YAMLNode] = []
            nodes.reserveCapacity(count)
            for _ in 0..<count { if let element = node() { nodes.append(element) } }
            content = .sequence(nodes)
        case .mapping(let count):
            var pairs: [(key: YAMLNode, value: YAMLNode)] = []
            pairs.reserveCapacity(count)
            for _ in 0..<count { if let key = node(), let value = node() { pairs.append((key, value)) } }
            content = .mapping(pairs)
        }
        return YAMLNode(content, line: item.line, column: item.column, tag: item.tag)
    }
}

extension DocumentError {
    fileprivate init(_ failure: YAMLFailure) {
        let code: Code =
            switch failure.code {
            case .syntax: .syntax
            case .encoding: .encoding
            case .tooDeep: .tooDeep
            case .tooManyNodes: .tooManyNodes
            case .alias: .alias
            case .memory: .tooLarge
            }
        self.init(code, failure.message, line: failure.line, column: failure.column)
    }
}
