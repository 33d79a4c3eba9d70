/// One step through a YAML document in prefix order, with the place where it was written.
package struct YAMLItem: Sendable {
    /// What begins here.
    ///
    /// - Shape: `sequence(count:)` is followed by that many items, `mapping(count:)` by that many pairs of a scalar key and a value.
    package enum Kind: Sendable {
        /// `isQuoted` also of block scalars: text that is never anything else.
        case scalar(String, isQuoted: Bool)
        case sequence(count: Int)
        case mapping(count: Int)
    }

    package let kind: Kind
    /// As it was written (`!Ref`), or whole where a handle stands for more; nil without one, and where tags are refused.
    package let tag: String?
    /// 1-based.
    package let line: Int
    /// 1-based, in characters.
    package let column: Int
}
