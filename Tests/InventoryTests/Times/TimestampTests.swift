import FoundationEssentials
import Inventory
import Testing

@Suite("Timestamps")
struct TimestampTests {
    @Test("Writing and reading agree with the platform's own formatter", arguments: 0..<10)
    func sameAsPlatform(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<500 {
            // The platform keeps the Julian calendar before 1582; ISO 8601 does not.
            let range = Bool.random(using: &random) ? -11_000_000_000.0...253_000_000_000.0 : 0...4_000_000_000.0
            let date = Date(timeIntervalSince1970: Double.random(in: range, using: &random).rounded(.down))
            let text = Timestamp.text(date)
            #expect(text == date.formatted(.iso8601))
            #expect(Timestamp.parse(text) == date)
        }
    }

    @Test(
        "Times in other spellings are read, what is none is not",
        arguments: [
            ("1970-01-01T00:00:00Z", 0.0), ("1969-12-31T23:59:59Z", -1), ("2024-02-29T00:00:00Z", 1_709_164_800),
            ("2025-11-20T14:00:00+02:00", 1_763_640_000), ("2025-11-20T12:00:00.500Z", 1_763_640_000.5),
            ("2023-02-29T00:00:00Z", nil), ("2025-13-01T00:00:00Z", nil), ("2025-01-01T24:00:01Z", nil),
            ("0001-01-01T00:00:00Z", -62_135_596_800), ("0000-12-31T00:00:00Z", nil), ("soon", nil), ("", nil),
        ] as [(String, Double?)])
    func reading(_ text: String, _ seconds: Double?) {
        #expect(Timestamp.parse(text)?.timeIntervalSince1970 == seconds)
    }

    @Test("Fractions are rounded down, before 1970 too")
    func fractions() {
        #expect(Timestamp.text(Date(timeIntervalSince1970: 0.9)) == "1970-01-01T00:00:00Z")
        #expect(Timestamp.text(Date(timeIntervalSince1970: -0.1)) == "1969-12-31T23:59:59Z")
    }
}
