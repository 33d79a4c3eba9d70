import Templating
import Testing

@Suite("Filling templates")
struct TemplatingTests {
    static let pragma = "{{%AUTOESCAPE context=\"HTML\"}}"

    private func render(_ body: String, parts: [String: String] = [:], _ fill: (inout TemplateData) -> Void) throws
        -> String
    {
        var sources = parts.mapValues { Self.pragma + $0 }
        sources["page"] = Self.pragma + body
        var data = TemplateData()
        fill(&data)
        return String(decoding: try Templates(sources: sources).render("page", data), as: UTF8.self)
    }

    @Test("sections repeat, nest and see the values around them")
    func sections() throws {
        let text = try render("<p>{{#ROW}}{{TABLE}}:{{#CELL}}{{NAME}},{{/CELL}};{{/ROW}}{{#NONE}}no{{/NONE}}</p>") {
            $0.set("TABLE", "t")
            $0.set("NAME", "outer")
            for row in 1...3 {
                $0.section("ROW") { data in
                    for cell in 1..<row { data.section("CELL") { $0.set("NAME", "\(row)\(cell)") } }
                    if row == 3 { data.show("CELL") }
                }
            }
        }
        #expect(text == "<p>t:;t:21,;t:31,32,outer,;</p>")
    }

    @Test("a section of the page is not one of its rows")
    func sectionsStayWhereTheyAre() throws {
        let text = try render("<p>{{#A}}a{{#B}}b{{/B}}{{/A}}{{#B}}B{{/B}}</p>") {
            $0.show("A")
            $0.show("B")
        }
        #expect(text == "<p>aB</p>")
    }

    static let hostile = "\"'><script>alert(1)</script>&amp;\u{202E}\u{0}{{X}}"

    @Test("values are escaped for the place they stand in")
    func escaping() throws {
        let text = try render("<a href=\"{{LINK}}\" title='{{X}}'>{{X}}</a><input value=\"{{X}}\">") {
            $0.set("X", Self.hostile)
            $0.set("LINK", "/a?q=%22&b=\"'>")
        }
        #expect(!text.contains("<script"))
        #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;"))
        #expect(text.contains("href=\"/a?q=%22&amp;b=&quot;&#39;&gt;\""))
        #expect(text.contains("title='&quot;&#39;&gt;&lt;script"))
        #expect(text.contains("{{X}}"))
    }

    @Test(
        "an address that is no path never becomes a link",
        arguments: ["javascript:alert(1)", "data:text/html,x", " javascript:x"])
    func links(address: String) throws {
        let text = try render("<a href=\"{{LINK}}\">x</a>") { $0.set("LINK", address) }
        #expect(text == "<a href=\"#\">x</a>")
    }

    @Test("parts are put in place before escaping looks at the page")
    func parts() throws {
        let text = try render(
            "<a {{>_attribute}}>{{>_text}}</a>", parts: ["_attribute": "href=\"{{X}}\"", "_text": "{{X}}"]
        ) {
            $0.set("X", "javascript:\"")
        }
        #expect(text == "<a href=\"#\">javascript:&quot;</a>")
    }

    @Test("a marker without a value is an error, not an empty place")
    func missing() throws {
        let templates = try Templates(sources: [
            "page": Self.pragma + "<p>{{A}}{{B}}{{#S}}{{C}}{{/S}}{{#T}}{{D}}{{/T}}</p>"
        ])
        var data = TemplateData()
        data.set("A", "")
        data.show("S")
        let error = #expect(throws: TemplateError.self) { try templates.render("page", data) }
        #expect(error?.code == .missingValues)
        #expect(error?.message == "no value was given for B C")
        #expect(throws: TemplateError.self) { try templates.render("other", data) }
    }

    static let unusable: [(String, TemplateError.Code)] = [
        ("{{%AUTOESCAPE context=\"JSON\"}}<p>{{A}}</p>", .noPragma),
        ("<p>{{A}}</p>", .noPragma),
        ("\(pragma)<p>{{A:none}}</p>", .unescaped),
        ("\(pragma)<p>{{a}}</p>", .badMarker),
        ("\(pragma)<p>{{A</p>", .badMarker),
        ("\(pragma)<p>{{}}</p>", .badMarker),
        ("\(pragma)<p>{{#A}}</p>", .doesNotCompile),
        ("\(pragma)<p>{{#A}}{{#B}}{{/A}}{{/B}}</p>", .doesNotCompile),
        ("\(pragma)<a href={{A}}>x</a>", .doesNotCompile),
        ("\(pragma)<p>{{>_none}}</p>", .unknownPart),
        ("\(pragma)<p>{{>page}}</p>", .unknownPart),
    ]

    @Test("what could leave escaping out, or render nothing, does not load", arguments: unusable.indices)
    func broken(index: Int) {
        let (source, code) = Self.unusable[index]
        let error = #expect(throws: TemplateError.self) { try Templates(sources: ["page": source]) }
        #expect(error?.code == code)
    }

    @Test("markers are told apart")
    func markers() throws {
        let source = Self.pragma + "<p>{{! a comment}}{{A}}{{#S}}{{B}}{{/S}}{{>_part}}</p>"
        let templates = try Templates(sources: ["page": source, "_part": Self.pragma + "{{#T}}{{C}}{{/T}}"])
        let markers = try #require(templates.markers(of: "page"))
        #expect(markers.values == ["A", "B", "C"])
        #expect(markers.sections == ["S", "T"])
        #expect(templates.names == ["page"])
    }

    @Test("a megabyte in a value, and ten thousand sections")
    func large() throws {
        let text = try render("<p>{{X}}</p>{{#S}}<i>{{Y}}</i>{{/S}}") {
            $0.set("X", String(repeating: "<", count: 1 << 20))
            for number in 0..<10_000 { $0.section("S") { $0.set("Y", "\(number)") } }
        }
        #expect(text.utf8.count > 4 << 20)
        #expect(text.hasSuffix("<i>9999</i>"))
    }
}
