/// What the rows of a snapshot take in memory, by what holds it.
///
/// - Units: bytes; an estimate from what each structure holds, without the allocator's own.
package struct SnapshotSize: Sendable, Hashable {
    package var rows = 0
    /// The handles by which tables and pages know the rows.
    package var handles = 0
    /// The packed fields.
    package var fields = 0
    /// Texts that rows share.
    package var words = 0
    /// What tables found out about the rows: values, orders, addresses.
    package var columns = 0
    /// The documents, compressed.
    package var documents = 0
    /// The documents' text.
    package var documentText = 0

    package init(of snapshot: Snapshot) {
        var blocks: Set<ObjectIdentifier> = []
        for cell in snapshot.cells.values {
            rows += cell.rows.count
            columns += cell.columns?.byteCount ?? 0
            handles += cell.rows.capacity * MemoryLayout<Resource>.stride
            for row in cell.rows {
                guard case .packed(let block, _) = row.storage, blocks.insert(ObjectIdentifier(block)).inserted else {
                    continue
                }
                fields += block.fieldBytes
                words += block.wordBytes
                for documents in block.documents where blocks.insert(ObjectIdentifier(documents)).inserted {
                    self.documents += documents.byteCount
                    documentText += documents.textCount
                }
            }
        }
    }
}
