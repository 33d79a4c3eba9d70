import Document
import JMESPath
import Testing

@Suite("Evaluation")
struct EvaluationTests {
    static let company: Value = [
        "name": "acme",
        "empty": [:],
        "zero": 0,
        "no": false,
        "nothing": nil,
        "instances": [
            ["id": "i-1", "state": ["name": "running"], "tags": [["Key": "Name", "Value": "web"]], "cores": 2],
            ["id": "i-2", "state": ["name": "stopped"], "tags": [], "cores": 8],
            ["id": "i-3", "state": ["name": "running"], "tags": [["Key": "Env", "Value": "qa"]], "cores": 4],
        ],
        "zones": ["b": [1, 2], "a": [3], "c": nil],
        "nested": [[1, [2]], 3, [[4]]],
    ]

    @Test(
        "A path, an index, a projection gives what the specification says",
        arguments: [
            ("name", "acme"),
            ("\"name\"", "acme"),
            ("nothing.at.all", nil),
            ("name.first", nil),
            ("@.name", "acme"),
            ("instances[0].id", "i-1"),
            ("instances[-1].id", "i-3"),
            ("instances[3]", nil),
            ("name[0]", nil),
            ("instances[].id", ["i-1", "i-2", "i-3"]),
            ("instances[*].state.name", ["running", "stopped", "running"]),
            ("instances[*].missing", []),
            ("[{a: nothing}, {a: zero}][].a", [0]),
            ("[{a: nothing}][*].a", []),
            ("instances[].tags[].Value", ["web", "qa"]),
            ("instances[*].tags[*].Value", [["web"], [], ["qa"]]),
            ("instances[*].tags[0].Value", ["web", "qa"]),
            ("zones.*", [[1, 2], [3]]),
            ("zones.*[0]", [1, 3]),
            ("*.name", []),
            ("name.*", nil),
            ("nested[]", [1, [2], 3, [4]]),
            ("nested[][]", [1, 2, 3, 4]),
            ("name[]", nil),
            ("instances[?state.name == 'running'].id", ["i-1", "i-3"]),
            ("instances[?cores > `2` && cores < `8`].id", ["i-3"]),
            ("instances[?tags].id", ["i-1", "i-3"]),
            ("instances[?!tags].id | [0]", "i-2"),
            ("instances[?tags[?Key == 'Env']].id", ["i-3"]),
            ("instances[*].id | [1]", "i-2"),
            ("instances[0].[id, cores, none]", ["i-1", 2, nil]),
            ("instances[0].{ID: id, \"the state\": state.name}", ["ID": "i-1", "the state": "running"]),
            ("nothing.[a]", nil),
            ("nothing.{a: b}", nil),
            ("[name, zero]", ["acme", 0]),
        ] as [(String, Value)])
    func paths(_ source: String, _ wanted: Value) throws {
        #expect(try Expression(source).evaluate(Self.company) == wanted)
    }

    @Test(
        "A slice takes Python's bounds and steps",
        arguments: [
            ("[1:3]", [1, 2]), ("[:2]", [0, 1]), ("[3:]", [3, 4]), ("[::2]", [0, 2, 4]), ("[::-1]", [4, 3, 2, 1, 0]),
            ("[-2:]", [3, 4]), ("[-99:99]", [0, 1, 2, 3, 4]), ("[4:1:-2]", [4, 2]), ("[3:1]", []),
            ("[99:0:-3]", [4, 1]),
            ("[0:9223372036854775807:9223372036854775807]", [0]), ("[99999999999999999999:]", []),
            ("[:-99999999999999999999:-99999999999999999999]", [4]),
        ] as [(String, Value)])
    func slices(_ source: String, _ wanted: Value) throws {
        #expect(try Expression(source).evaluate([0, 1, 2, 3, 4]) == wanted)
    }

    @Test("A slice is a projection, except straight after an index")
    func sliceProjects() throws {
        let lists: Value = ["a": [[["b": 1], ["b": 2]], []]]
        #expect(try Expression("a[0] | [0:2].b").evaluate(lists) == [1, 2])
        #expect(try Expression("a[0][0:2].b").evaluate(lists) == nil)
    }

    @Test("A slice with step 0 is an invalid value")
    func sliceOfNothing() throws {
        let expression = try Expression("[::0]")
        #expect(throws: ExpressionError(.invalidValue, "the step of a slice cannot be 0")) {
            try expression.evaluate([1])
        }
        #expect(try expression.evaluate("text") == nil)
    }

    @Test(
        "Null, false and what is empty are false, every number is true",
        arguments: [
            ("nothing || name", "acme"), ("empty || name", "acme"), ("no || name", "acme"), ("zero || name", 0),
            ("'' || name", "acme"), ("name && zero", 0), ("nothing && name", nil), ("!zero", false), ("!empty", true),
            ("!name", false), ("!nothing", true),
            ("zero || nothing.no && no", 0),
            ("(zero || name) && no", false),
        ] as [(String, Value)])
    func truth(_ source: String, _ wanted: Value) throws {
        #expect(try Expression(source).evaluate(Self.company) == wanted)
    }

    @Test(
        "Equality is by value; order is for numbers and for strings",
        arguments: [
            ("`1` == `1.0`", true), ("`1` == `true`", false), ("`0` == `false`", false), ("`1` != `true`", true),
            ("`[1]` == `[true]`", true), ("contains(`[1]`, `true`)", true), ("'1' == `1`", false),
            ("`{\"a\": 1, \"b\": 2}` == `{\"b\": 2, \"a\": 1.0}`", true), ("`[1, 2]` == `[2, 1]`", false),
            ("`null` == `null`", true),
            ("`1` < `1.5`", true), ("`2` <= `2.0`", true), ("'a' < 'b'", true), ("'Z' < 'a'", true),
            ("'b' >= 'b'", true), ("'a' < `1`", nil), ("`true` > `false`", nil), ("`[1]` < `[2]`", nil),
            ("`9007199254740993` == `9007199254740992.0`", false),
            ("`9007199254740993` > `9007199254740992.0`", true),
            ("'\u{E9}' == 'e\u{301}'", false),
        ] as [(String, Value)])
    func comparisons(_ source: String, _ wanted: Value) throws {
        #expect(try Expression(source).evaluate(nil) == wanted)
    }

    @Test(
        "Literals: JSON, its older unquoted form, raw strings",
        arguments: [
            ("`{\"a\": [1, 2.5, null]}`", ["a": [1, 2.5, nil]]), ("`foo`", "foo"), ("` foo bar`", "foo bar"),
            ("`\"a\\`b\"`", "a`b"), ("`1.`", "1."), ("``", ""), ("'it\\'s'", "it's"), ("'a\\nb'", "a\\nb"), ("''", ""),
            ("'\u{1F600}'", "\u{1F600}"), ("`\"\\u00e9\"`", "\u{E9}"),
        ] as [(String, Value)])
    func literals(_ source: String, _ wanted: Value) throws {
        #expect(try Expression(source).evaluate(nil) == wanted)
    }

    @Test("Equal source and table make equal expressions")
    func identity() throws {
        let more = FunctionTable.standard.adding("one", []) { _ in 1 }
        #expect(try Expression("a.b") == Expression("a.b"))
        #expect(try Expression("a.b") != Expression("a.c"))
        #expect(try Expression("a.b") != Expression("a.b", functions: more))
        #expect(try Set([Expression("a"), Expression("a"), Expression("b")]).count == 2)
        #expect(try Expression("one()", functions: more).evaluate(nil) == 1)
    }
}
