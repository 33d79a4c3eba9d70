import Templating

/// A JSON or YAML text, coloured and with its links, as the part `_source` of the templates reads it.
struct SourceView {
    /// A text longer than this is shown to here.
    ///
    /// - Units: bytes.
    static let byteLimit = 1 << 20
    /// Pieces that are coloured; what follows them is plain.
    static let tokenLimit = 100_000

    private let bytes: [UInt8]
    private let tokens: ArraySlice<SourceToken>
    /// Where a word in a value leads, given the key that it stands under.
    private let link: (_ word: String, _ key: String) -> String?
    /// What is said at the end of a text that is cut.
    private let notice: String

    /// - Parameters:
    ///   - bytes: The text, in UTF-8.
    ///   - language: What it is written in.
    ///   - link: Where a word leads, given the key that it stands under; nil for nowhere.
    init(_ bytes: [UInt8], _ language: SourceLanguage, link: @escaping (_ word: String, _ key: String) -> String?) {
        let isCut = bytes.count > Self.byteLimit
        self.bytes = isCut ? Array(bytes.prefix(Self.byteLimit)) : bytes
        notice = isCut ? "… (\(Amounts.grouped(bytes.count)) bytes in all)" : ""
        tokens = language.tokens(of: self.bytes).prefix(Self.tokenLimit)
        self.link = link
    }

    func write(to data: inout TemplateData) {
        var done = 0
        for token in tokens {
            var before = done..<token.range.lowerBound
            var from = token.range.lowerBound
            if token.tint == .string {
                for word in words(in: token) {
                    data.section("T") { data in
                        data.set("P", text(before))
                        data.set("C", token.tint.rawValue)
                        data.set("V", text(from..<word.range.lowerBound))
                        data.section("A") {
                            $0.set("H", word.path)
                            $0.set("W", text(word.range))
                        }
                    }
                    before = 0..<0
                    from = word.range.upperBound
                }
            }
            if from < token.range.upperBound || from == token.range.lowerBound {
                data.section("T") { data in
                    data.set("P", text(before))
                    data.set("C", token.tint.rawValue)
                    data.set("V", text(from..<token.range.upperBound))
                }
            }
            done = token.range.upperBound
        }
        data.set("REST", text(done..<bytes.count) + notice)
    }

    private func text(_ range: Range<Int>) -> String {
        range.isEmpty ? "" : VisibleText.showing(String(decoding: bytes[range], as: UTF8.self), keepsLines: true)
    }

    /// The words of a string that lead somewhere: the whole of it, or each word of the characters of ids and ARNs.
    private func words(in token: SourceToken) -> [(range: Range<Int>, path: String)] {
        guard token.range.count >= 2, let key = token.key.map({ String(decoding: bytes[$0], as: UTF8.self) }) else {
            return []
        }
        if token.range.count <= Self.wordLimit,
            let path = link(String(decoding: bytes[token.range], as: UTF8.self), key)
        {
            return [(token.range, path)]
        }
        var found: [(range: Range<Int>, path: String)] = []
        var place = token.range.lowerBound
        while place < token.range.upperBound {
            guard Self.isOfWords(bytes[place]) else {
                place += 1
                continue
            }
            let start = place
            while place < token.range.upperBound, Self.isOfWords(bytes[place]) { place += 1 }
            guard start..<place != token.range, Self.mayLead(bytes[start..<place]) else { continue }
            if let path = link(String(decoding: bytes[start..<place], as: UTF8.self), "") {
                found.append((start..<place, path))
            }
        }
        return found
    }

    /// The longest id or ARN.
    private static let wordLimit = 2048

    /// A word within a text is looked at when it could be an ARN or an id with a prefix and digits.
    private static func mayLead(_ word: ArraySlice<UInt8>) -> Bool {
        (10...wordLimit).contains(word.count) && (word.starts(with: "arn:".utf8) || word.contains(UInt8(ascii: "-")))
    }

    private static func isOfWords(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "-_.:/+=@".utf8.contains(byte)
        }
    }
}
