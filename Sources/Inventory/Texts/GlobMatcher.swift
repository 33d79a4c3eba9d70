/// A glob ready to be compared with many texts.
struct GlobMatcher: Sendable {
    private let runs: [[UInt8]]
    /// The whole pattern, where it has a `?`; nil for one that runs and stars tell.
    private let steps: [UInt8]?
    private let startsWithStar: Bool
    private let endsWithStar: Bool
    /// Whether it could match `host:port` where it does not match the host: it has a colon, a digit or a star in its midst.
    let spansPorts: Bool

    // Neither byte stands in UTF-8.
    private static let star: UInt8 = 0xFE
    private static let one: UInt8 = 0xFF

    init(_ glob: Glob) {
        steps = glob.pieces.contains(.one) ? Self.steps(of: glob) : nil
        runs = glob.pieces.compactMap { piece in
            if case .literal(let text) = piece { Array(text.lowercased().utf8) } else { nil }
        }
        spansPorts =
            runs.count > 1 || steps != nil
            || runs.joined().contains { $0 <= UInt8(ascii: ":") && $0 >= UInt8(ascii: "0") }
        startsWithStar = glob.pieces.first == .star
        endsWithStar = glob.pieces.last == .star
    }

    /// Whether all of `text` matches.
    ///
    /// - Cost: no allocation for ASCII; at worst the product of both lengths.
    func matches(_ text: String) -> Bool { text.withFolded { matches($0) } }

    /// Whether all of `text`, already folded or ASCII in any case, matches.
    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if let steps { return Self.matches(text, steps) }
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

    private static func steps(of glob: Glob) -> [UInt8] {
        glob.pieces.flatMap { piece -> [UInt8] in
            switch piece {
            case .literal(let text): Array(text.lowercased().utf8)
            case .star: [star]
            case .one: [one]
            }
        }
    }

    /// The same with question marks: goes on behind the last star wherever the rest does not fit.
    private static func matches(_ text: UnsafeBufferPointer<UInt8>, _ steps: [UInt8]) -> Bool {
        var place = 0
        var step = 0
        var afterStar: Int?
        var tried = 0
        while place < text.count {
            if step < steps.count, steps[step] == one {
                place += text.lengthOfScalar(at: place)
                step += 1
            } else if step < steps.count, steps[step] == star {
                step += 1
                afterStar = step
                tried = place
            } else if step < steps.count, foldedASCII(text[place]) == steps[step] {
                place += 1
                step += 1
            } else if let afterStar {
                tried += text.lengthOfScalar(at: tried)
                place = tried
                step = afterStar
            } else {
                return false
            }
        }
        return steps[step...].allSatisfy { $0 == star }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// How many bytes the character takes that starts at `place`.
    fileprivate func lengthOfScalar(at place: Int) -> Int {
        var end = place + 1
        while end < count, self[end] & 0xC0 == 0x80 { end += 1 }
        return end - place
    }
}
