import Document
import Testing

@Suite("YAML reading")
struct YAMLNodeTests {
    private func parse(_ text: String) throws(DocumentError) -> YAMLNode { try YAMLNode.parse(Array(text.utf8)) }

    @Test(
        "documents become values by the core schema",
        arguments: [
            (
                "a: 1\nb: [x, 'y', \"z\\n\"]\nc:\n  - d: ~\n  -\n",
                ["a": 1, "b": ["x", "y", "z\n"], "c": [["d": nil], nil]]
            ),
            ("{a: {b: []}, c: {}}", ["a": ["b": []], "c": [:]]),
            ("- |\n  two\n  lines\n- >-\n  one\n  line\n", ["two\nlines\n", "one line"]),
            ("1: a\ntrue: b\n'': c\n", ["1": "a", "true": "b", "": "c"]), ("# only a comment\n", [:]), ("", [:]),
            ("---\n", nil),
            ("%YAML 1.1\n---\nx\n...\n", "x"), ("\u{FEFF}a: b", ["a": "b"]),
            ("a: b\r\nc:\r\n  - d\r\n", ["a": "b", "c": ["d"]]),
            ("a: 1\na: 2\n", ["a": 2]),
        ] as [(String, Value)])
    func documents(text: String, value: Value) throws {
        #expect(try parse(text).value == value)
    }

    @Test(
        "plain scalars are typed as YAML 1.2 says, not 1.1",
        arguments: [
            ("no", "no"), ("Yes", "Yes"), ("on", "on"), ("y", "y"), ("null", nil), ("Null", nil), ("~", nil),
            ("nULL", "nULL"), ("True", true),
            ("FALSE", false), ("tRUE", "tRUE"), ("0", 0), ("-19", -19), ("+12", 12), ("0123", 123), ("0o17", 15),
            ("0o18", "0o18"),
            ("0x3A", 58), ("0x", "0x"), ("0x-1", "0x-1"), ("-0x1", "-0x1"), ("0b1", "0b1"), ("1_000", "1_000"),
            ("1:30", "1:30"), ("1.", 1.0), (".5", 0.5), ("-0.0", .double(-0.0)),
            ("12e03", 12000.0), ("-2E+05", -200000.0), ("1e", "1e"), (".", "."), ("+", "+"), ("--1", "--1"),
            ("..5", "..5"), ("1.2.3", "1.2.3"),
            (".inf", .double(.infinity)), ("-.INF", .double(-.infinity)), ("+.Inf", .double(.infinity)), ("inf", "inf"),
            ("nan", "nan"), ("-.nan", "-.nan"),
            ("9223372036854775808", "9223372036854775808"), ("1e999", "1e999"), ("2024-01-01", "2024-01-01"),
            ("10.0.0.1", "10.0.0.1"),
            ("0x1p3", "0x1p3"), ("infinity", "infinity"), ("1 2", "1 2"), ("i-0abc", "i-0abc"),
            ("t3.micro", "t3.micro"), ("''", ""), ("'5'", "5"), ("\"true\"", "true"),
        ] as [(String, Value)])
    func scalars(text: String, value: Value) throws {
        #expect(try parse("a: \(text)").value == ["a": value])
    }

    @Test("not a number is a double") func notANumber() throws {
        #expect(try parse(".nan").value.double?.isNaN == true)
    }

    @Test("every node knows its line and its column in characters")
    func places() throws {
        let node = try parse("\u{FEFF}ä: 'é😀'\nlist:\n  - é: x\n    k: {ü: [1, 2]}\n")
        var places: [String] = []
        func collect(_ node: YAMLNode) {
            switch node.content {
            case .scalar(let text, _): places.append("\(text)@\(node.line):\(node.column)")
            case .sequence(let nodes): nodes.forEach(collect)
            case .mapping(let pairs):
                places.append("{@\(node.line):\(node.column)")
                for pair in pairs {
                    collect(pair.key)
                    collect(pair.value)
                }
            }
        }
        collect(node)
        #expect(
            places == [
                "{@1:1", "ä@1:1", "é😀@1:4", "list@2:1", "{@3:5", "é@3:5", "x@3:8", "k@4:5", "{@4:8", "ü@4:9", "1@4:13",
                "2@4:16",
            ])
    }

    @Test("repeated keys are told in the order written")
    func duplicates() throws {
        let node = try parse("a: 1\nb: 2\n'a': 3\na: 4\n")
        #expect(node.duplicates.map(\.line) == [3, 4])
        #expect(node.duplicates.map(\.text) == ["a", "a"])
    }
}
