/// The partition that a region belongs to, by AWS's naming: `aws`, `aws-cn` or `aws-us-gov`.
///
/// - Shape: a name that says nothing else belongs to `aws`.
package func partitionName(of region: String) -> String {
    if region.hasPrefix("cn-") { return "aws-cn" }
    return region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
}

extension AccountInfo {
    /// The partition of the account: an account has regions of one only.
    package var partition: String { partitionName(of: regions.first ?? "") }
}
