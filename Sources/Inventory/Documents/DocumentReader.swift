package import Document

/// Reads the documents of many rows in the order of their rows: each chunk is decompressed once.
package struct DocumentReader {
    private var block: DocumentBlock?
    private var chunk = -1
    private var text: [UInt8] = []

    package init() {}

    /// The text of `document`.
    package mutating func json(of document: RawDocument) -> [UInt8] {
        guard case .kept(let block, let number) = document.storage else { return document.json }
        let place = Int(number)
        let chunk = block.chunk(of: place)
        if self.block !== block || self.chunk != chunk {
            text = block.text(ofChunk: chunk)
            self.block = block
            self.chunk = chunk
        }
        return Array(text[block.range(of: place, inChunk: chunk)])
    }

    /// The value of `document`.
    package mutating func value(of document: RawDocument) -> Value {
        (try? Value(json: json(of: document))) ?? .null
    }

    /// The places of `rows` in the order in which their documents are kept.
    package static func order(of rows: [Resource]) -> [Int] {
        var order = Array(rows.indices)
        let places = rows.map { $0.raw.place }
        order.sort { places[$0] < places[$1] }
        return order
    }
}

extension RawDocument {
    /// Something that grows from document to document of one block.
    fileprivate var place: (UInt, Int32) {
        guard case .kept(let block, let place) = storage else { return (0, 0) }
        return (UInt(bitPattern: ObjectIdentifier(block)), place)
    }
}
