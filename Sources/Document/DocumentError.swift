/// Why a document could not be read.
package struct DocumentError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The closed set of reasons, safe as a metric label.
    package enum Code: String, Sendable, CaseIterable {
        case syntax, encoding, tooLarge, tooDeep, tooManyNodes, doctype, alias, truncated
    }

    package let code: Code
    /// What is wrong, as a sentence without its final stop.
    package let message: String
    /// 1-based; nil where the format knows no lines.
    package let line: Int?
    /// 1-based, in characters.
    package let column: Int?

    package init(_ code: Code, _ message: String, line: Int? = nil, column: Int? = nil) {
        self.code = code
        self.message = message
        self.line = line
        self.column = column
    }

    package var description: String {
        guard let line else { return message }
        return "\(line):\(column ?? 1): \(message)"
    }
}

extension DocumentError {
    /// The error for a document of more bytes than its limit.
    static func tooLarge(_ bytes: Int, _ limits: DocumentLimits) -> DocumentError {
        DocumentError(.tooLarge, "the document has \(bytes) bytes; \(limits.bytes) are allowed")
    }
}

/// How much of an untrusted document is read before it is refused.
///
/// - Units: bytes, nesting levels, nodes.
package struct DocumentLimits: Sendable {
    package var bytes: Int
    package var depth: Int
    package var nodes: Int

    package init(bytes: Int, depth: Int, nodes: Int) {
        self.bytes = bytes
        self.depth = depth
        self.nodes = nodes
    }

    /// An AWS answer in XML: 32 MiB, 64 deep.
    package static let xmlAnswer = DocumentLimits(bytes: 32 << 20, depth: 64, nodes: 5_000_000)
    /// An AWS answer in JSON: 32 MiB, 512 deep.
    package static let jsonAnswer = DocumentLimits(bytes: 32 << 20, depth: 512, nodes: 5_000_000)
    /// A configuration or kind file: 1 MiB, 64 deep, 100,000 nodes.
    package static let configuration = DocumentLimits(bytes: 1 << 20, depth: 64, nodes: 100_000)
}
