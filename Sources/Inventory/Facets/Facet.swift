/// The values that one field has in a table's rows, each with the number of rows that choosing it would leave.
package struct Facet: Sendable, Hashable {
    /// One value.
    package struct Choice: Sendable, Hashable {
        /// As rows write it; nil for rows that have none.
        package let text: String?
        /// Rows that the filter keeps once this is chosen, instead of what was chosen of this facet before.
        package let count: Int
        package let isChosen: Bool
        /// The filter after choosing it, or after giving it up when it is chosen.
        package let filter: String
    }

    /// A column's word, `tags` for the keys of tags, `tag:Key` for the values of one.
    package let name: String
    package let title: String
    /// The commonest first; at most `limit`, and what is chosen.
    package let choices: [Choice]
    /// How many values there are; nil where they differ too much to be chosen from.
    package let valueCount: Int?

    /// Values that are told of a facet nobody asked for by name, of the keys of tags, and of one that somebody asked for.
    static let usualLimit = 8
    static let keyLimit = 24
    static let askedLimit = 200
}
