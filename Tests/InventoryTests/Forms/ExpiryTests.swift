import Document
import FoundationEssentials
import Inventory
import Testing

@Suite("What ends at some time")
struct ExpiryTests {
    private static let kind = Samples.kind("acm", [Samples.column("expires_at", .expiry)])

    private static func row(_ end: Value) -> Resource { Samples.row("acm", "one", columns: [end]) }

    private func matches(_ text: String, _ end: Value) -> Bool {
        let filter = Filter(text, kinds: [Self.kind])
        #expect(filter.problems.isEmpty)
        return FilterMatcher(filter, kind: Self.kind, visible: [], now: Samples.now).matches(Self.row(end))
    }

    @Test(
        "is compared by the time that is left",
        arguments: [
            ("expires_at:<30d", "2025-12-10T12:00:00Z", true), ("expires_at:<30d", "2025-12-30T12:00:00Z", false),
            ("expires_at:>30d", "2025-12-30T12:00:00Z", true), ("expires_at:<30d", "2025-11-01T12:00:00Z", true),
            ("expires_at:<0d", "2025-11-01T12:00:00Z", true), ("expires_at:<0d", "2025-11-21T12:00:00Z", false),
            ("expires_at:<2026-01-01", "2025-12-30T12:00:00Z", true),
            ("expires_at:2025-12", "2025-12-30T12:00:00Z", true),
            ("expires_at:", nil, true), ("expires_at:<30d", nil, false),
        ] as [(String, Value, Bool)])
    func filter(_ text: String, _ end: Value, _ wanted: Bool) {
        #expect(matches(text, end) == wanted)
    }

    @Test("a comparison with something else is told")
    func problem() {
        let problem = Filter("expires_at:<soon", kinds: [Self.kind]).problems.first?.message
        #expect(problem?.contains("30d for 30 days from now") == true)
    }

    @Test(
        "looks bad from 14 days before its end on, and not good from 45",
        arguments: [
            (-1, .bad), (13, .bad), (14, .pending), (44, .pending), (45, .good), (400, .good),
        ] as [(Double, StateTone)])
    func tone(_ days: Double, _ tone: StateTone) {
        #expect(StateTone(ending: Samples.now.addingTimeInterval(days * 86400), now: Samples.now) == tone)
    }

    @Test("is kept as a time, whether it came as one or as seconds")
    func coercion() {
        #expect(Form.expiry.coerce(1_763_640_000, unit: nil) == "2025-11-20T12:00:00Z")
        #expect(Form.expiry.coerce("2025-11-20T13:00:00+01:00", unit: nil) == "2025-11-20T12:00:00Z")
        #expect(Form.expiry.coerce(.null, unit: nil) == .null)
    }
}
