import Collector
import Testing

@Suite("Regions of a configuration")
struct RegionPatternsTests {
    let enabled = ["us-east-1", "eu-west-1", "eu-central-1", "ap-south-1"]

    @Test("names stay in their order, patterns expand sorted, nothing stands twice")
    func expansion() {
        let patterns = RegionPatterns(["us-east-1", "eu-*", "eu-west-1"])
        #expect(patterns.needExpansion)
        #expect(patterns.literals == ["us-east-1", "eu-west-1"])
        #expect(patterns.expanded(over: enabled) == ["us-east-1", "eu-central-1", "eu-west-1"])
        #expect(RegionPatterns(["*"]).expanded(over: enabled) == enabled.sorted())
    }

    @Test("a name that is written out is asked even when AWS does not list it")
    func writtenOut() {
        #expect(RegionPatterns(["me-south-1"]).expanded(over: enabled) == ["me-south-1"])
        #expect(!RegionPatterns(["me-south-1"]).needExpansion)
    }
}
