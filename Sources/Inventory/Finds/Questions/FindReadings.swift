/// What a text may be meant as, the likeliest first: people paste lines of logs, commands, addresses of consoles.
///
/// - Shape: never empty; the first that finds something is what was meant.
/// - Cost: at most `maximumCount` readings, each of which may be looked for.
package struct FindReadings: Sendable {
    package private(set) var questions: [FindQuestion] = []

    private static let maximumCount = 7
    /// Ids of a list that are looked for, at most.
    private static let maximumList = 100
    /// The longest text that is read; addresses of consoles are long.
    ///
    /// - Units: characters.
    private static let maximumLength = 2000

    /// - Parameters:
    ///   - text: What was typed or pasted.
    ///   - kinds: What there is, by which addresses of this site and terms of filters are known.
    package init(_ text: String, kinds: KindSet? = nil) {
        let line = Self.trimmed(text)
        let folded = line.lowercased()
        guard !folded.isEmpty else {
            questions = [.nothing]
            return
        }
        let isOneWord = !folded.contains(" ")
        // A plain id, host or the like is just that; of an address more can be said.
        if isOneWord, !folded.contains("/"), let question = FindQuestion(whole: folded), !Self.isTerm(folded, kinds) {
            add(question)
        }
        addTag(line)
        if let kinds, Self.isFilter(line, kinds) { add(.filter(line)) }
        let chunks = line.split(separator: " ").map { PastedText(String($0)) }
        let things = chunks.flatMap { $0.things(kinds: kinds, isAlone: isOneWord) }
        addList(things.map(\.question))
        for thing in things.filter(\.isSure) { add(thing.question) }
        addPattern(folded, isOneWord: isOneWord, kinds)
        addWords(folded, chunks)
        for thing in things.filter({ !$0.isSure }) { add(thing.question) }
        if questions.isEmpty { questions = [.words([folded])] }
    }

    private mutating func add(_ question: FindQuestion?) {
        guard let question, questions.count < Self.maximumCount, !questions.contains(question) else { return }
        questions.append(question)
    }

    /// Several ids are all asked for.
    private mutating func addList(_ questions: [FindQuestion]) {
        var ids: [String] = []
        for case .id(let id) in questions where !ids.contains(id) { ids.append(id) }
        if ids.count > 1 { add(.names(Array(ids.prefix(Self.maximumList)))) }
    }

    /// `tag:Key=Value`, with or without space and quotes around its parts.
    private mutating func addTag(_ line: String) {
        let bare = PastedText.unwrapped(line)
        guard bare.count > 4, bare.prefix(4).lowercased() == "tag:" else { return }
        let parts = bare.dropFirst(4).lowercased().split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false
        ).map { PastedText.unwrapped(String($0)) }
        guard let key = parts.first, !key.isEmpty else { return }
        add(.tag(key: key, value: parts.count == 2 ? parts[1] : nil))
    }

    /// `10.10.128.*` is a network, `orders-*` any name that begins so; among other words it is a term of a filter.
    private mutating func addPattern(_ text: String, isOneWord: Bool, _ kinds: KindSet?) {
        let bare = PastedText.unwrapped(text)
        guard bare.contains("*"), bare.contains(where: { $0 != "*" && $0 != "?" }) else { return }
        guard isOneWord else {
            if kinds != nil { add(.filter(text)) }
            return
        }
        add(IPNetwork(pattern: bare).map { .network($0) })
        add(.pattern(bare))
    }

    private mutating func addWords(_ text: String, _ chunks: [PastedText]) {
        let words = FindWords(text)
        for words in words.readings {
            // `where is db.example.com`: the one word that is left says what it is.
            if words.count == 1, chunks.count > 1 { add(FindQuestion(whole: words[0])) }
            add(.words(words))
        }
    }

    /// Whether a single word is a term about a field that there is: `port:5432` is no host.
    private static func isTerm(_ text: String, _ kinds: KindSet?) -> Bool {
        guard let kinds, text.contains(":") else { return false }
        return isFilter(text, kinds)
    }

    /// Whether `text` is a filter: a term about a known field with a value, and nothing wrong with the others.
    private static func isFilter(_ text: String, _ kinds: KindSet) -> Bool {
        guard text.contains(":"), !text.contains("://") else { return false }
        let filter = Filter(text, kinds: kinds.kinds)
        guard filter.problems.isEmpty else { return false }
        return filter.terms.contains { term in
            switch term.condition {
            case .field(_, let tests): tests != [.blank]
            case .tag: true
            case .words: false
            }
        }
    }

    /// One line without outer space, control characters as spaces.
    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(maximumLength).map { scalar -> Unicode.Scalar in
            scalar.properties.isWhitespace || scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view).split(separator: " ").joined(separator: " ")
    }
}

extension IPNetwork {
    /// The network that `10.2.*` or `10.2.3.*` stands for; nil for what is no such pattern.
    init?(pattern: String) {
        var parts = pattern.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 4, parts.last == "*" else { return nil }
        while parts.last == "*" { parts.removeLast() }
        guard !parts.isEmpty, parts.allSatisfy({ UInt8($0) != nil }) else { return nil }
        let address = (parts.map(String.init) + Array(repeating: "0", count: 4 - parts.count)).joined(separator: ".")
        self.init("\(address)/\(parts.count * 8)")
    }
}
