package import Document
package import FoundationEssentials

/// What is known of the organization whose members are read without being named.
package struct OrganizationInfo: Sendable, Hashable {
    /// The configured account through which it is listed.
    package let account: String
    /// When the listing last succeeded; nil while it never has.
    package var listedAt: Date?
    /// Why the last listing failed; nil when it did not.
    package var problem: CellError?
    /// Members that are not read, in the listing's order.
    package var skipped: [Skipped]

    /// One member that is not read.
    package struct Skipped: Sendable, Hashable {
        /// Why not.
        package enum Reason: String, Sendable, CaseIterable {
            case suspended, pending, closing, excluded
        }

        package let id: String
        /// As the organization has it; untrusted text.
        package let name: String
        package let reason: Reason

        package init(id: String, name: String, reason: Reason) {
            self.id = id
            self.name = name
            self.reason = reason
        }
    }

    package init(account: String, listedAt: Date? = nil, problem: CellError? = nil, skipped: [Skipped] = []) {
        self.account = account
        self.listedAt = listedAt
        self.problem = problem
        self.skipped = skipped
    }
}

extension Snapshot {
    /// Whether the accounts are all there are: true without an organization, and while its last listing succeeded.
    package var knowsAccounts: Bool { organization.map { $0.listedAt != nil && $0.problem == nil } ?? true }
}

extension OrganizationInfo {
    /// The organization as JSON.
    package var object: Object {
        [
            "account": .string(account),
            "listed_at": listedAt.map { .string(Timestamp.text($0)) } ?? .null,
            "error": problem.map { .object($0.object) } ?? .null,
            "skipped": .array(
                skipped.map {
                    ["account_id": .string($0.id), "name": .string($0.name), "reason": .string($0.reason.rawValue)]
                }),
        ]
    }
}
