import Foundation
import Testing

@testable import AWS

/// Holds `Tests/credential-cases.txt` to botocore's suites and to the tests it names.
@Suite("Botocore's cases of credentials")
struct PublishedCredentialCaseTests {
    /// One line of the list.
    private struct Line {
        let name: String
        let tests: [String]
        let isOutOfScope: Bool
    }

    private func lines() throws -> [Line] {
        try String(contentsOf: Sources.root.appending(path: "Tests/credential-cases.txt"), encoding: .utf8)
            .split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
                let words = line.split(separator: " ").map(String.init)
                try #require(words.count >= 2, "\(line)")
                return Line(name: words[0], tests: Array(words.dropFirst()), isOutOfScope: words[1] == "-")
            }
    }

    /// `class.case` of a Python file; functions of no class begin with the dot.
    private func published(_ path: String) throws -> [String] {
        var names: [String] = []
        var owner = ""
        let text = try String(contentsOf: Sources.botocore.appending(path: path), encoding: .utf8)
        for line in text.split(separator: "\n") {
            if line.hasPrefix("class ") { owner = String(line.dropFirst(6).prefix { $0.isLetter || $0.isNumber }) }
            if line.hasPrefix("def ") { owner = "" }
            guard let mark = line.firstRange(of: "def test_"), line[..<mark.lowerBound].allSatisfy({ $0 == " " }) else {
                continue
            }
            names.append(
                owner + "." + line[mark.lowerBound...].dropFirst(4).prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        }
        return names
    }

    @Test("each of the 218 cases is held by a test or has a reason not to be, and nothing else is listed")
    func complete() throws {
        let unit = try published("tests/unit/test_credentials.py")
        let functional = try published("tests/functional/test_credentials.py")
        #expect(unit.count == 186 && functional.count == 32)
        let cases = unit + functional
        let lines = try lines()
        let byName = Dictionary(lines.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        #expect(byName.count == lines.count, "a case is listed twice")
        var used: Set<String> = []
        var held = 0
        for name in cases {
            let line = byName[name] ?? byName[name.prefix { $0 != "." } + ".*"]
            let found = try #require(line, "\(name) is not listed")
            used.insert(found.name)
            if !found.isOutOfScope { held += 1 }
        }
        #expect(lines.filter { !used.contains($0.name) }.map(\.name) == [])
        #expect(held >= 150, "\(held)")
        for line in lines where line.isOutOfScope { #expect(line.tests.count > 3, "\(line.name) has no reason") }
    }

    @Test("the tests that are named are there")
    func named() throws {
        let folder = Sources.root.appending(path: "Tests/AWSTests")
        var texts: [String: String] = [:]
        for file in Sources.files(under: folder, suffix: ".swift") {
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            for part in text.components(separatedBy: "\nstruct ").dropFirst() {
                texts[String(part.prefix { $0.isLetter || $0.isNumber }), default: ""] += part
            }
        }
        for line in try lines() where !line.isOutOfScope {
            for test in line.tests {
                let parts = test.split(separator: ".").map(String.init)
                try #require(parts.count == 2, "\(test)")
                #expect(texts[parts[0]]?.contains("func \(parts[1])(") == true, "\(test) of \(line.name)")
            }
        }
    }
}
