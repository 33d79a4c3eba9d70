package import AWS
package import Inventory

extension Inventory.Partition {
    /// What rows and links need of a partition of the models.
    package init(_ partition: Partitions.Partition) {
        self.init(
            name: partition.name, home: partition.signingRegion, dnsSuffix: partition.dnsSuffix,
            regions: partition.regions.keys.sorted())
    }
}
