/// A text with `*` for any run of characters, compared without regard to case.
package struct Glob: Sendable, Hashable {
    /// A part of the pattern.
    package enum Piece: Sendable, Hashable {
        case literal(String)
        case star
    }

    /// Never two stars or two literals in a row, no empty literal.
    package private(set) var pieces: [Piece] = []

    package init() {}

    /// A text taken as it is.
    package init(literal: String) { append(literal) }

    /// A text whose every `*` is a star.
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

    /// The text when there is no star in it.
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
            }
        }
        glob.appendStar()
        return glob
    }
}

/// A glob ready to be compared with many texts.
struct GlobMatcher: Sendable {
    private let runs: [[UInt8]]
    private let startsWithStar: Bool
    private let endsWithStar: Bool
    /// Whether it could match `host:port` where it does not match the host: it has a colon, a digit or a star in its midst.
    let spansPorts: Bool

    init(_ glob: Glob) {
        runs = glob.pieces.compactMap { piece in
            if case .literal(let text) = piece { Array(text.lowercased().utf8) } else { nil }
        }
        spansPorts = runs.count > 1 || runs.joined().contains { $0 <= UInt8(ascii: ":") && $0 >= UInt8(ascii: "0") }
        startsWithStar = glob.pieces.first == .star
        endsWithStar = glob.pieces.last == .star
    }

    /// Whether all of `text` matches.
    ///
    /// - Cost: no allocation for ASCII; at worst the product of both lengths.
    func matches(_ text: String) -> Bool { text.withFolded { matches($0) } }

    /// Whether all of `text`, already folded or ASCII in any case, matches.
    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = runs.first, let last = runs.last else { return startsWithStar || text.isEmpty }
        if runs.count == 1, !startsWithStar, !endsWithStar {
            return text.count == first.count && text.holds(first, at: 0)
        }
        var start = 0
        var end = text.count
        var middle = runs[...]
        if !startsWithStar {
            guard text.holds(first, at: 0) else { return false }
            start = first.count
            middle = middle.dropFirst()
        }
        if !endsWithStar {
            guard end - last.count >= start, text.holds(last, at: end - last.count) else { return false }
            end -= last.count
            middle = middle.dropLast()
        }
        for run in middle {
            guard let place = text.firstPlace(of: run, from: start, to: end) else { return false }
            start = place + run.count
        }
        return true
    }
}
