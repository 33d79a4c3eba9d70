import Document

/// Reads the text of a filter.
struct FilterParser {
    // Scalars, because a quote followed by a combining mark is still a quote.
    private let characters: [Unicode.Scalar]
    private let vocabulary: FilterVocabulary
    private var place = 0
    private(set) var problems: [FilterProblem] = []

    init(_ text: String, vocabulary: FilterVocabulary) {
        // Control characters cannot be typed; a NUL or an escape in an address means nothing here.
        characters = text.unicodeScalars.prefix(Filter.maximumLength).map { Self.isBlank($0) ? " " : $0 }
        self.vocabulary = vocabulary
        if text.unicodeScalars.count > Filter.maximumLength {
            report("a filter has at most \(Filter.maximumLength) characters", at: Filter.maximumLength)
        }
    }

    mutating func parse() -> [FilterTerm] {
        var terms: [FilterTerm] = []
        while true {
            while place < characters.count, characters[place] == " " { place += 1 }
            guard place < characters.count else { return terms }
            guard terms.count < Filter.maximumTerms else {
                report("a filter has at most \(Filter.maximumTerms) terms", at: place)
                return terms
            }
            if let term = term() { terms.append(term) }
        }
    }

    private mutating func term() -> FilterTerm? {
        var isNegated = false
        if characters[place] == "-", place + 1 < characters.count, characters[place + 1] != " " {
            isNegated = true
            place += 1
        }
        let start = place
        guard let name = fieldName() else {
            let words = glob(until: " ")
            return words.pieces.isEmpty ? nil : FilterTerm(isNegated: isNegated, .words(words))
        }
        place += name.count + 1
        if name == "tag" { return tag().map { FilterTerm(isNegated: isNegated, $0) } }
        let forms = vocabulary[name]
        let tests = tests(forms: forms ?? [], name: name, start: start)
        guard forms != nil else {
            let hint = Self.suggestion(name, vocabulary.names) ?? ", put it in quotes to look for the text"
            report("there is no field '\(name)'\(hint)", at: start, to: start + name.unicodeScalars.count)
            return nil
        }
        return tests.isEmpty ? nil : FilterTerm(isNegated: isNegated, .field(name, tests))
    }

    /// The word before a colon at this place; nil where the colon belongs to an ARN, a URL or an address.
    private func fieldName() -> String? {
        guard let first = characters[place...].first, Self.isLetter(first) else { return nil }
        let name = characters[place...].prefix { Self.isLetter($0) || ("0"..."9").contains($0) || $0 == "_" }
        guard name.endIndex < characters.count, characters[name.endIndex] == ":" else { return nil }
        let word = Self.text(characters[place...].prefix { $0 != " " })
        if word.hasPrefix("arn:aws") || IPAddress(word) != nil { return nil }
        if characters[(name.endIndex + 1)...].starts(with: "//".unicodeScalars) { return nil }
        return Self.text(name).lowercased()
    }

    private mutating func tag() -> FilterTerm.Condition? {
        let start = place
        let key = glob(until: " ", "=")
        guard place < characters.count, characters[place] == "=" else {
            // Without a key: no tags at all. Without a value: that the tag is there.
            guard !key.pieces.isEmpty else { return .field("tags", [.blank]) }
            return .tag(key, [.text(Glob(pattern: "*"))])
        }
        place += 1
        guard !key.pieces.isEmpty else {
            _ = tests(forms: [.text], name: "tag", start: start)
            report("a tag's key is missing before '='", at: start)
            return nil
        }
        let tests = tests(forms: [.text], name: "tag", start: start)
        return tests.isEmpty ? nil : .tag(key, tests)
    }

    /// The comma list behind a colon; what a test cannot mean for any of `forms` is reported and left out.
    private mutating func tests(forms: [Form], name: String, start: Int) -> [FilterTest] {
        guard place < characters.count, characters[place] != " " else { return [.blank] }
        var tests: [FilterTest] = []
        while true {
            if let test = test(forms: forms, name: name), !tests.contains(test) { tests.append(test) }
            guard place < characters.count, characters[place] == "," else { return tests }
            place += 1
        }
    }

    private mutating func test(forms: [Form], name: String) -> FilterTest? {
        let start = place
        let comparison = FilterComparison.allCases.first {
            characters[place...].starts(with: $0.rawValue.unicodeScalars)
        }
        place += comparison?.rawValue.count ?? 0
        let from = place
        let glob = glob(until: " ", ",")
        let written = Self.text(characters[from..<place])
        guard let comparison else {
            if written.isEmpty { return nil }
            if written.lowercased() == "null" { return .null }
            if written.lowercased() == "blank" { return .blank }
            if forms.contains(.ip), let network = glob.literal.flatMap({ IPNetwork($0) }) { return .network(network) }
            return .text(glob)
        }
        guard let operand = glob.literal, !operand.isEmpty else {
            report("'\(comparison.rawValue)' needs a value without '*' and '?'", at: start, to: place)
            return nil
        }
        if forms.isEmpty || forms.contains(where: { FilterOperand(operand, for: $0) != nil }) {
            return .compare(comparison, operand)
        }
        let hint = forms.first.map(FilterOperand.example) ?? ""
        report("'\(operand)' cannot be compared with \(name)\(hint)", at: from, to: place)
        return nil
    }

    /// A text up to one of the stops: quoted parts as they are, `*` elsewhere a star and `?` any one character.
    private mutating func glob(until stops: Unicode.Scalar...) -> Glob {
        var glob = Glob()
        while place < characters.count, !stops.contains(characters[place]) {
            let character = characters[place]
            if character == "\"" {
                glob.append(quoted())
            } else {
                place += 1
                switch character {
                case "*": glob.appendStar()
                case "?": glob.appendOne()
                default: glob.append(String(character))
                }
            }
        }
        return glob
    }

    private mutating func quoted() -> String {
        let start = place
        var text: ArraySlice<Unicode.Scalar> = []
        place += 1
        while place < characters.count {
            let character = characters[place]
            place += 1
            if character == "\"" { return Self.text(text) }
            if character == "\\", place < characters.count {
                text.append(characters[place])
                place += 1
            } else {
                text.append(character)
            }
        }
        report("a quote is never closed", at: start, to: place)
        return Self.text(text)
    }

    private mutating func report(_ message: String, at start: Int, to end: Int = 0) {
        let offset = Self.text(characters[..<min(start, characters.count)]).count
        let length = end > start ? Self.text(characters[start..<min(end, characters.count)]).count : 1
        problems.append(FilterProblem(message: message, offset: offset, length: length))
    }

    static func suggestion(_ word: String, _ known: some Sequence<String>) -> String? {
        let near = nearest(to: word, among: known)
        return near.isEmpty ? nil : ", did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?"
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.value < 0x20 || scalar.value == 0x7F
    }
}
