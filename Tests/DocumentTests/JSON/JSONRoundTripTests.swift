import Document
import Testing

@Suite("JSON round trips")
struct JSONRoundTripTests {
    @Test("what is written reads back as the same value, compact and pretty", arguments: 0..<400 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var random = RandomValue(seed: seed)
        let value = random.value()
        let compact = value.json()
        #expect(try Value(json: compact) == value)
        #expect(try Value(json: value.json(pretty: true)) == value)
        #expect(try Value(json: compact).json() == compact)
        #expect(!compact.contains { $0 < 0x20 || $0 == 0x7F })
    }

    @Test(
        "any damage gives a value or an error, and what is given can be written and read",
        arguments: 0..<400 as Range<UInt64>)
    func damage(seed: UInt64) {
        var random = RandomValue(seed: seed)
        var bytes = random.value().json()
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<3 {
            guard let place = bytes.indices.randomElement(using: &generator) else { return }
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.remove(at: place)
            default: bytes.insert("[]{}\",:\\u".utf8.randomElement(using: &generator) ?? 0, at: place)
            }
        }
        guard let value = try? Value(json: bytes) else { return }
        #expect((try? Value(json: value.json())) == value)
    }
}
