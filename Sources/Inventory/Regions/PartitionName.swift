/// One partition of AWS as far as the names of its regions tell: `Inventory` knows no files.
///
/// - Source: the same facts as `models/partitions.json`; a test compares them region by region.
package struct PartitionRule: Sendable {
    package let name: String
    /// What the names of its regions begin with.
    let prefixes: [String]
    /// Where calls go that belong to no region: one that no account has to enable.
    package let home: String
    /// In which the names of AWS's own hosts end.
    package let dnsSuffix: String

    /// Every partition, the usual one first; it also has the names that say nothing else.
    package static let all = [
        PartitionRule(name: "aws", prefixes: [], home: "us-east-1", dnsSuffix: "amazonaws.com"),
        PartitionRule(name: "aws-cn", prefixes: ["cn-"], home: "cn-northwest-1", dnsSuffix: "amazonaws.com.cn"),
        PartitionRule(name: "aws-us-gov", prefixes: ["us-gov-"], home: "us-gov-west-1", dnsSuffix: "amazonaws.com"),
        PartitionRule(name: "aws-eusc", prefixes: ["eusc-"], home: "eusc-de-east-1", dnsSuffix: "amazonaws.eu"),
        PartitionRule(name: "aws-iso", prefixes: ["us-iso-"], home: "us-iso-east-1", dnsSuffix: "c2s.ic.gov"),
        PartitionRule(name: "aws-iso-b", prefixes: ["us-isob-"], home: "us-isob-east-1", dnsSuffix: "sc2s.sgov.gov"),
        PartitionRule(name: "aws-iso-e", prefixes: ["eu-isoe-"], home: "eu-isoe-west-1", dnsSuffix: "cloud.adc-e.uk"),
        PartitionRule(name: "aws-iso-f", prefixes: ["us-isof-"], home: "us-isof-south-1", dnsSuffix: "csp.hci.ic.gov"),
    ]
}

/// The partition that a region belongs to, by AWS's naming (`aws-cn`).
///
/// - Shape: a name that says nothing else belongs to `aws`.
package func partitionName(of region: String) -> String {
    PartitionRule.all.first { $0.prefixes.contains(where: region.hasPrefix) }?.name ?? PartitionRule.all[0].name
}

extension AccountInfo {
    /// The partition of the account: an account has regions of one only.
    package var partition: String { partitionName(of: regions.first ?? "") }
}
