import AWS
import Configuration

extension Configuration {
    /// The names and patterns of the regions of `account`.
    func regions(of account: Account) -> [String] { account.regions.isEmpty ? regions : account.regions }

    /// The partition that `account` is in; nil where its regions do not tell.
    func partition(of account: Account, among partitions: Partitions) -> Partitions.Partition? {
        partitions.partition(ofAny: regions(of: account))
    }
}
