import Configuration
import Testing

@Suite("Limits")
struct LimitTests {
    @Test("a file of more than 1 MiB is refused, one of 1 MiB is read")
    func size() {
        let head = "accounts: { a: }\nregions: ['*']\n#"
        let full = head + String(repeating: "x", count: (1 << 20) - head.utf8.count)
        #expect(problems(full) == [])
        #expect(problems(full + "x") == ["1:1: error: the file is larger than 1 MiB"])
    }

    @Test("100,000 brackets are refused at the sixty-fifth", arguments: ["[", "{a: ", "- ", "[{a: "])
    func depth(_ bracket: String) throws {
        let answer = read(String(repeating: bracket, count: 100_000))
        #expect(answer.problems.map(\.code) == [.limit])
        let problem = try #require(answer.problems.first)
        #expect(problem.line == 1 && problem.column <= 64 * 4 + 1)
    }

    @Test("more than 100,000 values are refused")
    func nodes() {
        let answer = read("a: [\(String(repeating: "1,", count: 100_001))]\n")
        #expect(answer.problems.map(\.code) == [.limit])
    }

    @Test("thousands of wrong words are not each compared with thousands of others")
    func comparisons() {
        let accounts = (0..<4_000).map {
            "  a\($0): { source_account: b\($0), role_arn: 'arn:aws:iam::222222222222:role/r\($0)' }\n"
        }
        let answer = read("accounts:\n\(accounts.joined())regions: ['*']\n")
        #expect(answer.problems.last?.message == "3000 further problems are not shown")
        #expect(answer.problems.count { $0.suggestion != nil } == 100)
    }

    @Test("aliases are refused before they multiply")
    func bomb() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...15 { text += "a\(level): &a\(level) [\(String(repeating: "*a\(level - 1),", count: 9))]\n" }
        #expect(problems(text) == ["1:5: error: anchors are not supported; write the value out"])
    }

    @Test("bytes that are no text", arguments: [([0xc3, 0x28], 2, 4), ([0xff], 2, 3), ([0xed, 0xa0, 0x80], 2, 3)])
    func encoding(bytes: [UInt8], line: Int, column: Int) throws {
        let answer = ConfigurationReader.read(
            Array("accounts:\n  ".utf8) + bytes, file: "config.yaml", schema: .sample)
        let problem = try #require(answer.problems.first)
        #expect(problem.code == .encoding)
        #expect([problem.line, problem.column] == [line, column])
        #expect(answer.configuration == nil)
    }

    @Test("UTF-16 is named", arguments: [[0xff, 0xfe, 0x61, 0], [0xfe, 0xff, 0, 0x61]] as [[UInt8]])
    func wide(_ bytes: [UInt8]) {
        let answer = ConfigurationReader.read(bytes, file: "config.yaml", schema: .sample)
        #expect(
            answer.problems.map(\.description) == ["config.yaml:1:1: error: the file is UTF-16; save it as UTF-8"])
    }
}
