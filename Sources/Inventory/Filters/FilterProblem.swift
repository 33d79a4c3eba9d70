package import Document

/// What is wrong with one part of a filter; the other parts still apply.
package struct FilterProblem: Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, as a sentence without its final stop, with the nearest names.
    package let message: String
    /// Characters from the start of the filter.
    package let offset: Int
    /// How many characters are meant; at least one.
    package let length: Int

    package init(message: String, offset: Int, length: Int = 1) {
        self.message = message
        self.offset = offset
        self.length = max(length, 1)
    }

    package var description: String { "\(message) (character \(offset + 1))" }

    /// The problem as JSON.
    package var object: Object {
        ["message": .string(message), "offset": .integer(offset), "length": .integer(length)]
    }

    /// What stands before the place, there, and behind it in `text`, the filter as written.
    ///
    /// - Shape: at most 30 characters before and 40 behind; cut ends are `…`.
    package func parts(of text: String) -> (before: String, at: String, after: String) {
        let before = text.prefix(offset)
        let at = text.dropFirst(offset).prefix(min(length, 40))
        let after = text.dropFirst(offset + at.count)
        return (
            (before.count > 30 ? "…" : "") + before.suffix(30), String(at),
            after.prefix(40) + (after.count > 40 ? "…" : "")
        )
    }

    /// Two lines for a terminal: the filter, and carets under what is meant.
    package func pointer(in text: String) -> String {
        let (before, at, after) = parts(of: text)
        return before + at + after + "\n" + String(repeating: " ", count: before.count)
            + String(repeating: "^", count: max(at.count, 1))
    }
}
