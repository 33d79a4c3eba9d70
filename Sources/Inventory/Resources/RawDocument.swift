package import Document

/// A resource's whole document, kept as compact JSON text.
///
/// - Cost: the bytes of the JSON text; `value` parses anew each time.
package struct RawDocument: Sendable, Hashable {
    /// Compact JSON in UTF-8.
    package let json: [UInt8]

    package init(_ value: Value) { json = value.json() }

    /// The document; null only if the text was never valid, which `init` excludes.
    package var value: Value { (try? Value(json: json)) ?? .null }
}

extension RawDocument {
    /// An id for a document that has none of its own: `~` and 16 hex digits of its SHA-256.
    package var digestID: String { "~" + shortDigest(json) }
}
