import Document

/// Looks for a pattern in the texts of many packed rows without making texts of them.
///
/// - Cost: of the words of a block each is looked at once, and the others where they stand.
struct TextProbe {
    let matcher: GlobMatcher
    /// The block whose words the verdicts are about.
    private var block: RowBlock?
    private var verdicts: [Verdict] = []
    private var matchesCell = false
    private var joined: [UInt8] = []

    private enum Verdict: UInt8 {
        case unknown, no, yes
    }

    init(_ matcher: GlobMatcher) { self.matcher = matcher }

    /// Turns to a block; answers whether its account or region matches, and so every row of it.
    mutating func turn(to block: RowBlock, words: Int) -> Bool {
        if self.block !== block {
            self.block = block
            verdicts = Array(repeating: .unknown, count: words)
            matchesCell = matcher.matches(block.cell.account) || matcher.matches(block.cell.region)
        }
        return matchesCell
    }

    mutating func matches(word: String, number: Int) -> Bool {
        if verdicts[number] == .unknown { verdicts[number] = matcher.matches(word) ? .yes : .no }
        return verdicts[number] == .yes
    }

    func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.isASCII ? matcher.matches(bytes) : matcher.matches(String(decoding: bytes, as: UTF8.self))
    }

    /// Whether what stands in two places matches as one text.
    mutating func matches(_ beginning: String, _ end: UnsafeBufferPointer<UInt8>) -> Bool {
        joined.removeAll(keepingCapacity: true)
        joined += beginning.utf8
        joined += end
        return joined.withUnsafeBufferPointer { matches($0) }
    }
}

extension TextProbe {
    /// Whether any text that people see of `row` matches.
    mutating func matches(_ row: Resource, _ columns: [Int], _ isVisible: [Bool]) -> Bool {
        row.anyText(columns: columns, isVisible: isVisible, &self)
    }
}

extension RowBlock {
    /// Whether any text that people see of the row matches, the columns marked in `isVisible` among them.
    ///
    /// - Shape: the same as `Resource.anyText`.
    func anyText(at row: UInt32, isVisible: [Bool], _ probe: inout TextProbe) -> Bool {
        if probe.turn(to: self, words: wordCount) { return true }
        return read(row) { cursor in cursor.anyText(isVisible: isVisible, &probe) }
    }
}

extension RowCursor {
    fileprivate mutating func anyText(isVisible: [Bool], _ probe: inout TextProbe) -> Bool {
        let flags = flags()
        // Id, name, state.
        for _ in 0..<3 where matchesText(&probe) { return true }
        if flags.contains(.hasDate) { move(by: 8) }
        _ = length()
        for index in 0..<count() {
            if index < isVisible.count, isVisible[index] {
                if matchesValue(&probe) { return true }
            } else {
                skipValue()
            }
        }
        // ARN, environment, stack.
        for _ in 0..<3 where matchesText(&probe) { return true }
        for _ in 0..<count() where matchesEndpoint(&probe) { return true }
        for _ in 0..<2 * count() where matchesText(&probe) { return true }
        return false
    }

    private mutating func matchesEndpoint(_ probe: inout TextProbe) -> Bool {
        skipText()
        var start = self
        let matchesHost = matchesText(&probe)
        let port = value().integer
        skipText()
        if matchesHost { return true }
        guard probe.matcher.spansPorts, let port, let host = start.text() else { return false }
        return probe.matcher.matches(Endpoint(role: "", host: host, port: port, scheme: nil).address)
    }

    private mutating func matchesText(_ probe: inout TextProbe) -> Bool { matchesText(number(), &probe) }

    private mutating func matchesText(_ code: UInt, _ probe: inout TextProbe) -> Bool {
        let rest = Int(truncatingIfNeeded: code >> 2)
        switch code & 3 {
        case RowCode.word: return probe.matches(word: words[rest], number: rest)
        case RowCode.inline: return probe.matches(slice(rest))
        case RowCode.again:
            var earlier = at(row + rest)
            return earlier.matchesText(&probe)
        default:
            guard code >> 2 == RowCode.beforeID else { return false }
            let beginning = text() ?? ""
            var id = at(row + 1)
            let code = id.number()
            // An id is always one of its kind, so that it stands inline; were it a word, it would be read as one.
            guard code & 3 == RowCode.inline else {
                id = at(row + 1)
                return probe.matcher.matches(beginning + (id.text() ?? ""))
            }
            return probe.matches(beginning, id.slice(Int(truncatingIfNeeded: code >> 2)))
        }
    }

    /// Whether a scalar in the value matches.
    private mutating func matchesValue(_ probe: inout TextProbe) -> Bool {
        let start = self
        let code = number()
        guard code & 3 == RowCode.special else { return matchesText(code, &probe) }
        switch code >> 2 {
        case RowCode.array:
            var matches = false
            for _ in 0..<count() where matchesValue(&probe) { matches = true }
            return matches
        case RowCode.object:
            var matches = false
            for _ in 0..<count() {
                skipText()
                if matchesValue(&probe) { matches = true }
            }
            return matches
        case RowCode.null: return false
        default:
            self = start
            return value().leafText.map { probe.matcher.matches($0) } ?? false
        }
    }
}
