import Configuration
import Document
import Testing

@Suite("Sections of the lenses")
struct SectionTests {
    /// What a lens might keep of its section.
    struct Sleep: Sendable, Equatable {
        var tag: String?
        var every: Duration?
    }

    private static let schema: ConfigurationSchema = {
        var schema = ConfigurationSchema.sample
        schema.sections = [
            ConfigurationSection(
                name: "sleep",
                keys: [
                    .init("sleep", "mapping", fallback: "off", "When things sleep."),
                    .init("sleep.tag", "text", fallback: "Schedule", "The tag."),
                    .init("sleep.every", "duration", fallback: "1m", "How often."),
                ],
                read: { node, reading in
                    guard let fields = reading.mapping(node, as: "sleep", words: ["tag", "every"]) else { return nil }
                    var sleep = Sleep(tag: reading.text(fields, "tag"))
                    if let field = fields.written("every") {
                        sleep.every = reading.duration(field.value, as: "every", within: 60...3_600)
                    }
                    if sleep.tag == "Name" {
                        reading.error(.section, at: fields["tag"]?.value ?? node, "the tag Name is taken")
                    }
                    return sleep
                })
        ]
        return schema
    }()

    private static let rest = "accounts: { a: }\nregions: ['*']\n"

    @Test("are read by their lens and handed out by type")
    func value() throws {
        let answer = read("sleep: { tag: Schedule, every: 5m }\n" + Self.rest, schema: Self.schema)
        let configuration = try #require(answer.configuration)
        #expect(answer.problems == [])
        #expect(configuration.section("sleep", as: Sleep.self) == Sleep(tag: "Schedule", every: .seconds(300)))
        #expect(configuration.section("sleep", as: Int.self) == nil)
        #expect(configuration.section("rules", as: Sleep.self) == nil)
    }

    @Test("report their problems among the others")
    func faults() {
        #expect(
            problems("listen: 1\nsleep: { tag: Name, evry: 1h, every: 1d }\n" + Self.rest, schema: Self.schema) == [
                #"1:9: error: listen must be host:port, with a port up to 65535 (did you mean "127.0.0.1:1"?)"#,
                "2:15: error: the tag Name is taken",
                #"2:21: warning: unknown key "evry" is ignored (did you mean "every"?)"#,
                #"2:38: error: every must be a duration such as 60s, 5m or 1h (did you mean "24h"?)"#,
            ])
    }

    @Test("are unknown keys without their lens, and near words with it")
    func unknown() {
        #expect(problems("sleep: {}\n" + Self.rest) == [#"1:1: warning: unknown key "sleep" is ignored"#])
        #expect(
            problems("slep: {}\n" + Self.rest, schema: Self.schema) == [
                #"1:1: warning: unknown key "slep" is ignored (did you mean "sleep"?)"#
            ])
    }
}
