/// A run of text without space as it was pasted: quotes, brackets and commas around it, or an id in the midst of it.
struct PastedText {
    /// One thing in it.
    struct Thing {
        let question: FindQuestion
        /// Whether it goes before the words that stand around it.
        let isSure: Bool
    }

    private let text: String

    init(_ text: String) { self.text = text }

    private static let wrappers: Set<Character> = [
        "\"", "'", "`", "“", "”", "‘", "’", "„", "«", "»", "‹", "›", "(", ")", "[", "]", "{", "}", "<", ">", ",", ";",
        "!",
        "|", "…", " ",
    ]
    private static let endings: Set<Character> = ["?", ":", "."]

    /// `text` without quotes, brackets and punctuation around it; as it is where nothing else is in it.
    static func unwrapped(_ text: String) -> String {
        var rest = text[...]
        while let first = rest.first, wrappers.contains(first) { rest = rest.dropFirst() }
        while let last = rest.last, wrappers.contains(last) || endings.contains(last) { rest = rest.dropLast() }
        return rest.isEmpty ? text : String(rest)
    }

    /// What stands in it that can be asked for alone, the most certain first; a name with a dot that is not alone, but among
    /// words, may be just a word.
    func things(kinds: KindSet?, isAlone: Bool) -> [Thing] {
        let bare = Self.unwrapped(text)
        if let url = PastedURL(bare) {
            return url.questions(kinds: kinds).map { Thing(question: $0, isSure: true) }
        }
        let folded = bare.lowercased()
        var found: [Thing] = []
        for text in [text.lowercased(), folded] where found.isEmpty {
            guard let question = FindQuestion(whole: text) else { continue }
            if case .host = question {
                // A word with a dot, or with a number behind a colon, need not be a host.
                if isAlone || folded.contains(".") { found.append(Thing(question: question, isSure: isAlone)) }
            } else {
                found.append(Thing(question: question, isSure: true))
            }
        }
        guard found.isEmpty else { return found }
        return Self.questions(inside: folded).map { Thing(question: $0, isSure: !$0.isHost) }
    }

    /// ARNs, ids, addresses and hosts in the midst of a folded text, as in `instance/i-0abc1234` and `"host":"10.2.3.4"`.
    static func questions(inside text: String) -> [FindQuestion] {
        if let arn = arn(in: text) { return [.arn(arn)] }
        if let id = lastID(in: text) { return [.id(id)] }
        let runs = text.split { !($0.isLetter || $0.isNumber || "-._:/".contains($0)) }
            .map { unwrapped(String($0.drop { $0 == "/" || $0 == ":" })) }
        // `tcp:db.example.com,1433`: what is between the colons may be a host as well.
        let pieces = runs + runs.flatMap { $0.split(separator: ":").map(String.init) }
        for piece in pieces where piece != text {
            switch FindQuestion(whole: piece) {
            case .address(let address)?: return [.address(address)]
            case .network(let network)?: return [.network(network)]
            case .host(let host, let port, _)? where host.contains("."):
                return [.host(host, port: port, whole: piece)]
            default: continue
            }
        }
        return []
    }

    /// The first ARN in a folded text.
    static func arn(in text: String) -> String? {
        guard let start = text.firstRange(of: "arn:")?.lowerBound else { return nil }
        let arn = text[start...].prefix { !"\"'`&?;,)]}<> ".contains($0) }
        return arn.count(where: { $0 == ":" }) >= 5 ? String(arn) : nil
    }

    /// The last id in a folded text: addresses name what something is in before the thing itself.
    static func lastID(in text: String) -> String? {
        text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")) }
            .last { FindQuestion.isResourceID($0) }.map(String.init)
    }
}

extension FindQuestion {
    fileprivate var isHost: Bool {
        if case .host = self { true } else { false }
    }
}
