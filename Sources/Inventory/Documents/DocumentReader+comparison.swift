extension DocumentReader {
    /// Whether the documents of `rows` and `others` are the same, one by one.
    ///
    /// - Cost: each chunk of both is decompressed once, up to the first difference.
    package static func areSame(_ rows: [Resource], _ others: [Resource]) -> Bool {
        guard rows.count == others.count else { return false }
        var (mine, theirs) = (DocumentReader(), DocumentReader())
        return order(of: rows).allSatisfy { place in
            let (raw, other) = (rows[place].raw, others[place].raw)
            return mine.json(of: raw) == theirs.json(of: other)
        }
    }
}
