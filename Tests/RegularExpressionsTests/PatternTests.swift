import RegularExpressions
import Testing

@Suite("Patterns")
struct PatternTests {
    @Test("The first match with its groups; a group that took no part is nil")
    func groups() throws {
        let pattern = try Pattern("([a-z]+)-(\\d+)?(x)?")
        #expect(pattern.firstMatch(in: "\u{E9} web-12 db-3") == ["web-12", "web", "12", nil])
        #expect(pattern.firstMatch(in: "123") == nil)
        #expect(try Pattern("^$").firstMatch(in: "") == [""])
    }

    @Test("Case counts unless told otherwise")
    func letterCase() throws {
        #expect(try !Pattern("prod").matches("PROD-1"))
        #expect(try Pattern("prod", caseInsensitive: true).matches("PROD-1"))
    }

    @Test("A bad pattern is refused with a reason", arguments: ["(", "a{2,1}", "(?=x)", "\\1", "[z-a]", "a**"])
    func faults(_ text: String) {
        let error = #expect(throws: PatternError.self) { _ = try Pattern(text) }
        #expect(error?.message.isEmpty == false)
    }

    @Test("A pattern too long or too large is refused")
    func bounds() {
        #expect(throws: PatternError.self) { _ = try Pattern(String(repeating: "a", count: 1001)) }
        #expect(throws: PatternError.self) { _ = try Pattern("((a{100}){100}){100}") }
    }

    @Test("A pattern that ruins backtracking engines is answered")
    func linear() throws {
        let text = String(repeating: "a", count: 50_000) + "!"
        #expect(try !Pattern("^(a+)+$").matches(text))
        #expect(try Pattern("(a+)+!").firstMatch(in: text)?.count == 2)
    }

    @Test("Of a text beyond the bound the beginning is looked at")
    func longText() throws {
        let text = String(repeating: "a", count: Pattern.maximumText) + "b"
        #expect(try !Pattern("b").matches(text))
        #expect(try Pattern("a").matches(text))
    }

    @Test("The cache keeps its bound and remembers faults")
    func cache() throws {
        let cache = PatternCache(capacity: 3)
        for number in 0..<10 { #expect(try cache.pattern("a\(number)").matches("a\(number)")) }
        #expect(cache.count == 3)
        #expect(throws: PatternError.self) { _ = try cache.pattern("(") }
        #expect(throws: PatternError.self) { _ = try cache.pattern("(") }
        #expect(cache.count == 3)
    }

    @Test("One pattern serves many threads")
    func threads() async throws {
        let pattern = try Pattern("(\\w+)@(\\w+)")
        let found = await withTaskGroup(of: Int.self) { group in
            for number in 0..<64 {
                group.addTask { pattern.firstMatch(in: "user\(number)@host")?[1] == "user\(number)" ? 1 : 0 }
            }
            return await group.reduce(0, +)
        }
        #expect(found == 64)
    }
}
