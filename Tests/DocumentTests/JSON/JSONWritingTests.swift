import Document
import Testing

@Suite("JSON writing")
struct JSONWritingTests {
    private func text(_ value: Value, pretty: Bool = false) -> String {
        String(decoding: value.json(pretty: pretty), as: UTF8.self)
    }

    @Test(
        "values are written compactly",
        arguments: [
            (nil, "null"), (true, "true"), (false, "false"), (-7, "-7"), (.integer(.min), "-9223372036854775808"),
            (1.0, "1.0"),
            (0.1, "0.1"), (1e300, "1e+300"), (.double(-0.0), "-0.0"), (.double(.infinity), "null"),
            (.double(.nan), "null"),
            ([], "[]"), ([:], "{}"), ([1, ["a": nil]], #"[1,{"a":null}]"#), ("é😀", #""é😀""#),
            ("\"\\/\u{8}\u{c}\n\r\t\u{1}\u{1f}", #""\"\\/\b\f\n\r\t\u0001\u001f""#),
            (
                "\u{7f}\u{80}\u{9f}\u{a0}\u{2027}\u{2028}\u{2029}\u{202a}\u{feff}",
                "\"\\u007f\\u0080\\u009f\u{a0}\u{2027}\\u2028\\u2029\u{202a}\\ufeff\""
            ),
            (["k\n": "\0"], #"{"k\n":"\u0000"}"#),
        ] as [(Value, String)])
    func compact(value: Value, expected: String) {
        #expect(text(value) == expected)
    }

    @Test("pretty text is indented by two spaces, empty containers stay closed")
    func pretty() {
        #expect(
            text(["a": [1, ["b": []]], "c": [:]], pretty: true) == """
                {
                  "a": [
                    1,
                    {
                      "b": []
                    }
                  ],
                  "c": {}
                }
                """)
    }
}
