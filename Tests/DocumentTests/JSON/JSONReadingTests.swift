import Document
import Testing

@Suite("JSON reading")
struct JSONReadingTests {
    private func read(_ text: String) throws(DocumentError) -> Value { try Value(json: Array(text.utf8)) }

    @Test(
        "values are read as JSON says",
        arguments: [
            ("null", .null), (" true\n", true), ("false", false), ("0", 0), ("-0", 0), ("-12", -12), ("1.5", 1.5),
            ("1e2", 100.0), ("-0.0", .double(-0.0)), ("9223372036854775807", .integer(.max)),
            ("-9223372036854775808", .integer(.min)), (#""""#, ""),
            (#""a\/\"\\\b\f\n\r\t\u00e9""#, "a/\"\\\u{8}\u{c}\n\r\té"),
            (#""\ud83d\ude00""#, "😀"), ("[]", []), ("{}", [:]), (" [ 1 , [ 2 ] , { } ] ", [1, [2], [:]]),
            (#"{"a":{"b":[null,"x"]},"c":-1.25e-3}"#, ["a": ["b": [nil, "x"]], "c": -0.00125]),
            ("\u{FEFF}[1]", [1]), (#"{"":1}"#, ["": 1]),
        ] as [(String, Value)])
    func known(text: String, value: Value) throws {
        #expect(try read(text) == value)
    }

    @Test(
        "a bad value does not lose the document",
        arguments: [
            (#"["\ud83d","ok"]"#, ["\u{FFFD}", "ok"]), (#"["\ude00\ud83d\n"]"#, ["\u{FFFD}\u{FFFD}\n"]),
            (#"["\ud83d\u0041"]"#, ["\u{FFFD}A"]), (#"["\ud83d\ud83d\ude00"]"#, ["\u{FFFD}😀"]),
            (#"{"\ud83d":1}"#, ["\u{FFFD}": 1]), (#"["\x","\u12G4","\u"]"#, [#"\x"#, #"\u12G4"#, #"\u"#]),
            ("[\"a\tb\u{1}\", {\"k\n\": 1}]", ["a\tb\u{1}", ["k\n": 1]]), ("[\"\\\t\"]", [#"\u0009"#]),
            ("[18446744073709551616,1]", ["18446744073709551616", 1]),
            ("[9223372036854775808]", ["9223372036854775808"]),
            ("[1e999,-1E+400]", ["1e999", "-1E+400"]), ("[1e-999]", [0.0]),
            ("12345678901234567890123", "12345678901234567890123"), (#"["\u0000"]"#, ["\0"]),
        ] as [(String, Value)])
    func tolerant(text: String, value: Value) throws {
        #expect(try read(text) == value)
    }

    @Test("bytes that are no UTF-8 read as the replacement character")
    func badEncoding() throws {
        #expect(
            try Value(json: Array("{\"a\":\"x".utf8) + [0xFF, 0xC3] + Array("\",\"b\":1}".utf8)) == [
                "a": "x\u{FFFD}\u{FFFD}", "b": 1,
            ])
        #expect(try Value(json: [0x22, 0x01, 0xFF, 0x22]) == "\u{1}\u{FFFD}")
    }

    @Test("of a repeated key the last value counts, in the place of the first")
    func repeatedKeys() throws {
        let value = try read(#"{"a":1,"b":{"a":5},"\u0061":2,"c":[{"a":1},{"a":3}]}"#)
        #expect(value == ["a": 2, "b": ["a": 5], "c": [["a": 1], ["a": 3]]])
        #expect(value.object.map { Array($0.keys) } == ["a", "b", "c"])
    }
}
