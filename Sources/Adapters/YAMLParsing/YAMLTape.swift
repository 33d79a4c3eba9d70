import CYAML

/// One YAML document, validated as a whole and read item by item.
///
/// - Shape: aliases, anchors, tags unless they are kept, keys that are collections and further documents are refused; a byte order mark is skipped.
package struct YAMLTape: ~Copyable {
    private let tree: UnsafeMutablePointer<cyaml_tree>
    private var position = 0

    /// Reads a whole document; limits are kept while reading.
    ///
    /// - C: cyaml_parse
    package init(_ document: [UInt8], depth: Int, nodes: Int, keepsTags: Bool = false) throws(YAMLFailure) {
        let parsed = document.withUnsafeBufferPointer {
            cyaml_parse($0.baseAddress, $0.count, UInt32(clamping: depth), UInt32(clamping: nodes), keepsTags)
        }
        guard let parsed else {
            throw YAMLFailure(code: .memory, message: "out of memory", line: 1, column: 1)
        }
        guard parsed.pointee.status == 0 else {
            defer { cyaml_free(parsed) }
            throw YAMLFailure(parsed)
        }
        tree = parsed
    }

    deinit { cyaml_free(tree) }

    /// The next item; nil behind the last one, and at once when the document is empty.
    package mutating func next() -> YAMLItem? {
        guard position < tree.pointee.node_count else { return nil }
        let node = tree.pointee.nodes[position]
        position += 1
        let kind: YAMLItem.Kind =
            switch node.kind {
            case 1: .sequence(count: Int(node.count))
            case 2: .mapping(count: Int(node.count))
            default: .scalar(text(at: node.offset, node.count), isQuoted: node.quoted != 0)
            }
        let tag = node.tag_count == 0 ? nil : text(at: node.tag_offset, node.tag_count)
        return YAMLItem(kind: kind, tag: tag, line: Int(node.line), column: Int(node.column))
    }

    private func text(at offset: UInt32, _ count: UInt32) -> String {
        guard let texts = tree.pointee.texts else { return "" }
        return String(decoding: UnsafeBufferPointer(start: texts + Int(offset), count: Int(count)), as: UTF8.self)
    }
}

extension YAMLFailure {
    fileprivate init(_ tree: UnsafeMutablePointer<cyaml_tree>) {
        let code: Code =
            switch tree.pointee.status {
            case 2: .encoding
            case 3: .tooDeep
            case 4: .tooManyNodes
            case 5: .alias
            case 6: .memory
            default: .syntax
            }
        let message = withUnsafeBytes(of: &tree.pointee.message) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        self.init(code: code, message: message, line: Int(tree.pointee.line), column: Int(tree.pointee.column))
    }
}
