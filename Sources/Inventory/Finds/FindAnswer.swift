/// One answer of Find: a resource, and why it is one.
package struct FindAnswer: Sendable {
    package let resource: Resource
    /// The endpoint that answers the question: the one that was hit, or the first.
    package let endpoint: Endpoint?
    /// The field that was hit (`id`, `endpoint`, `tag:Owner`), for people.
    package let matched: String
    /// Whether a whole id, name, ARN, host or address was hit.
    package let isExact: Bool

    package init(resource: Resource, endpoint: Endpoint?, matched: String, isExact: Bool) {
        self.resource = resource
        self.endpoint = endpoint
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

    package init(answers: [FindAnswer], total: Int, unread: [Cell]) {
        self.answers = answers
        self.total = total
        self.unread = unread
    }
}
