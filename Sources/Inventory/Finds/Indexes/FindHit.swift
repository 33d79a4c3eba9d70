/// How well a row answers a question; less is better.
enum FindRank: UInt8, Sendable, Comparable {
    /// A whole id, name, ARN, host, address, network or tag.
    case exact
    /// The beginning of one, or a record that stands for it.
    case prefix
    /// In an id, name or host, or all of the words in some.
    case inside
    /// Elsewhere in the row: it mentions what is looked for.
    case substring

    static func < (left: FindRank, right: FindRank) -> Bool { left.rawValue < right.rawValue }
}

/// One row of one cell that answers.
struct FindHit: Sendable {
    let rank: FindRank
    let row: Int
}
