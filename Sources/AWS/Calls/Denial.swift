/// Which policy a refusal came from, as far as AWS says.
///
/// - Source: IAM User Guide, "Troubleshoot access denied error messages".
package struct Denial: Sendable, Hashable {
    /// The closed set of policy types, safe as a metric label.
    package enum Policy: String, Sendable, CaseIterable {
        /// A policy of the user, group or role.
        case identity
        /// A policy on what was asked for (a topic, a queue, a key).
        case resource
        /// A policy of the organization over its accounts.
        case serviceControl = "service-control"
        /// A policy of the organization over its resources.
        case resourceControl = "resource-control"
        case permissionsBoundary = "permissions-boundary"
        /// A policy handed over when the role was assumed.
        case session
        /// A policy of the VPC endpoint that the request went through.
        case vpcEndpoint = "vpc-endpoint"
        /// The policy that says who may assume a role.
        case trust
    }

    package let policy: Policy
    /// Whether it forbids the action; otherwise it does not allow it.
    package let isExplicit: Bool

    package init(policy: Policy, isExplicit: Bool) {
        self.policy = policy
        self.isExplicit = isExplicit
    }

    /// What AWS's `message` says; nil where it names no type of policy.
    init?(in message: String) {
        // No service writes longer ones: what stands beyond is not searched.
        let text = message.prefix(4_096).lowercased()
        for (mark, isExplicit) in Self.marks {
            guard let found = text.firstRange(of: mark) else { continue }
            let words = text[found.upperBound...]
            guard let policy = Self.names.first(where: { words.hasPrefix($0.name) })?.policy else { continue }
            self.init(policy: policy, isExplicit: isExplicit)
            return
        }
        return nil
    }

    private static let marks = [
        ("explicit deny in a ", true), ("explicit deny in an ", true), ("explicit deny in the ", true),
        ("because no ", false),
    ]
    private static let names: [(name: String, policy: Policy)] = [
        ("identity-based polic", .identity), ("resource-based polic", .resource),
        ("service control polic", .serviceControl), ("resource control polic", .resourceControl),
        ("permissions boundar", .permissionsBoundary), ("permission boundar", .permissionsBoundary),
        ("session polic", .session), ("vpc endpoint polic", .vpcEndpoint), ("role trust polic", .trust),
        ("trust polic", .trust),
    ]
}
