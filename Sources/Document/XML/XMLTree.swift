import XMLParsing

/// One XML document as a flat tree, cheap to walk.
///
/// - Shape: elements in document order; names without their namespace prefix; text is the concatenated character data directly inside an element.
/// - Cost: a few buffers for the document, no allocation per element until a text is asked for; each distinct name is one String.
package struct XMLTree: Sendable {
    let buffer: XMLBuffer

    /// Reads a whole document; any DOCTYPE is refused.
    ///
    /// - Shape: control characters that XML cannot carry, references to them, and bytes that are no UTF-8, read as U+FFFD; a tag value that holds one does not lose the document.
    /// - Throws: `DocumentError` with line and column; nothing of a broken document is given out.
    package init(_ bytes: [UInt8], limits: DocumentLimits = .xmlAnswer) throws(DocumentError) {
        guard bytes.count <= limits.bytes else { throw .tooLarge(bytes.count, limits) }
        do {
            buffer = try XMLBuffer(bytes, depth: limits.depth, nodes: limits.nodes)
        } catch {
            throw DocumentError(error)
        }
    }

    /// The document element.
    package var root: XMLElement { XMLElement(buffer: buffer, position: 0) }
}

extension DocumentError {
    fileprivate init(_ failure: XMLFailure) {
        let code: Code =
            switch failure.code {
            case .syntax: .syntax
            case .encoding: .encoding
            case .tooLarge, .memory: .tooLarge
            case .tooDeep: .tooDeep
            case .tooManyNodes: .tooManyNodes
            case .doctype: .doctype
            case .truncated: .truncated
            }
        self.init(code, failure.message, line: failure.line, column: failure.column)
    }
}
