/// What Find has to say.
package struct FindResult: Sendable {
    /// What the text was taken for.
    package var question = FindQuestion.nothing
    /// Exact hits first; at most as many as were asked for.
    package let answers: [FindAnswer]
    /// How many there are in all.
    package let total: Int
    /// How many of them stand on the pages before.
    package var before = 0
    /// Names the next page; nil on the last.
    package var next: String?
    /// Cells that could not be searched in their present state, so that "nothing" is never a lie.
    package var unread: [Cell]
    /// Where the host or address that was asked for leads, or else the first answer, if it is exact; empty when nowhere.
    package let chain: [ChainHop]
    /// The networks that hold the address or block which was asked for, the smallest first.
    package let inside: [FindNetwork]
    /// How many answers each kind has, the most first; only where the question was a filter.
    package var kinds: [KindCount] = []
    /// What to ask instead, where nothing was found: questions that do find something.
    package var suggestions: [String] = []
    /// The words that stand nowhere, where nothing was found.
    package var unknown: [String] = []
    /// What is wrong with the text as a filter, where nothing was found and it looks like one; a sentence without its stop.
    package var filterProblem: String?

    /// How many answers a kind has.
    package struct KindCount: Sendable, Hashable {
        package let kind: String
        package let count: Int

        package init(kind: String, count: Int) {
            self.kind = kind
            self.count = count
        }
    }

    package init(
        answers: [FindAnswer], total: Int, unread: [Cell], chain: [ChainHop] = [], inside: [FindNetwork] = []
    ) {
        self.answers = answers
        self.total = total
        self.unread = unread
        self.chain = chain
        self.inside = inside
    }

    /// The one resource that was surely meant: the only answer, or the only one that is exact.
    package var only: FindAnswer? {
        if total == 1 { return answers.first }
        guard let first = answers.first, first.isExact, answers.count > 1, !answers[1].isExact else { return nil }
        return first
    }

    /// Whether something else was looked for than the text as it stands: a part of it, or some of its words.
    package func isReading(of text: String) -> Bool {
        let typed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
        if case .host(let host, _, let whole) = question { return typed != host && typed != whole }
        return typed != question.text.lowercased()
    }
}
