import Document

/// How the twins of a table are written.
package struct TableOutput: Sendable, Hashable {
    /// What the rows of JSON and YAML are.
    package enum Shape: String, Sendable, CaseIterable {
        /// Objects, with what is known of the cells around them.
        case objects
        /// Objects in a list, with nothing around it.
        case array
        /// Lists of the values of the columns that the page shows, whose names stand in `columns`.
        case arrays
    }

    package var shape: Shape
    /// Whether CSV leaves texts as they are that a spreadsheet would take for formulas.
    package var isRaw: Bool
    /// Whether CSV begins with the mark by which some spreadsheets know UTF-8.
    package var hasByteOrderMark: Bool

    package init(shape: Shape = .objects, isRaw: Bool = false, hasByteOrderMark: Bool = false) {
        self.shape = shape
        self.isRaw = isRaw
        self.hasByteOrderMark = hasByteOrderMark
    }
}

extension Table {
    /// The twin in JSON or YAML in a shape.
    func value(word: String, generation: Int, shape: TableOutput.Shape) -> Value {
        switch shape {
        case .objects: return .object(document(word: word, generation: generation))
        case .array: return .array(rowObjects().map { .object($0) })
        case .arrays:
            var object = document(word: word, generation: generation)
            object["columns"] = .array(columns.map { .string($0.name) })
            object["rows"] = .array(rows.map { .array($0.values) })
            return .object(object)
        }
    }
}
