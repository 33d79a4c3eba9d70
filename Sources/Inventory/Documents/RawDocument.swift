package import Document

/// A resource's whole document, given back as the compact JSON text that it was.
///
/// - Shape: on its own while a row is made; in a snapshot compressed together with its neighbours (`DocumentBlock`).
/// - Cost: `json` of a kept document decompresses its chunk, some 20 microseconds; who reads many in order uses `DocumentReader`.
package struct RawDocument: Sendable {
    enum Storage: Sendable {
        case loose([UInt8])
        case kept(DocumentBlock, Int32)
    }

    let storage: Storage

    package init(_ value: Value) { storage = .loose(value.json()) }

    init(_ storage: Storage) { self.storage = storage }

    /// Compact JSON in UTF-8.
    package var json: [UInt8] {
        switch storage {
        case .loose(let json): json
        case .kept(let block, let place): block.json(at: Int(place))
        }
    }

    /// The document, parsed anew each time; null only if the text was never valid, which `init` excludes.
    package var value: Value { (try? Value(json: json)) ?? .null }
}

extension RawDocument: Hashable {
    /// Equal when the texts have the same bytes.
    package static func == (left: RawDocument, right: RawDocument) -> Bool {
        if case .kept(let mine, let place) = left.storage, case .kept(let other, let place2) = right.storage,
            mine === other, place == place2
        {
            return true
        }
        return left.json == right.json
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(json) }
}

extension RawDocument {
    /// An id for a document that has none of its own: `~` and 16 hex digits of its SHA-256.
    package var digestID: String { "~" + shortDigest(json) }
}
