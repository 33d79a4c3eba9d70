import FoundationEssentials
import Testing

@testable import Web

@Suite("Texts for people")
struct TextTests {
    @Test(
        "what the eye would miss is shown",
        arguments: [
            ("plain text, ünïcode 👩‍👩‍👧", "plain text, ünïcode 👩‍👩‍👧"),
            ("a\0b\tc\nd\u{1B}[31m\u{7F}", "a⟨U+0000⟩b⇥c↵d⟨U+001B⟩[31m⟨U+007F⟩"),
            ("gpj\u{202E}exe.\u{2066}x\u{FEFF}", "gpj⟨U+202E⟩exe.⟨U+2066⟩x⟨U+FEFF⟩"),
            ("\u{85}\u{200B}\u{E0041}", "⟨U+0085⟩⟨U+200B⟩⟨U+E0041⟩"),
            ("", ""),
        ])
    func showing(text: String, shown: String) {
        #expect(VisibleText.showing(text) == shown)
    }

    @Test("lines stay where there is room for them")
    func lines() {
        #expect(VisibleText.showing("a\r\nb\tc\u{1}", keepsLines: true) == "a\nb\tc⟨U+0001⟩")
    }

    @Test("long values are cut between graphemes, however they are made")
    func cells() {
        #expect(VisibleText.cell("short") == ("short", false))
        let family = "👩‍👩‍👧‍👦"
        let many = VisibleText.cell(String(repeating: family, count: 500))
        #expect(many.isCut)
        #expect(many.text.hasSuffix("…"))
        #expect(many.text.dropLast().allSatisfy { String($0) == family })
        let storm = VisibleText.cell("a" + String(repeating: "\u{301}", count: 1 << 20))
        #expect(storm.isCut && storm.text.utf8.count < 2048)
        let megabyte = VisibleText.cell(String(repeating: "x", count: 1 << 20))
        #expect(megabyte.text == String(repeating: "x", count: VisibleText.cellLimit) + "…")
        let exact = String(repeating: "ü", count: VisibleText.cellLimit)
        #expect(VisibleText.cell(exact) == (exact, false))
    }

    @Test(
        "counts are grouped",
        arguments: [
            (0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567"),
            (Int.min, "-9,223,372,036,854,775,808"),
        ])
    func grouping(number: Int, text: String) {
        #expect(Amounts.grouped(number) == text)
    }

    static let now = Date(timeIntervalSince1970: 1_795_000_000)

    static let spans: [(Double, String)] = [
        (0.0, "just now"), (5, "5 s ago"), (59, "59 s ago"), (60, "1 min ago"), (7199, "1 h ago"),
        (86400 * 400, "400 d ago"),
        (86400 * 800, "2 y ago"), (-300, "in 5 min"),
    ]

    @Test("times are told from now", arguments: spans)
    func relative(ago: Double, text: String) {
        #expect(Moments.relative(Self.now - ago, now: Self.now) == text)
    }

    @Test("and exactly, in UTC")
    func exact() {
        #expect(Moments.exact(Self.now) == "2026-11-18 11:06:40 UTC")
        #expect(Moments.short(Self.now - 3600, now: Self.now) == "10:06 UTC")
        #expect(Moments.short(Self.now - 86400, now: Self.now) == "2026-11-17 11:06 UTC")
    }
}
