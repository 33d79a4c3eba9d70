import AWS
import Collector
import Configuration

extension AccountAccess {
    /// How to get into one configured account.
    ///
    /// - Shape: a role is assumed with the account's own keys or profile, else with another account's, else with the environment's.
    init(_ account: Configuration.Account, in configuration: Configuration, partitions: Partitions) {
        self.init(
            name: account.name, source: Self.source(of: account, in: configuration, depth: 0),
            expectedAccountID: account.accountID, endpointURL: configuration.endpointURL,
            partition: configuration.partition(of: account, among: partitions)?.name,
            usesFIPS: account.usesFIPS, usesDualStack: account.usesDualStack)
    }

    /// The check of the configuration refuses circles; the depth is a second bolt.
    private static func source(
        of account: Configuration.Account, in configuration: Configuration, depth: Int
    ) -> Source {
        let own = own(account)
        guard let role = account.roleARN else { return own ?? .environment }
        let other = configuration.accounts.first { $0.name == account.sourceAccount }
        let base: Source? =
            own ?? (depth < 8 ? other.map { source(of: $0, in: configuration, depth: depth + 1) } : nil)
        return .role(arn: role, externalID: account.externalID, base: base ?? .environment)
    }

    private static func own(_ account: Configuration.Account) -> Source? {
        if let key = account.accessKeyID, let secret = account.secretAccessKey {
            return .keys(accessKeyID: key, secretAccessKey: secret, sessionToken: account.sessionToken)
        }
        return account.profile.map { .profile($0) }
    }
}

extension AccountAccess {
    /// How to get into one member of an organization: its role, assumed with the credentials of the account that lists it.
    init?(
        _ member: OrganizationMember, of organization: Configuration.Organization, in configuration: Configuration,
        partitions: Partitions
    ) {
        guard let hub = configuration.accounts.first(where: { $0.name == organization.account }) else { return nil }
        let base = AccountAccess(hub, in: configuration, partitions: partitions)
        let arn = "arn:\(base.partition ?? "aws"):iam::\(member.id):role/\(organization.role)"
        self.init(
            name: member.name, source: .role(arn: arn, externalID: organization.externalID, base: base.source),
            expectedAccountID: member.id, endpointURL: configuration.endpointURL, partition: base.partition,
            usesFIPS: base.usesFIPS, usesDualStack: base.usesDualStack)
    }
}
