/// Why a path cannot find anything in values of an outline.
struct PathFault: Error, Sendable {
    /// The members that there are, when one was missing.
    let known: [String]
    /// The member that was asked for, when it was missing.
    let member: String?
    let message: String

    init(_ message: String, member: String? = nil, known: [String] = []) {
        self.message = message
        self.member = member
        self.known = known
    }
}
