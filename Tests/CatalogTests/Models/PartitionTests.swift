import AWS
import Inventory
import Testing

@Suite("Partitions")
struct PartitionTests {
    @Test("what the names of regions tell is what AWS's own list says, for every region")
    func names() throws {
        let partitions = try Partitions(Models.store.partitions())
        #expect(Set(PartitionRule.all.map(\.name)) == Set(partitions.all.map(\.name)))
        for partition in partitions.all {
            #expect(!partition.regions.isEmpty)
            for region in partition.regions.keys { #expect(partitionName(of: region) == partition.name, "\(region)") }
            #expect(PartitionRule.all.first { $0.name == partition.name }?.home == partition.signingRegion)
            #expect(PartitionRule.all.first { $0.name == partition.name }?.dnsSuffix == partition.dnsSuffix)
        }
        #expect(partitionName(of: "mx-newer-9") == "aws")
    }
}
