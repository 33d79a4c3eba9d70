import Document

/// One field of all rows of a cell, each different value kept once: what filters test once for many rows, and facets count.
///
/// - Cost: two bytes a row, and the different values.
final class CodedColumn: Sendable {
    /// A text that a value has in it, as a facet counts it.
    struct Text: Sendable {
        /// Case aside: what a filter takes for the same.
        let folded: TextBytes
        let text: String
    }

    /// By row, the place of its value.
    let codes: [UInt16]
    /// The different values, in the order in which rows have them.
    let values: [Value]
    /// By value, how many rows have it.
    let counts: [Int]
    /// By value, the different texts in it; none for what is blank.
    let texts: [[Text]]

    /// Nil where values differ so much that keeping them pays for nobody.
    init?(of rows: [Resource], _ value: (Resource) -> Value) {
        let limit = min(Int(UInt16.max), max(Self.fewest, rows.count / 2))
        var places: [Key: UInt16] = [:]
        var codes: [UInt16] = []
        var values: [Value] = []
        var counts: [Int] = []
        codes.reserveCapacity(rows.count)
        for row in rows {
            let value = value(row)
            let key = Key(value)
            if let place = places[key] {
                codes.append(place)
                counts[Int(place)] += 1
            } else {
                guard values.count < limit else { return nil }
                let place = UInt16(values.count)
                places[key] = place
                codes.append(place)
                values.append(value)
                counts.append(1)
            }
        }
        self.codes = codes
        self.values = values
        self.counts = counts
        texts = values.map(Self.texts)
    }

    /// So many different values are always kept.
    private static let fewest = 256

    /// Texts are the same by their bytes, which the language's own equality does not ask for.
    private enum Key: Hashable {
        case text(TextBytes)
        case json(TextBytes)
        case scalar(Value)

        init(_ value: Value) {
            switch value {
            case .string(let text): self = .text(TextBytes(text))
            case .array, .object: self = .json(TextBytes(String(decoding: value.json(), as: UTF8.self)))
            case .null, .bool, .integer, .double: self = .scalar(value)
            }
        }
    }

    private static func texts(of value: Value) -> [Text] {
        guard !value.holdsNothing else { return [] }
        var texts: [Text] = []
        _ = value.anyLeaf { leaf in
            guard let text = leaf.leafText, !text.isEmpty else { return false }
            let folded = TextBytes(text.lowercased())
            if !texts.contains(where: { $0.folded == folded }) { texts.append(Text(folded: folded, text: text)) }
            return false
        }
        return texts
    }

    /// What it takes in memory, about.
    ///
    /// - Units: bytes.
    var byteCount: Int { codes.count * 2 + values.count * (MemoryLayout<Value>.stride + 96) }
}
