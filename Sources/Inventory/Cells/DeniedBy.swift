/// Which policy denied a read.
package struct DeniedBy: Sendable, Hashable {
    /// The closed set of policy types, permanent in JSON.
    package enum Policy: String, Sendable, CaseIterable {
        case identity, resource, session, trust
        case serviceControl = "service-control"
        case resourceControl = "resource-control"
        case permissionsBoundary = "permissions-boundary"
        case vpcEndpoint = "vpc-endpoint"
    }

    package let policy: Policy
    /// Whether it forbids the action; otherwise it does not allow it.
    package let isExplicit: Bool

    package init(policy: Policy, isExplicit: Bool) {
        self.policy = policy
        self.isExplicit = isExplicit
    }
}
