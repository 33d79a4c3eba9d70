/// The words of a question that say what is looked for.
struct FindWords {
    /// What to look for, the likeliest first; never empty.
    let readings: [[String]]

    /// The most words that are looked for.
    private static let maximumWords = 10
    /// Words of questions that say nothing of what is looked for.
    private static let fillers: Set<String> = [
        "a", "an", "the", "what", "what's", "whats", "where", "where's", "wheres", "which", "who", "who's", "whose",
        "when",
        "why", "is", "are", "in", "on", "of", "for", "to", "at", "my", "our", "find", "show", "me", "please", "does",
        "do",
        "i", "how", "connect",
    ]
    /// Words for what Find answers with anyway.
    private static let answers: Set<String> = [
        "endpoint", "endpoints", "address", "addresses", "host", "hostname", "url", "dns", "connection", "string",
    ]
    /// Words that say nothing in a question, but may be names where nobody asks one.
    private static let chatter: Set<String> = [
        "runs", "run", "owns", "own", "owned", "owner", "account", "accounts", "uses", "use", "used", "using", "has",
        "have",
        "with", "by", "belongs", "belong", "from", "and", "or", "all", "any", "there", "that", "this", "these", "those",
        "it",
        "its", "we", "us", "can", "could", "should", "would", "want", "need", "get", "give", "tell", "list", "see",
        "look",
        "looking", "lives", "live", "points", "point", "leads", "lead", "behind", "named", "called", "name", "id", "ip",
        "resource", "resources", "thing", "things", "aws", "know", "about", "into", "be", "was", "were",
    ]
    /// What questions begin with.
    private static let beginnings: Set<String> = [
        "what", "what's", "whats", "where", "where's", "wheres", "which", "who", "who's", "whose", "how", "when", "why",
        "is",
        "are", "does", "do", "can", "show", "find", "list", "tell", "give",
    ]

    /// - Parameter text: Folded, one space between words.
    init(_ text: String) {
        let written = text.split(separator: " ").map(String.init)
        let plain = written.map { PastedText.unwrapped($0) }.filter { word in
            word.contains { $0.isLetter || $0.isNumber }
        }
        guard plain.count > 1 else {
            readings = [plain.isEmpty ? Array(written.prefix(Self.maximumWords)) : plain]
            return
        }
        let telling = Self.without(Self.answers, Self.without(Self.fillers, plain))
        let decisive = Self.without(Self.chatter, telling)
        let isQuestion = Self.beginnings.contains(plain[0]) || text.hasSuffix("?")
        let readings = isQuestion || decisive == telling ? [decisive] : [telling, decisive]
        self.readings = readings.map { Array($0.prefix(Self.maximumWords)) }
    }

    /// The words that are not in `set`; all of them where none is left.
    private static func without(_ set: Set<String>, _ words: [String]) -> [String] {
        let rest = words.filter { !set.contains($0) }
        return rest.isEmpty ? words : rest
    }
}
