import Testing

/// A file that is wrong, and everything the reader says of it: `line:column: severity: message`.
struct BadFile: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let expected: [String]

    /// The file as it stands here.
    static func whole(_ name: String, _ text: String, _ expected: String...) -> BadFile {
        BadFile(name: name, text: text, expected: expected)
    }

    /// The file, followed by the accounts and regions that it does not name itself.
    static func part(_ name: String, _ text: String, _ expected: String...) -> BadFile {
        let lines = text.split(separator: "\n")
        var rest = "\n"
        if !lines.contains(where: { $0.hasPrefix("accounts:") }) { rest += "accounts: { prod: { profile: p } }\n" }
        if !lines.contains(where: { $0.hasPrefix("regions:") }) { rest += "regions: [eu-west-1]\n" }
        return BadFile(name: name, text: text + rest, expected: expected)
    }

    var testDescription: String { name }
}
