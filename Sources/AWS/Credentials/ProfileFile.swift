/// One shared AWS configuration file as sections of settings, read as the command line of AWS reads it.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Shared config and credentials files"; details as botocore's parser has them.
/// - Shape: a later section or setting of the same name adds to and replaces the earlier one.
struct ProfileFile: Sendable {
    let path: String
    private(set) var sections: [String: Section] = [:]
    /// What stands before the first section although nothing may.
    private(set) var stray: Problem?

    struct Section: Sendable {
        /// By name in lower case; the value of a nested group begins with a line end.
        var settings: [String: String] = [:]
        /// The first line of it that could not be read; only who needs this section has to care.
        var problem: Problem?
    }

    struct Problem: Sendable, Hashable {
        let line: Int
        let message: String
    }

    /// Reads what it can: a bad line spoils its own section only.
    init(_ text: String, path: String) {
        self.path = path
        var section: String?
        var setting: String?
        var settingIndent = 0
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let indent = line.prefix { $0 == " " || $0 == "\t" }.count
            let content = line.trimmed
            guard !content.isEmpty, !content.hasPrefix("#"), !content.hasPrefix(";") else { continue }
            if let section, let setting, indent > settingIndent {
                sections[section]?.settings[setting, default: ""] += "\n" + content
            } else if content.hasPrefix("["), let close = content.lastIndex(of: "]") {
                let name = String(content[content.index(after: content.startIndex)..<close].trimmed)
                if sections[name] == nil { sections[name] = Section() }
                section = name
                setting = nil
            } else if let section {
                guard let mark = content.firstIndex(where: { $0 == "=" || $0 == ":" }), mark > content.startIndex else {
                    // The text itself may be a secret that lost its name.
                    note(Problem(line: index + 1, message: "a setting is written \"name = value\""), in: section)
                    setting = nil
                    continue
                }
                let name = content[..<mark].trimmed.lowercased()
                sections[section]?.settings[name] = String(content[content.index(after: mark)...].trimmed)
                setting = name
                settingIndent = indent
            } else if stray == nil {
                stray = Problem(line: index + 1, message: "settings stand in a section like [default]")
            }
        }
    }

    private mutating func note(_ problem: Problem, in section: String) {
        if sections[section]?.problem == nil { sections[section]?.problem = problem }
    }
}

extension ProfileFile.Section {
    /// The settings of a nested group (`s3 =` and indented lines below it); nil when there is no such group.
    func group(_ name: String) -> [String: String]? {
        guard let text = settings[name], text.hasPrefix("\n") else { return nil }
        var group: [String: String] = [:]
        for line in text.split(separator: "\n") {
            guard let mark = line.firstIndex(of: "=") else { continue }
            group[line[..<mark].trimmed.lowercased()] = String(line[line.index(after: mark)...].trimmed)
        }
        return group
    }
}

/// Settings hold secrets: no dump, string or mirror of them says more than their names.
extension ProfileFile.Section: CustomStringConvertible, CustomReflectable {
    var description: String { "Section(\(settings.keys.sorted().joined(separator: ", ")))" }
    var customMirror: Mirror { Mirror(self, children: []) }
}

extension StringProtocol {
    /// Without blanks at either end.
    fileprivate var trimmed: SubSequence {
        var text = self[...]
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }
}
