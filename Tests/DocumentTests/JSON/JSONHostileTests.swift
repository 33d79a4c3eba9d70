import Document
import Testing

@Suite("Hostile JSON")
struct JSONHostileTests {
    private func code(_ text: String, limits: DocumentLimits = .jsonAnswer) -> DocumentError.Code? {
        code(Array(text.utf8), limits: limits)
    }

    private func code(_ bytes: [UInt8], limits: DocumentLimits = .jsonAnswer) -> DocumentError.Code? {
        do {
            _ = try Value(json: bytes, limits: limits)
            return nil
        } catch {
            return error.code
        }
    }

    @Test(
        "what is not one whole JSON value is refused",
        arguments: [
            "", " ", "]", "}", "[", "{", "[1", "[1,", #"{"a""#, #"{"a":"#, #"{"a":1"#, #"{"a":1,"#, "[1,]", "[,1]",
            "[,]",
            #"{"a":1,}"#, "{,}", "{1:2}", #"{"a"}"#, #"{"a" 1}"#, #"["a":1]"#, #"[1:2]"#, "[1 2]", #"["a" "b"]"#,
            #"["a"1]"#,
            #"{"a":1 "b":2}"#, #"{"a":1;"b":2}"#, "[1}", "{]", #"{"a":[1}]"#, "[[1]", "[1]]", "[1] 2", "1 2", "1,2",
            "1][2", "{}{}",
            "[][]", "true false", #""a" "b""#, #""a"b"#, #""a"#, #"["a]"#, #""\"#, "nul", "nulll", "True", "NaN",
            "[NaN]", "Infinity", "-Infinity",
            "-", "+1", "01", "-01", "1.", ".5", "1.e1", "1e", "1e+", "0x1f", "1_000", "1.2.3", "--1", "1-2", "'a'",
            "[1]/**/", "// x\n1",
            "undefined", "[1]\u{0}", "0\u{0}", "[true\u{0}]", "\u{0}", "[\u{A0}1]", "<html>", #"{"a":1}x"#,
            "\u{FEFF}\u{FEFF}1", "[1,\n2\n3]",
            "[true1]", "[nullnull]",
            "[tru]", #"{"a":tru}"#, #"{null:1}"#, #"{"a":1,"a"}"#, #"[{"a":1]}"#,
        ])
    func refused(text: String) {
        #expect([.syntax, .truncated].contains(code(text)))
    }

    @Test("cut off text is said to be truncated", arguments: ["", "[1", #"{"a":1"#, #"{"a":"#, #"["a"#, "[[]", "[1,"])
    func truncated(text: String) {
        #expect(code(text) == .truncated)
    }

    @Test("nesting is bounded without a stack overflow", arguments: ["[", #"{"a":"#, #"[{"a":"#])
    func deep(opening: String) {
        #expect(code(String(repeating: opening, count: 100_000)) == .tooDeep)
        #expect(
            code(String(repeating: opening, count: 1000), limits: .init(bytes: 1 << 20, depth: .max, nodes: .max))
                != nil)
    }

    @Test("the depth limit itself is allowed")
    func depthLimit() {
        let nested = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
        #expect(code(nested(512)) == nil)
        #expect(code(nested(513)) == .tooDeep)
        #expect(code("1", limits: .init(bytes: 9, depth: 0, nodes: 9)) == nil)
    }

    @Test("bytes and nodes are bounded")
    func bounds() {
        #expect(code("[1,2,3]", limits: .init(bytes: 6, depth: 9, nodes: 9)) == .tooLarge)
        #expect(code("[1,2,3]", limits: .init(bytes: 7, depth: 9, nodes: 4)) == nil)
        #expect(code("[1,2,3]", limits: .init(bytes: 7, depth: 9, nodes: 3)) == .tooManyNodes)
    }

    @Test("every beginning of a document is refused, no byte of it is read beyond the end")
    func everyPrefix() {
        let text = Array(#"{"a":[1,-2.5e3,"x\u00e9\ud83d\ude00é",null,true,false,{}],"b":{"c":[[],""]}}"#.utf8)
        #expect(code(text) == nil)
        for length in text.indices { #expect(code(Array(text[..<length])) != nil) }
    }

    @Test("an error names the line and column of what could not be read")
    func place() {
        #expect(throws: DocumentError(.syntax, "not a JSON value", line: 2, column: 7)) {
            try Value(json: Array("[1,\n \"é\", nope]".utf8))
        }
    }

    @Test("a hundred thousand distinct and repeated keys are read")
    func manyKeys() throws {
        let keys = (0..<100_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        let value = try Value(json: Array("{\(keys),\(keys)}".utf8))
        #expect(value.object?.count == 100_000)
        #expect(value["k99999"] == 99999)
    }
}
