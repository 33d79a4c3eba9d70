import Testing

@testable import AWS

@Suite("Lists in headers")
struct HeaderListTests {
    @Test(
        "elements stand between commas; quotes keep theirs",
        arguments: [
            ("a,b", ["a", "b"]), (" a , b\t", ["a", "b"]), ("", [""]), ("a,,b", ["a", "", "b"]),
            (#""b,c", "\"def\"", a"#, ["b,c", "\"def\"", "a"]), (#""" , x"#, ["", "x"]), (#"a"b,c"#, [#"a"b"#, "c"]),
            (#"" a ""#, [" a "]), (#""open, x"#, ["open, x"]),
        ])
    func elements(text: String, expected: [String]) {
        #expect(HeaderList.elements(of: text) == expected)
    }

    @Test("dates have a comma of their own")
    func dates() {
        let text = "Mon, 16 Dec 2019 23:48:18 GMT, Tue, 17 Dec 2019 23:48:18 GMT"
        #expect(
            HeaderList.elements(of: text, commas: 2) == [
                "Mon, 16 Dec 2019 23:48:18 GMT", "Tue, 17 Dec 2019 23:48:18 GMT",
            ])
    }
}
