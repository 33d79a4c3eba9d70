/// How a text or value begins in a packed row: a number whose two lowest bits say what the others mean.
///
/// - Shape: a number is written seven bits at a time, the lowest first; the highest bit of a byte says that more follow.
enum RowCode {
    /// The others are a place in the block's words.
    static let word: UInt = 0
    /// The others are a count of bytes in UTF-8, which follow.
    static let inline: UInt = 1
    /// The others say how many bytes behind the row's start the same text stands inline.
    static let again: UInt = 2
    /// The others are one of the following.
    static let special: UInt = 3

    /// A text that is nil, a value that is null.
    static let null: UInt = 0
    /// A text that is the one which follows with the row's id behind it, as ARNs are.
    static let beforeID: UInt = 1
    static let no: UInt = 2
    static let yes: UInt = 3
    /// A number of either sign follows, its sign in its lowest bit.
    static let integer: UInt = 4
    /// Eight bytes follow.
    static let double: UInt = 5
    /// A count and so many values follow.
    static let array: UInt = 6
    /// A count and so many pairs of text and value follow.
    static let object: UInt = 7
}

/// What the first byte of a packed row says.
struct RowFlags: OptionSet {
    let rawValue: UInt8

    static let isKept = RowFlags(rawValue: 1)
    static let hasProblems = RowFlags(rawValue: 2)
    static let hasDate = RowFlags(rawValue: 4)
}
