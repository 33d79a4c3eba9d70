import Compression
import Testing

@Suite("Compression")
struct CompressionTests {
    private static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        bytes.withUnsafeBufferPointer { Compression.compress($0) }
    }

    private static func decompress(_ block: [UInt8], _ count: Int) throws(CompressionFailure) -> [UInt8] {
        let result = block.withUnsafeBufferPointer { block in
            Result { () throws(CompressionFailure) in try Compression.decompress(block, count: count) }
        }
        return try result.get()
    }

    @Test("What repeats itself gets small and comes back byte for byte", arguments: [400, 32_768, 5_000_000])
    func roundTrip(_ count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 % 97 + $0 / 5000) }
        let block = try #require(Self.compress(bytes))
        #expect(block.count < count)
        #expect(try Self.decompress(block, count) == bytes)
    }

    @Test("What would not get smaller gives no block")
    func incompressible() {
        var generator = SystemRandomNumberGenerator()
        #expect(Self.compress((0..<4096).map { _ in UInt8.random(in: 0...255, using: &generator) }) == nil)
        #expect(Self.compress([]) == nil)
        #expect(Self.compress([7]) == nil)
    }

    @Test("A block that holds more or less than expected is refused, however much it holds")
    func otherCounts() throws {
        let block = try #require(Self.compress([UInt8](repeating: 0, count: 50_000_000)))
        #expect(block.count < 10_000)
        for count in [-1, 0, 1, 49_999_999, 50_000_001] {
            #expect(throws: CompressionFailure.damaged) { _ = try Self.decompress(block, count) }
        }
    }

    @Test("What is no block, and a block that lost its end or its beginning, is refused")
    func damage() throws {
        let block = try #require(Self.compress([UInt8](repeating: 65, count: 1000)))
        let damaged = [[], Array("no block".utf8), Array(block.dropLast()), Array(block.dropFirst())]
        for bytes in damaged {
            #expect(throws: CompressionFailure.damaged) { _ = try Self.decompress(bytes, 1000) }
        }
    }

    @Test("Many tasks at once get their own bytes back")
    func concurrent() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<64 {
                group.addTask {
                    let bytes = [UInt8](repeating: UInt8(number), count: 10_000 + number)
                    for _ in 0..<20 {
                        let block = try #require(Self.compress(bytes))
                        #expect(try Self.decompress(block, bytes.count) == bytes)
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
