/// A text with `*` for any run of characters and `?` for any one, compared without regard to case.
package struct Glob: Sendable, Hashable {
    /// A part of the pattern.
    package enum Piece: Sendable, Hashable {
        case literal(String)
        case star
        /// Any one character.
        case one
    }

    /// Never two stars or two literals in a row, no empty literal.
    package private(set) var pieces: [Piece] = []

    package init() {}

    /// A text taken as it is.
    package init(literal: String) { append(literal) }

    /// A text whose every `*` is a star; a question mark stands for itself.
    package init(pattern: String) {
        for (place, part) in pattern.split(separator: "*", omittingEmptySubsequences: false).enumerated() {
            if place > 0 { appendStar() }
            append(String(part))
        }
    }

    package mutating func append(_ literal: String) {
        guard !literal.isEmpty else { return }
        if case .literal(let before)? = pieces.last {
            pieces[pieces.count - 1] = .literal(before + literal)
        } else {
            pieces.append(.literal(literal))
        }
    }

    package mutating func appendStar() {
        if pieces.last != .star { pieces.append(.star) }
    }

    package mutating func appendOne() { pieces.append(.one) }

    /// The text when there is neither star nor question mark in it.
    package var literal: String? {
        switch (pieces.first, pieces.count) {
        case (nil, _): ""
        case (.literal(let text), 1): text
        default: nil
        }
    }

    /// This pattern with a star behind: it matches what begins with it.
    package var beginning: Glob {
        var glob = self
        glob.appendStar()
        return glob
    }

    /// This pattern with a star before and behind: it matches what contains it.
    package var contained: Glob {
        var glob = Glob()
        glob.appendStar()
        for piece in pieces {
            switch piece {
            case .literal(let text): glob.append(text)
            case .star: glob.appendStar()
            case .one: glob.appendOne()
            }
        }
        glob.appendStar()
        return glob
    }
}
