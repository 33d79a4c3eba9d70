package import Document

/// Where a row was read, and what decides its environment.
package struct RowContext: Sendable {
    package let account: String
    /// The cell's region, or `global`.
    package let region: String
    /// The twelve digits; nil while unknown.
    package let accountID: String?
    /// That of the account (`aws-cn`).
    package let partition: String
    package let environments: EnvironmentRules

    package init(
        account: String, region: String, accountID: String?, partition: String,
        environments: EnvironmentRules = .standard
    ) {
        self.account = account
        self.region = region
        self.accountID = accountID
        self.partition = partition
        self.environments = environments
    }

    /// What expressions see as `_place`: `region`, `account_id` (null while unknown), `partition`, and `dns_suffix`, in
    /// which the names of AWS's own hosts end.
    package var place: Value {
        let rule = PartitionRule.all.first { $0.name == partition }
        return [
            "region": .string(region), "account_id": accountID.map { .string($0) } ?? .null,
            "partition": .string(partition),
            "dns_suffix": .string((rule ?? PartitionRule.all[0]).dnsSuffix),
        ]
    }
}
