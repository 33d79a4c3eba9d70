/// What someone typed into the finder, by what it looks like.
package enum FindQuestion: Sendable, Hashable {
    /// Nothing to look for.
    case nothing
    case arn(String)
    /// `i-0abc…`, `sg-…`: a word and hexadecimal digits.
    case id(String)
    case address(IPAddress)
    case network(IPNetwork)
    /// A host in lower case without its final dot; `whole` is the URL or text it came from, folded.
    case host(String, port: Int?, whole: String)
    /// A tag's key, and its value unless any will do.
    case tag(key: String, value: String?)
    /// Every word has to occur.
    case words([String])

    /// The longest question that is read, and the most words.
    ///
    /// - Units: characters.
    private static let maximumLength = 500
    private static let maximumWords = 10
    /// Words of questions that say nothing of what is looked for.
    private static let fillers: Set<String> = [
        "a", "an", "the", "what", "what's", "whats", "where", "where's", "wheres", "which", "is", "are", "in", "on",
        "of",
        "for", "to", "at", "my", "our", "find", "show", "me", "please", "does", "do", "i", "how", "connect",
    ]
    /// Words for what Find answers with anyway.
    private static let answers: Set<String> = [
        "endpoint", "endpoints", "address", "addresses", "host", "hostname", "url", "dns", "connection", "string",
    ]

    /// Classifies `text`; the first class that fits counts, in the order of the cases.
    package init(_ text: String) {
        let trimmed = Self.trimmed(text)
        let folded = trimmed.lowercased()
        let isOneWord = !folded.contains(" ")
        if folded.isEmpty {
            self = .nothing
        } else if folded.hasPrefix("arn:"), isOneWord, folded.count(where: { $0 == ":" }) >= 5 {
            self = .arn(folded)
        } else if Self.isResourceID(folded) {
            self = .id(folded)
        } else if let address = IPAddress(folded) ?? Self.bracketed(folded) {
            self = .address(address)
        } else if folded.contains("/"), let network = IPNetwork(folded) {
            self = .network(network)
        } else if isOneWord, !folded.hasPrefix("tag:"), let host = Self.host(folded) {
            self = host
        } else if folded.hasPrefix("tag:"), folded.count > 4 {
            self = Self.tag(folded.dropFirst(4))
        } else {
            self = .words(Self.words(of: folded))
        }
    }

    /// The words of a question that say what is looked for; all of them where none does.
    private static func words(of text: String) -> [String] {
        let all = text.split(separator: " ").map(String.init)
        guard all.count > 1 else { return all }
        let plain = all.map { word in
            word.count > 1 && "?!,;".contains(word.last ?? " ") ? String(word.dropLast()) : word
        }
        let telling = plain.filter { !fillers.contains($0) }
        let wanted = telling.filter { !answers.contains($0) }
        let words = !wanted.isEmpty ? wanted : !telling.isEmpty ? telling : all
        return Array(words.prefix(maximumWords))
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

    private static func isResourceID(_ text: String) -> Bool {
        guard let dash = text.lastIndex(of: "-") else { return false }
        let digits = text[text.index(after: dash)...]
        let word = text[..<dash]
        return (8...17).contains(digits.count) && digits.allSatisfy { $0.isASCII && $0.isHexDigit }
            && (1...12).contains(word.count) && word.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "-") }
    }

    /// `10.0.0.1:80` and `[::1]:80` are asked for by their address.
    private static func bracketed(_ text: String) -> IPAddress? {
        guard !text.contains("/") || text.contains("://") else { return nil }
        return IPAddress(Authority(of: text).host)
    }

    private static func host(_ text: String) -> FindQuestion? {
        let authority = Authority(of: text)
        // Without a scheme an `@` belongs to a person, not to a host.
        if authority.scheme == nil, text.contains("@") { return nil }
        let host = authority.foldedHost
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        let isName = labels.allSatisfy { label in
            !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "*" }
        }
        guard isName,
            authority.scheme != nil || authority.port != nil
                || labels.count > 1 && labels.last?.contains(where: \.isLetter) == true
        else { return nil }
        return .host(host, port: authority.port, whole: text)
    }

    private static func tag(_ text: Substring) -> FindQuestion {
        guard let equal = text.firstIndex(of: "=") else { return .tag(key: String(text), value: nil) }
        return .tag(key: String(text[..<equal]), value: String(text[text.index(after: equal)...]))
    }
}
