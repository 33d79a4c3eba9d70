import Document
import JMESPath
import Testing

@Suite("Parser")
struct ParserTests {
    @Test(
        "What is not an expression is refused as syntax",
        arguments: [
            "", " ", ".", "a.", ".a", "a..b", "a[", "a]", "[?a", "a[b]", "a[*", "{a}", "{a: b", "{a: b,}", "a.0",
            "a[-]",
            "a[1:2:3:4]", "a b", "a,b", "a = b", "#", "'a", "`a", "\"a", "\"\\q\"", "`[1,`x", "!", "a !b", "**", "&a",
            "a && &b", "[&a]", "\"a\"(b)", "@(a)", "a.b.[c](d)", "abs(", "(a", "a)", "a |", "a || ", "- 1", "\u{E9}",
        ])
    func syntax(_ source: String) {
        let error = #expect(throws: ExpressionError.self) { _ = try Expression(source) }
        #expect(error?.code == .syntax)
        #expect(error?.offset != nil)
    }

    @Test("Errors name the character, not the byte")
    func offsets() {
        let error = #expect(throws: ExpressionError.self) { _ = try Expression("'\u{1F600}\u{E9}' #") }
        #expect(error?.offset == 5)
        #expect(error?.description == "unexpected character at character 6")
    }

    @Test(
        "Unknown functions and wrong arity are found when compiled",
        arguments: [
            ("nosuch(a)", .unknownFunction, 0), ("a.nosuch(@)", .unknownFunction, 2), ("abs()", .invalidArity, 0),
            ("abs(a, b)", .invalidArity, 0), ("[not_null()]", .invalidArity, 1), ("sort_by(a)", .invalidArity, 0),
        ] as [(String, ExpressionError.Code, Int)])
    func calls(_ source: String, _ code: ExpressionError.Code, _ offset: Int) {
        let error = #expect(throws: ExpressionError.self) { _ = try Expression(source) }
        #expect(error?.code == code)
        #expect(error?.offset == offset)
    }

    @Test("A fault of syntax is told before an unknown function")
    func syntaxFirst() {
        let error = #expect(throws: ExpressionError.self) { _ = try Expression("nosuch(a) ||") }
        #expect(error?.code == .syntax)
    }

    @Test("The tree is what a checker of paths walks")
    func trees() throws {
        #expect(try Expression("A.B.C").syntax == .path([.field("A"), .field("B"), .field("C")]))
        #expect(
            try Expression("A[].B").syntax
                == .projection(list: .flatten(.field("A")), each: .field("B")))
        #expect(
            try Expression("A[?B == 'x'] | [0]").syntax
                == .pipe(
                    .filter(
                        list: .field("A"), condition: .comparison(.equal, .field("B"), .literal("x")), each: .current),
                    .indexed([.current, .index(0)])))
        #expect(
            try Expression("sort_by(A, &B)").syntax == .call("sort_by", [.field("A"), .reference(.field("B"))]))
    }

    static let nesting: [(String, String, String)] = [
        ("(", "a", ")"), ("[", "a", "]"), ("!", "a", ""), ("{a: ", "b", "}"), ("a[?", "b", "]"), ("abs(", "a", ")"),
        ("", "a", " || b"), ("", "a", " | b"), ("", "a", "[]"), ("a.*.", "a", ""), ("", "a", "[*]"),
        ("a || ", "b", ""),
    ]

    @Test("Nesting has a bound, in whatever form it comes", arguments: nesting)
    func depth(_ open: String, _ core: String, _ close: String) throws {
        func source(_ levels: Int) -> String {
            String(repeating: open, count: levels) + core + String(repeating: close, count: levels)
        }
        let shallow = try Expression(source(20))
        #expect((try? shallow.evaluate(["a": 1])) != .string("unreachable"))
        if open == "a || " {
            // Left-associative: this grows to the left as `a || b || …` does.
            #expect(throws: ExpressionError.self) { _ = try Expression(source(2000)) }
        } else {
            let error = #expect(throws: ExpressionError.self) { _ = try Expression(source(700)) }
            #expect(error?.code == .syntax)
        }
    }

    @Test("A long plain path is not deep, an endless expression is refused")
    func length() throws {
        let path = Array(repeating: "a", count: 1000).joined(separator: ".")
        #expect(try Expression(path).evaluate(["a": 1]) == nil)
        #expect(throws: ExpressionError.self) { _ = try Expression(String(repeating: "a", count: 20_000)) }
        #expect(throws: ExpressionError.self) { _ = try Expression(String(repeating: "[", count: 16_000)) }
    }
}
