/// One answer of Find: a resource, and why it is one.
package struct FindAnswer: Sendable {
    package let resource: Resource
    /// The endpoint that answers the question: the one that was hit, or the first.
    package let endpoint: Endpoint?
    /// What to paste to connect there, for the programs of its protocol.
    package let pastes: [Paste]
    /// The field that was hit (`id`, `endpoint`, `tag:Owner`), for people.
    package let matched: String
    /// Whether a whole id, name, ARN, host, address or network was hit.
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
