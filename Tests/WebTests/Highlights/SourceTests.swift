import FoundationEssentials
import Templating
import Testing

@testable import Web

@Suite("Coloured JSON and YAML")
struct SourceTests {
    /// Each piece with its tint, as `k:name`.
    private func pieces(_ text: String, _ language: SourceLanguage) -> [String] {
        let bytes = Array(text.utf8)
        return language.tokens(of: bytes).map {
            "\($0.tint.rawValue):" + String(decoding: bytes[$0.range], as: UTF8.self)
        }
    }

    @Test("JSON: keys, strings with escapes, numbers and words are told apart")
    func json() {
        let text = #"{"a\"b" : ["x\\", -1.5e3, true, null], "c":{"d":""}}"#
        #expect(
            pieces(text, .json) == [
                #"k:a\"b"#, #"s:x\\"#, "d:-1.5e3", "w:true", "w:null", "k:c", "k:d", "s:",
            ])
    }

    @Test("YAML: keys, scalars of all styles, comments, tags and block text are told apart")
    func yaml() {
        let text = """
            # head
            AWSTemplateFormatVersion: '2010-09-09'
            Resources:
              Queue: # a queue
                Type: AWS::SQS::Queue
                Name: !Sub "${AWS::StackName}-q"
                Size: 12
                On: true
                Flow: { a: [1, "two"], b: &x c }
                Url: http://example.com/#not-a-comment
                Text: |
                  key: no key
                  # no comment

                  'no quote
                After: 'it''s'
              - plain item: yes it is
            """
        #expect(
            pieces(text, .yaml) == [
                "c:# head", "k:AWSTemplateFormatVersion", "s:2010-09-09", "k:Resources", "k:Queue", "c:# a queue",
                "k:Type", "s:AWS::SQS::Queue", "k:Name", "t:!Sub", "s:${AWS::StackName}-q", "k:Size", "d:12", "k:On",
                "w:true", "k:Flow", "k:a", "d:1", "s:two", "k:b", "t:&x", "s:c", "k:Url",
                "s:http://example.com/#not-a-comment", "k:Text", "s:key: no key", "s:# no comment", "s:'no quote",
                "k:After", "s:it''s", "k:plain item", "s:yes it is",
            ])
    }

    static let odd = [
        "", "\"", "\"\\", "{", "'", "a:", ":", "- -", "|", "k: |", "k: |\n", "?", "!", "&", "\u{0}", "{a", "[}]",
        "\r\n\r\n", "#",
        "\"unclosed\nand more: x", "\\u12", "-", "- ", "%TAG", "@x", "`", "a: b: c", "\t- x", "é: ü", "---\n...\n",
        "a #b", "a# b",
    ]

    @Test(
        "whatever the bytes, every one is shown once and in its order", arguments: odd + [odd.joined(separator: "\n")])
    func whole(text: String) throws {
        for language in [SourceLanguage.json, .yaml] {
            let tokens = language.tokens(of: Array(text.utf8))
            for (one, next) in zip(tokens, tokens.dropFirst()) {
                #expect(one.range.upperBound <= next.range.lowerBound)
            }
            #expect(try shown(text, language) == VisibleText.showing(text, keepsLines: true))
        }
    }

    @Test("a random text is shown whole, too")
    func random() throws {
        var state: UInt64 = 42
        let alphabet = Array("ab:-'\"{}[]|>#!&*, \n\t01.\\".utf8)
        for _ in 0..<300 {
            var bytes: [UInt8] = []
            for _ in 0..<120 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(try shown(text, .yaml) == text)
            #expect(try shown(text, .json) == text)
        }
    }

    @Test("words that lead somewhere are links, wherever they stand in a string, and nothing else is")
    func links() throws {
        let text =
            #"{"Group": "sg-0123456789", "Text": "by sg-0123456789, not i-1", "Policy": "{\"arn:aws:x:::y/z\"}", "sg-0123456789": 1}"#
        let html = try page(text, .json) { word, _ in
            ["sg-0123456789", "arn:aws:x:::y/z"].contains(word) ? "/at/" + word : nil
        }
        let reader = PageReader(html)
        #expect(
            reader.values("a", "href") == ["/at/sg-0123456789", "/at/sg-0123456789", "/at/arn:aws:x:::y/z"])
        #expect(try shown(text, .json) == text)
    }

    @Test("markup in a document stays text")
    func escaped() throws {
        let text = #"{"</code><script>": "<script>alert(1)</script>&amp;\u003c"}"#
        let html = try page(text, .json) { _, _ in "/x\"><script>" }
        #expect(!html.contains("<script"))
        #expect(try shown(text, .json) == text)
    }

    @Test("a megabyte is shown to its limit, and says how long it is")
    func large() throws {
        let text = "[" + String(repeating: "\"0123456789\",", count: 100_000) + "0]"
        let html = try page(text, .json) { _, _ in nil }
        #expect(html.contains("… (1,300,003 bytes in all)"))
        #expect(html.utf8.count < 4 << 20)
    }

    /// What a reader sees.
    private func shown(_ text: String, _ language: SourceLanguage) throws -> String {
        let html = try page(text, language) { _, _ in nil }
        var plain = ""
        var isTag = false
        for scalar in html.unicodeScalars {
            if scalar == "<" { isTag = true }
            if !isTag { plain.unicodeScalars.append(scalar) }
            if scalar == ">" { isTag = false }
        }
        for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
            plain = plain.replacing(entity, with: character)
        }
        return plain
    }

    private func page(
        _ text: String, _ language: SourceLanguage, _ link: @escaping (String, String) -> String?
    ) throws -> String {
        var data = TemplateData()
        SourceView(Array(text.utf8), language, link: link).write(to: &data)
        return String(decoding: try Self.templates.get().render("page", data), as: UTF8.self)
    }

    private static let templates = Result {
        let part = try String(contentsOfFile: TestSite.folder("templates") + "/_source.html", encoding: .utf8)
        return try Templates(sources: [
            "page": "{{%AUTOESCAPE context=\"HTML\"}}{{>_source}}", "_source": part,
        ])
    }
}
