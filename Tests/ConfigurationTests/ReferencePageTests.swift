import Configuration
import Testing

@Suite("docs/configuration.md")
struct ReferencePageTests {
    @Test("lists every key of the reader's table, word for word and in its order, and no other")
    func rows() throws {
        let page = try Checkout.text("docs/configuration.md")
        let lines = page.split(separator: "\n")
        let head = try #require(lines.firstIndex(of: "| key | type | default | meaning |"))
        let rows = lines[(head + 2)...].prefix { $0.hasPrefix("| ") }.map(String.init)
        #expect(rows == ConfigurationKey.table.map(row))
    }

    @Test("every key stands in config.yaml.sample")
    func sample() throws {
        let sample = try Checkout.text("config.yaml.sample")
        for key in ConfigurationKey.table where !key.word.hasPrefix("<") {
            let word = key.word.replacing("[]", with: "")
            #expect(sample.contains("\(word):"), "\(key.path)")
        }
    }

    @Test("each key has one place, a type, a default and a sentence")
    func table() {
        let table = ConfigurationKey.table
        #expect(Set(table.map(\.path)).count == table.count)
        for key in table {
            #expect(!key.type.isEmpty && !key.fallback.isEmpty, "\(key.path)")
            #expect(key.summary.hasSuffix(".") && key.summary.first?.isUppercase == true, "\(key.path)")
            let parent = key.parent.replacing("[]", with: "")
            #expect(parent.isEmpty || table.contains { $0.path == parent }, "\(key.path)")
        }
    }

    private func row(_ key: ConfigurationKey) -> String {
        "| `\(key.path)` | \(key.type) | \(key.fallback) | \(key.summary) |"
    }
}
