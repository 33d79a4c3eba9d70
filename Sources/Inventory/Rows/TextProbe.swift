import Document
import FoundationEssentials

/// Looks for a pattern in the texts of many packed rows without making texts of them.
///
/// - Cost: of the words of a block each is looked at once, and the others where they stand.
struct TextProbe {
    let matcher: GlobMatcher
    let columns: VisibleColumns
    /// The block whose words the verdicts are about.
    private var block: RowBlock?
    /// By word: 0 while nobody asked, 1 for no, 2 for yes.
    private var verdicts: [UInt8] = []
    private var matchesCell = false
    private var joined: [UInt8] = []

    init(_ matcher: GlobMatcher, _ columns: VisibleColumns) {
        self.matcher = matcher
        self.columns = columns
    }

    /// Turns to a block; answers whether its account, region or shown kind matches, and so every row of it.
    mutating func turn(to block: RowBlock, words: Int) -> Bool {
        if self.block !== block {
            self.block = block
            verdicts = Array(repeating: 0, count: words)
            matchesCell = matchesKey(of: block.cell)
        }
        return matchesCell
    }

    func matchesKey(of cell: CellKey) -> Bool {
        matcher.matches(cell.account) || matcher.matches(cell.region) || columns.hasKind && matcher.matches(cell.kind)
    }

    @inline(__always)
    mutating func matches(word number: Int, in words: UnsafeBufferPointer<String>) -> Bool {
        let known = verdicts[number]
        if known != 0 { return known == 2 }
        let isMatch = matcher.matches(words[number])
        verdicts[number] = isMatch ? 2 : 1
        return isMatch
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
    /// Whether an instant matches, in seconds since 2001, as JSON writes it.
    func matches(createdAt seconds: Double) -> Bool {
        matcher.matches(Timestamp.text(Date(timeIntervalSinceReferenceDate: seconds)))
    }

    /// Whether any text that people see of `row` matches.
    mutating func matches(_ row: Resource) -> Bool { row.anyText(&self) }
}

extension RowBlock {
    /// Whether any text that people see of the row matches, the probe's columns among them.
    ///
    /// - Shape: the same as `Resource.anyText`.
    func anyText(at row: UInt32, _ probe: inout TextProbe) -> Bool {
        if probe.turn(to: self, words: wordCount) { return true }
        return read(row) { cursor in cursor.anyText(&probe) }
    }
}

extension RowCursor {
    fileprivate mutating func anyText(_ probe: inout TextProbe) -> Bool {
        let flags = flags()
        // Id, name, state.
        for _ in 0..<3 where matchesText(&probe) { return true }
        if flags.contains(.hasDate) {
            if probe.columns.hasCreation, probe.matches(createdAt: double()) { return true }
            if !probe.columns.hasCreation { move(by: 8) }
        }
        _ = length()
        for index in 0..<count() {
            switch probe.columns.sight(of: index) {
            case .none: skipValue()
            case .plain: if matchesValue(&probe) { return true }
            case .shown:
                let start = self
                if matchesValue(&probe) { return true }
                self = start
                if let text = probe.columns.shown(value(), in: index), probe.matcher.matches(text) { return true }
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
        case RowCode.word: return probe.matches(word: rest, in: words)
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
