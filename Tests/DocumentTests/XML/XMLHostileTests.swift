import Document
import Testing

@Suite("Hostile XML")
struct XMLHostileTests {
    private func failure(_ bytes: [UInt8], limits: DocumentLimits = .xmlAnswer) -> DocumentError? {
        do {
            _ = try XMLTree(bytes, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    private func failure(_ text: String, limits: DocumentLimits = .xmlAnswer) -> DocumentError? {
        failure(Array(text.utf8), limits: limits)
    }

    @Test(
        "any DOCTYPE is refused before anything of it is used",
        arguments: [
            "<!DOCTYPE a><a/>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
            "<!DOCTYPE a PUBLIC '-//x' 'http://127.0.0.1:9/x'><a/>",
            "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
            "<!DOCTYPE a [<!ENTITY l0 'lol'><!ENTITY l1 '&l0;&l0;&l0;'><!ENTITY l2 '&l1;&l1;&l1;'>]><a>&l2;</a>",
            "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/'> %p;]><a/>",
            "<!DOCTYPE a [<!ATTLIST a b CDATA 'c'>]><a/>",
        ])
    func doctype(text: String) {
        #expect(failure(text)?.code == .doctype)
        #expect(failure("<?xml version='1.0'?>\n" + text)?.line == 2)
    }

    @Test("depth, nodes and bytes are bounded")
    func bounds() {
        let nested = { String(repeating: "<a>", count: $0) + String(repeating: "</a>", count: $0) }
        #expect(failure(nested(64)) == nil)
        #expect(failure(nested(65)) == DocumentError(.tooDeep, "elements are nested too deep", line: 1, column: 193))
        #expect(failure(String(repeating: "<a>", count: 1_000_000))?.code == .tooDeep)
        let many = "<r>" + String(repeating: "<a b='1'/>", count: 50) + "</r>"
        #expect(failure(many, limits: .init(bytes: 9999, depth: 9, nodes: 101)) == nil)
        #expect(failure(many, limits: .init(bytes: 9999, depth: 9, nodes: 100))?.code == .tooManyNodes)
        #expect(failure(many, limits: .init(bytes: 99, depth: 9, nodes: 999))?.code == .tooLarge)
        let attributes = (0..<100_000).map { "a\($0)='x'" }.joined(separator: " ")
        #expect(
            failure("<a \(attributes)/>", limits: .init(bytes: 1 << 21, depth: 9, nodes: 1000))?.code == .tooManyNodes)
    }

    @Test(
        "what is not well-formed is refused with its place",
        arguments: [
            ("<a><b></a>", .syntax, 1, 9), ("<a>\n é &nope;</a>", .syntax, 2, 4), ("<a b='1' b='2'/>", .syntax, 1, 10),
            ("<a b=1/>", .syntax, 1, 6),
            ("<a/><b/>", .syntax, 1, 5), ("<a/>x", .syntax, 1, 5), ("x", .syntax, 1, 1), ("<a>&#0;</b>", .syntax, 1, 4),
            ("<a>&#x;</a>", .syntax, 1, 7), ("<a>&#12</a>", .syntax, 1, 8),
            ("<a>]]></a>", .syntax, 1, 6), ("<html><br></html>", .syntax, 1, 13), ("{\"a\":1}", .syntax, 1, 1),
            ("", .truncated, 1, 1), ("<a>", .truncated, 1, 4),
            ("<a>\n<b", .truncated, 2, 1), ("<a><![CDATA[x", .truncated, 1, 14), ("<a>x&am", .truncated, 1, 5),
        ] as [(String, DocumentError.Code, Int, Int)])
    func malformed(text: String, code: DocumentError.Code, line: Int, column: Int) {
        let error = failure(text)
        #expect(error?.code == code)
        #expect(error?.line == line)
        #expect(error?.column == column)
    }

    @Test(
        "characters that XML cannot carry do not lose the document",
        arguments: [
            ("<a>x\u{1}y\tz</a>", "x\u{FFFD}y\tz"),
            ("<a>&#0;&#x1F;&#xD800;&#xFFFF;&#x110000;&#65;&#x1F600;</a>", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}A😀"),
            ("<a><b c='\u{0}'/>\u{1B}[0m</a>", "\u{FFFD}[0m"),
        ])
    func forbiddenCharacters(text: String, expected: String) throws {
        #expect(try XMLTree(Array(text.utf8)).root.text == expected)
    }

    @Test(
        "bytes that are no UTF-8 do not lose the document",
        arguments: [
            ([0xFF], "\u{FFFD}"), ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"), ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xEF, 0xBF, 0xBF], "\u{FFFD}"), ([0xFF, 0x1B], "\u{FFFD}\u{FFFD}"), ([0xEF, 0xBF, 0xBD], "\u{FFFD}"),
        ] as [([UInt8], String)])
    func malformedBytes(bytes: [UInt8], expected: String) throws {
        #expect(try XMLTree(Array("<a>é".utf8) + bytes + Array("</a>".utf8)).root.text == "é" + expected)
        #expect(failure(Array("<a>é".utf8) + bytes) != nil)
    }

    @Test("encodings that are unknown or not the document's are refused, Latin-1 and UTF-16 are read")
    func encodings() throws {
        #expect(failure("<?xml version='1.0' encoding='EBCDIC-X'?><a/>")?.code == .encoding)
        #expect(failure("<?xml version='1.0' encoding='UTF-16'?><a/>")?.code == .encoding)
        let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xE9] + Array("</a>".utf8)
        #expect(try XMLTree(latin).root.text == "é")
        let wide: [UInt8] =
            [0xFF, 0xFE] + "<a>é</a>".utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        #expect(try XMLTree(wide).root.text == "é")
        #expect(try XMLTree([0xEF, 0xBB, 0xBF] + Array("<a>x</a>".utf8)).root.text == "x")
    }

    @Test("every beginning of a document is refused")
    func everyPrefix() {
        let text = Array("<?xml version='1.0'?><a x='é'><b>t&amp;é</b><!-- c --><c/><![CDATA[d]]></a>".utf8)
        #expect(failure(text) == nil)
        for length in text.indices { #expect(failure(Array(text[..<length])) != nil) }
    }

    @Test("instructions and comments are passed over, names with several prefixes keep their last part")
    func oddities() throws {
        let root = try XMLTree(Array("<?x y?><!-- a --><p:a><?z?>1<!-- b -->2<q:r:s/><t:/></p:a>".utf8)).root
        #expect(root.text == "12")
        #expect(root.children.map(\.name) == ["r:s", "t:"])
    }

    @Test("a hundred thousand names and a long mixed text are read")
    func large() throws {
        let names = (0..<100_000).map { "<n\($0)>x</n\($0)>" }.joined()
        let root = try XMLTree(Array("<a>\(names)</a>".utf8)).root
        #expect(root.children.count == 100_000)
        #expect(root.children.reversed().first?.name == "n99999")
        let mixed = try XMLTree(Array(("<a>" + String(repeating: "x<b/>", count: 100_000) + "</a>").utf8)).root
        #expect(mixed.text.utf8.count == 100_000)
    }
}
