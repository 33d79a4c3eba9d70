/// One answer of Find: a resource, and why it is one.
package struct FindAnswer: Sendable {
    package let resource: Resource
    /// The endpoint that answers the question: the one that was hit, or the first.
    package let endpoint: Endpoint?
    /// What to paste to connect there, for the programs of its protocol.
    package let pastes: [Paste]
    /// The field that was hit (`id`, `endpoint`, `tag:Owner`), for people.
    package let matched: String
    /// Whether a whole id, name, ARN, host or address was hit.
    package let isExact: Bool

    package init(
        resource: Resource, endpoint: Endpoint?, pastes: [Paste] = [], matched: String, isExact: Bool
    ) {
        self.resource = resource
        self.endpoint = endpoint
        self.pastes = pastes
        self.matched = matched
        self.isExact = isExact
    }
}

/// What Find has to say.
package struct FindResult: Sendable {
    /// Exact hits first; at most the limit asked for.
    package let answers: [FindAnswer]
    /// How many there are in all.
    package let total: Int
    /// Cells that could not be searched in their present state, so that "nothing" is never a lie.
    package let unread: [Cell]
    /// Where the host or address that was asked for leads, or else the first answer, if it is exact; empty when nowhere.
    package let chain: [ChainHop]
    /// The networks that hold the address or block which was asked for, the smallest first.
    package let inside: [FindNetwork]

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
}
