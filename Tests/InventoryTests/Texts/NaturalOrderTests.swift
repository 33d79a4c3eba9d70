import Inventory
import Testing

@Suite("Natural order")
struct NaturalOrderTests {
    @Test(
        "Names are ordered as people expect",
        arguments: [
            ["", "a", "A1", "a1", "a01", "a2", "a10", "a10b", "b", "web-9", "web-10", "web-010", "Z", "\u{E9}"],
            ["14.2", "14.9", "14.10", "15"], ["10.0.0.9", "10.0.0.10", "10.0.1.0"],
            ["99999999999999999999998", "99999999999999999999999", "100000000000000000000000"],
        ])
    func order(_ sorted: [String]) {
        for (place, left) in sorted.enumerated() {
            for (other, right) in sorted.enumerated() {
                let wanted = (place - other).signum()
                let got = NaturalOrder.compare(left, right)
                // Texts that differ only in case or zeros are told apart, in whatever order.
                if left.lowercased().filter({ $0 != "0" }) == right.lowercased().filter({ $0 != "0" }), left != right {
                    #expect(got != 0)
                } else {
                    #expect(got == wanted, "\(left) \(right)")
                }
            }
        }
    }

    @Test("It is a total order", arguments: 0..<10)
    func total(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        func text() -> String {
            (0..<Int.random(in: 0...5, using: &random)).map { _ in
                random.pick(["a", "A", "0", "1", "10", "-", "\u{E9}", "~"])
            }.joined()
        }
        for _ in 0..<500 {
            let (a, b, c) = (text(), text(), text())
            #expect(NaturalOrder.compare(a, b) == -NaturalOrder.compare(b, a))
            #expect((NaturalOrder.compare(a, b) == 0) == (a == b))
            if NaturalOrder.compare(a, b) <= 0, NaturalOrder.compare(b, c) <= 0 {
                #expect(NaturalOrder.compare(a, c) <= 0, "\(a) \(b) \(c)")
            }
        }
    }

    @Test(
        "A glob matches whole texts, case aside",
        arguments: [
            ("*", "", true), ("*", "x", true), ("", "", true), ("", "x", false), ("a*", "ABC", true),
            ("*c", "abC", true), ("a*c", "ac", true),
            ("a*c", "a", false), ("a*a", "a", false), ("*b*", "abc", true), ("a*b*c", "a-c-b-c", true),
            ("a*b*c", "a-c-b", false), ("ab", "abc", false),
            ("\u{C9}*", "\u{E9}t\u{E9}", true), ("*ab*ab", "abab", true), ("*ab*ab", "aab", false), ("**", "x", true),
        ])
    func globs(_ pattern: String, _ text: String, _ wanted: Bool) {
        let kind = Samples.kind("k", [])
        let filter = Filter(terms: [FilterTerm(.field("name", [.text(Glob(pattern: pattern))]))])
        let row = Samples.row("k", "i", name: text)
        #expect(FilterMatcher(filter, kind: kind, visible: [], now: Samples.now).matches(row) == wanted)
    }
}
