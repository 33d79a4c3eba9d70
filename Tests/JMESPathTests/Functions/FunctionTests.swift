import Document
import JMESPath
import Testing

@Suite("Functions")
struct FunctionTests {
    static let input: Value = [
        "numbers": [3, 1.5, -2],
        "texts": ["b", "a", "B"],
        "people": [
            ["name": "bob", "age": 30], ["name": "ann", "age": 25], ["name": "cid", "age": 30],
            ["name": "dan", "age": 25],
        ],
        "empty": [],
        "map": ["z": 1, "a": nil],
    ]

    @Test(
        "A function of the specification gives what it says",
        arguments: [
            ("abs(`-3`)", 3), ("abs(`-2.5`)", 2.5), ("ceil(`1.2`)", 2), ("ceil(`-1.2`)", -1), ("floor(`1.8`)", 1),
            ("floor(`4`)", 4), ("sum(numbers)", 2.5), ("sum(empty)", 0), ("sum(`[1, 2]`)", 3), ("avg(`[1, 2]`)", 1.5),
            ("avg(empty)", nil),
            ("contains(texts, 'a')", true), ("contains('foobar', 'oba')", true), ("contains('foo', 'x')", false),
            ("contains('foo', '')", true),
            ("starts_with('foobar', 'foo')", true), ("starts_with('foo', 'foobar')", false),
            ("ends_with('foobar', 'bar')", true), ("ends_with('bar', 'foobar')", false),
            ("join(', ', texts)", "b, a, B"), ("join('-', empty)", ""),
            ("length('\u{E9}\u{1F600}')", 2), ("length(numbers)", 3), ("length(map)", 2),
            ("reverse(numbers)", [-2, 1.5, 3]), ("reverse('abc')", "cba"),
            ("sort(texts)", ["B", "a", "b"]), ("sort(numbers)", [-2, 1.5, 3]), ("sort(empty)", []),
            ("max(numbers)", 3), ("min(numbers)", -2), ("max(texts)", "b"), ("min(empty)", nil),
            ("sort_by(people, &age)[].name", ["ann", "dan", "bob", "cid"]),
            ("max_by(people, &age).name", "bob"), ("min_by(people, &name).name", "ann"), ("min_by(empty, &x)", nil),
            ("map(&name, people)", ["bob", "ann", "cid", "dan"]), ("map(&none, people[:1])", [nil]),
            ("keys(map)", ["z", "a"]), ("values(map)", [1, nil]),
            ("merge(map, `{\"a\": 2, \"b\": 3}`)", ["z": 1, "a": 2, "b": 3]),
            ("not_null(none, map.a, texts[0], none)", "b"), ("not_null(none)", nil),
            ("to_array('x')", ["x"]), ("to_array(empty)", []),
            ("type(numbers)", "array"), ("type(map)", "object"), ("type(`1.5`)", "number"), ("type('')", "string"),
            ("type(`true`)", "boolean"), ("type(none)", "null"),
        ] as [(String, Value)])
    func standard(_ source: String, _ wanted: Value) throws {
        #expect(try Expression(source).evaluate(Self.input) == wanted)
    }

    @Test(
        "to_number reads what Python reads",
        arguments: [
            ("10", 10), ("-1.5", -1.5), (" 7 ", 7), ("1e3", 1000.0), ("+3", 3), (".5", 0.5), ("1_000", 1000),
            ("", nil), ("_1", nil), ("1__0", nil), ("0x10", nil), ("nan", nil), ("1e999", nil), ("--1", nil),
            ("x", nil),
        ] as [(String, Value)])
    func numbers(_ text: String, _ wanted: Value) throws {
        #expect(try Expression("to_number(@)").evaluate(.string(text)) == wanted)
        #expect(try Expression("to_number(@)").evaluate(true) == nil)
    }

    @Test(
        "to_string writes JSON as Python does",
        arguments: [
            ("text", "text"), (1, "1"), (1.0, "1.0"), (1e16, "1e+16"),
            (12_345_678_901_234_568.0, "1.2345678901234568e+16"),
            (1e-5, "1e-05"), (0.0001, "0.0001"), (nil, "null"), (true, "true"),
            (["\u{E9}\n\"", 2], #"["\u00e9\n\"",2]"#),
            (["k": ["\u{1F600}\u{7F}"]], #"{"k":["\ud83d\ude00\u007f"]}"#),
        ] as [(Value, String)])
    func strings(_ value: Value, _ wanted: String) throws {
        #expect(try Expression("to_string(@)").evaluate(value) == .string(wanted))
    }

    @Test(
        "A wrong type is an error of its own class",
        arguments: [
            "abs('a')", "abs(none)", "avg(texts)", "sum(`[1, true]`)", "sort(`[1, \"a\"]`)", "max(`[true]`)",
            "join('-', numbers)", "length(`1`)", "keys(texts)", "merge(map, texts)", "contains(`1`, '1')",
            "contains('1', `1`)", "sort_by(people, &none)", "sort_by(`[1, \"a\"]`, &@)", "max_by(people, name)",
            "map(name, people)", "abs(&name)", "starts_with('a', `1`)", "sort_by(people, &@)",
        ])
    func wrongTypes(_ source: String) throws {
        let expression = try Expression(source)
        let error = #expect(throws: ExpressionError.self) { try expression.evaluate(Self.input) }
        #expect(error?.code == .invalidType)
        #expect(error?.offset == nil)
    }

    @Test("Sums leave the integers instead of overflowing")
    func overflow() throws {
        #expect(try Expression("sum(@)").evaluate([.integer(.max), 1]) == .double(0x1p63))
        #expect(try Expression("abs(@)").evaluate(.integer(.min)) == .double(0x1p63))
        #expect(try Expression("ceil(@)").evaluate(1e300) == 1e300)
    }

    @Test("A table can be extended, and an own function is checked like the others")
    func extending() throws {
        let table = FunctionTable.standard.adding("twice", [.string]) {
            .string(($0[0].string ?? "") + ($0[0].string ?? ""))
        }
        #expect(try Expression("twice(@)", functions: table).evaluate("ab") == "abab")
        let error = #expect(throws: ExpressionError.self) { try Expression("twice(@)", functions: table).evaluate(1) }
        #expect(error?.code == .invalidType)
        #expect(throws: ExpressionError.self) { try Expression("twice(@)") }
        #expect(table.names.contains("twice") && table.names.contains("sort_by"))
    }
}
