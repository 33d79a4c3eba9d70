package import FoundationEssentials

/// What Find is asked: a text, and which of the answers.
package struct FindRequest: Sendable {
    package var text: String
    /// Answers on one page.
    package var size: Int
    /// The answer behind which the page starts; nil for the first page.
    package var after: FindToken?
    /// The instant from which ages in filters are counted.
    package var now: Date

    /// Answers on one page unless more are asked for.
    package static let usualSize = 100

    package init(_ text: String, size: Int = Self.usualSize, after: FindToken? = nil, now: Date = .distantPast) {
        self.text = text
        self.size = size
        self.after = after
        self.now = now
    }
}
