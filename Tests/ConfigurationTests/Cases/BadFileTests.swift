import Testing

@Suite("Bad files")
struct BadFileTests {
    @Test("are YAML", arguments: BadFile.syntax)
    func syntax(_ file: BadFile) { check(file) }

    @Test("have known keys, each once", arguments: BadFile.keys)
    func keys(_ file: BadFile) { check(file) }

    @Test("name accounts well", arguments: BadFile.accounts)
    func accounts(_ file: BadFile) { check(file) }

    @Test("get into accounts one way", arguments: BadFile.credentials)
    func credentials(_ file: BadFile) { check(file) }

    @Test("name regions that exist", arguments: BadFile.regions)
    func regions(_ file: BadFile) { check(file) }

    @Test("name views, zones and landing pages that exist", arguments: BadFile.menus)
    func menus(_ file: BadFile) { check(file) }

    @Test("name tables with filters, orders and columns that exist", arguments: BadFile.views)
    func views(_ file: BadFile) { check(file) }

    @Test("have durations and environment rules that can be read", arguments: BadFile.rules)
    func rules(_ file: BadFile) { check(file) }

    @Test("say how pages are reached in a way that works", arguments: BadFile.serving)
    func serving(_ file: BadFile) { check(file) }

    @Test("have folders and addresses that can be used", arguments: BadFile.places)
    func places(_ file: BadFile) { check(file) }

    @Test("name an organization that can be listed", arguments: BadFile.organization)
    func organization(_ file: BadFile) { check(file) }

    @Test("number at least eighty")
    func count() {
        let all =
            BadFile.syntax + BadFile.keys + BadFile.accounts + BadFile.credentials + BadFile.regions + BadFile.menus
            + BadFile.views
            + BadFile.rules + BadFile.places + BadFile.serving + BadFile.organization
        #expect(all.count >= 80)
        #expect(Set(all.map(\.name)).count == all.count, "names are unique")
    }

    /// Everything the reader says is what is expected, and only a file without errors gives a configuration.
    private func check(_ file: BadFile) {
        let answer = read(file.text)
        #expect(problems(file.text) == file.expected)
        let isUsable = !file.expected.contains { $0.contains(": error: ") }
        #expect((answer.configuration != nil) == isUsable)
    }
}
