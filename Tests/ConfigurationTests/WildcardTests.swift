import Configuration
import Testing

@Suite("Region patterns")
struct WildcardTests {
    @Test(
        "match the whole word",
        arguments: [
            ("eu-west-1", "*", true), ("eu-west-1", "eu-*", true), ("eu-west-1", "*-1", true),
            ("eu-west-1", "eu-*-1", true), ("eu-west-1", "*west*", true), ("eu-west-1", "eu-west-1", true),
            ("eu-west-1", "e**1", true), ("eu-west-1", "us-*", false), ("eu-west-1", "eu-west", false),
            ("eu-west-1", "*west", false), ("eu-west-1", "eu-west-1*1", false), ("eu-west-1", "*east*", false),
            ("aba", "ab*ba", false), ("", "*", true), ("", "", true), ("a", "", false),
        ])
    func matches(word: String, pattern: String, expected: Bool) {
        #expect(Wildcard.matches(word, pattern) == expected)
    }
}
