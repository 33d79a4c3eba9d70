package import Document

extension Kind.Part {
    /// The values of each row, one per column; nil where the document does not tell whether there are any.
    ///
    /// - Parameters:
    ///   - document: A resource's whole document.
    ///   - limit: Rows, at most.
    /// - Returns: The rows, and how many there are in all.
    package func table(of document: Value, limit: Int) -> (rows: [[Value]], total: Int)? {
        guard case .array(let elements) = value(rows, of: document) else { return nil }
        let rows = elements.prefix(limit).map { element in
            let context = element.asContext(parent: document)
            return columns.map { $0.form.coerce(value($0.value, of: context), unit: $0.unit) }
        }
        return (rows, elements.count)
    }
}
