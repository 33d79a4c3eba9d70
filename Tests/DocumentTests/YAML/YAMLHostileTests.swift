import Document
import Testing

@Suite("Hostile YAML")
struct YAMLHostileTests {
    private func failure(_ bytes: [UInt8], limits: DocumentLimits = .configuration) -> DocumentError? {
        do {
            _ = try YAMLNode.parse(bytes, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    private func failure(_ text: String, limits: DocumentLimits = .configuration) -> DocumentError? {
        failure(Array(text.utf8), limits: limits)
    }

    @Test(
        "errors say what is wrong and where",
        arguments: [
            ("a: [1, 2\nb: 3\n", "2:2: while parsing a flow sequence started at 1:4: did not find expected ',' or ']'"),
            ("a: {b: 1\n", "2:1: while parsing a flow mapping started at 1:4: did not find expected ',' or '}'"),
            ("a: 'b\n", "2:1: while scanning a quoted scalar started at 1:4: found unexpected end of stream"),
            ("a: b: c\n", "1:5: mapping values are not allowed in this context"),
            (
                "a:\n\tb: 1\n",
                "2:1: while scanning for the next token started at 2:1: found character that cannot start any token"
            ),
            ("a: \"\\q\"\n", "1:5: while parsing a quoted scalar started at 1:4: found unknown escape character"),
            ("a: &x 1\nb: *x\n", "1:4: anchors are not supported; write the value out"),
            ("- *x\n", "1:3: aliases are not supported; write the value out"),
            ("a: !!str 1\n", "1:4: tags are not supported"), ("a: !Ref b\n", "1:4: tags are not supported"),
            ("a: 1\n? [b]\n: 2\n", "2:3: a key must be plain text"), ("{a: 1}: 2\n", "1:1: a key must be plain text"),
            ("a: 1\n---\nb: 2\n", "2:1: the file holds more than one document"),
            ("ä: \u{1}\n", "1:4: control characters are not allowed"),
        ])
    func errors(text: String, expected: String) {
        #expect(failure(text)?.description == expected)
    }

    @Test("aliases and other encodings have codes of their own")
    func codes() {
        #expect(failure("a: &x 1\n")?.code == .alias)
        #expect(failure("*x")?.code == .alias)
        #expect(
            failure([0x61, 0x3A, 0x20, 0xFF])
                == DocumentError(.encoding, "the file is not valid UTF-8", line: 1, column: 4))
        #expect(failure(Array("a: ü\nb: ".utf8) + [0xE4, 0x0A])?.description == "2:4: the file is not valid UTF-8")
        #expect(failure([0xFF, 0xFE, 0x61, 0x00])?.code == .encoding)
        #expect(failure([0xFE, 0xFF, 0x00, 0x61])?.code == .encoding)
    }

    @Test(
        "bombs are refused by depth while reading",
        arguments: ["[", "{a: ", "- ", "[{a: "])
    func deep(opening: String) {
        let error = failure(String(repeating: opening, count: 100_000))
        #expect(error?.code == .tooDeep)
        #expect(error?.line == 1)
    }

    @Test("the depth limit itself is allowed, also by indentation")
    func depthLimit() {
        let flow = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
        #expect(failure(flow(64)) == nil)
        #expect(failure(flow(65))?.code == .tooDeep)
        let block = { (depth: Int) in (0..<depth).map { String(repeating: " ", count: $0) + "a:\n" }.joined() }
        #expect(failure(block(64)) == nil)
        #expect(failure(block(65))?.code == .tooDeep)
    }

    @Test("bytes, nodes and directives are bounded")
    func bounds() {
        #expect(failure(String(repeating: "#", count: (1 << 20) + 1))?.code == .tooLarge)
        #expect(failure(String(repeating: "- 1\n", count: 99_999)) == nil)
        #expect(failure(String(repeating: "- 1\n", count: 100_000))?.code == .tooManyNodes)
        let directives = (0..<70_000).map { "%TAG !\($0)! b\n" }.joined() + "--- 1\n"
        #expect(failure(directives)?.message == "too many %TAG directives")
    }

    @Test("a megabyte of one key, of a hundred thousand keys and of quotes is read or refused, never hung")
    func large() throws {
        let long = String(repeating: "k", count: 1_000_000)
        #expect(try YAMLNode.parse(Array("a: \(long)".utf8)).value == ["a": .string(long)])
        #expect(failure("\(long): a") != nil)
        let keys = (0..<49_000).map { "k\($0): \($0)\n" }.joined()
        #expect(try YAMLNode.parse(Array(keys.utf8)).value["k48999"] == 48999)
        #expect(failure(String(repeating: "\"", count: 1_000_000)) != nil)
    }
}
