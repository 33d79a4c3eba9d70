import AWS
import Collector
import Inventory
import Testing

@Suite("Partitions")
struct PartitionTests {
    @Test("what rows and links know of a partition is what AWS's own list says")
    func facts() throws {
        let partitions = try Partitions(Models.store.partitions())
        let standard = Inventory.Partition(try #require(partitions.all.first))
        #expect(standard.name == Inventory.Partition.standard.name)
        #expect(standard.home == Inventory.Partition.standard.home)
        #expect(standard.dnsSuffix == Inventory.Partition.standard.dnsSuffix)
        let china = Inventory.Partition(try #require(partitions["aws-cn"]))
        #expect(
            china
                == Inventory.Partition(
                    name: "aws-cn", home: "cn-northwest-1", dnsSuffix: "amazonaws.com.cn",
                    regions: ["cn-north-1", "cn-northwest-1"]))
    }

    @Test(
        "the names and patterns of an account's regions tell its partition",
        arguments: [
            (["eu-west-1"], "aws"), (["*"], "aws"), (["us-*"], "aws"), (["us-gov-*"], "aws-us-gov"),
            (["us-g*"], "aws-us-gov"), (["us-gov-west-1", "*"], "aws-us-gov"), (["cn-*"], "aws-cn"),
            (["eusc-*"], "aws-eusc"), (["us-iso*"], "aws-iso"), (["us-isob-east-1"], "aws-iso-b"),
            (["mx-newer-9"], "aws"), (["nowhere*", "cn-north-1"], "aws-cn"),
        ])
    func patterns(regions: [String], name: String) throws {
        #expect(try Partitions(Models.store.partitions()).partition(ofAny: regions)?.name == name)
    }

    @Test("what fits nowhere tells nothing")
    func nowhere() throws {
        #expect(try Partitions(Models.store.partitions()).partition(ofAny: ["nowhere*", "x"]) == nil)
    }
}
