/// A part of AWS that shares nothing with the others: every account belongs to one, with all its regions.
///
/// - Source: `models/partitions.json`, handed over with the accounts: `Inventory` knows no files.
package struct Partition: Sendable, Hashable {
    /// The second field of every ARN (`aws-cn`).
    package let name: String
    /// Where calls go that belong to no region: one that no account has to enable.
    package let home: String
    /// In which the names of AWS's own hosts end.
    package let dnsSuffix: String
    /// Every known one, sorted.
    package let regions: [String]

    package init(name: String, home: String, dnsSuffix: String, regions: [String] = []) {
        self.name = name
        self.home = home
        self.dnsSuffix = dnsSuffix
        self.regions = regions
    }

    /// What an account belongs to of which nothing is known.
    package static let standard = Partition(name: "aws", home: "us-east-1", dnsSuffix: "amazonaws.com")
}
