/// One shared AWS configuration file as sections of settings, read as the command line of AWS reads it.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Shared config and credentials files"; details as botocore's parser has them.
/// - Shape: a later section or setting of the same name adds to and replaces the earlier one.
struct ProfileFile: Sendable {
    let path: String
    private(set) var sections: [String: Section] = [:]
    /// What stands before the first section although nothing may.
    private(set) var stray: Problem?

    struct Section: Sendable, Hashable {
        /// By name in lower case; the value of a nested group begins with a line end.
        var settings: [String: String] = [:]
        /// The first line of it that could not be read; only who needs this section has to care.
        var problem: Problem?
        /// The same of each nested group, by the group's name.
        var groupProblems: [String: Problem] = [:]
    }

    struct Problem: Sendable, Hashable {
        let line: Int
        let message: String
    }

    init(_ text: String, path: String) { self.init(Array(text.utf8), path: path) }

    /// Reads what it can: a bad line spoils its own section only.
    init(_ bytes: [UInt8], path: String) {
        self.path = path
        var state = State()
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        for (index, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            if let line = String(validating: line, as: UTF8.self) {
                read(line, index + 1, &state)
            } else {
                note(Problem(line: index + 1, message: "this is not UTF-8 text"), in: state.section)
            }
        }
    }

    /// Where the reader stands.
    private struct State {
        var section: String?
        var setting: String?
        var indent = 0
    }

    private mutating func read(_ line: String, _ number: Int, _ state: inout State) {
        let indent = line.prefix { $0 == " " || $0 == "\t" }.count
        let content = line.trimmed
        guard !content.isEmpty, !content.hasPrefix("#"), !content.hasPrefix(";") else { return }
        if let section = state.section, let setting = state.setting, indent > state.indent {
            goOn(setting, of: section, with: content, number)
        } else if content.hasPrefix("["), let close = content.lastIndex(of: "]") {
            let name = String(content[content.index(after: content.startIndex)..<close].trimmed)
            if sections[name] == nil { sections[name] = Section() }
            state = State(section: name)
        } else if let section = state.section {
            guard let mark = content.firstIndex(where: { $0 == "=" || $0 == ":" }), mark > content.startIndex else {
                // The text itself may be a secret that lost its name.
                note(Problem(line: number, message: "a setting is written \"name = value\""), in: section)
                state.setting = nil
                return
            }
            let name = content[..<mark].trimmed.lowercased()
            sections[section]?.settings[name] = String(content[content.index(after: mark)...].trimmed)
            state.setting = name
            state.indent = indent
        } else {
            note(Problem(line: number, message: "settings stand in a section like [default]"), in: nil)
        }
    }

    /// Adds an indented line to the setting above it.
    private mutating func goOn(_ setting: String, of section: String, with content: Substring, _ number: Int) {
        let value = sections[section]?.settings[setting] ?? ""
        if value.isEmpty || value.hasPrefix("\n"), !content.contains("="),
            sections[section]?.groupProblems[setting] == nil
        {
            sections[section]?.groupProblems[setting] = Problem(
                line: number, message: "a setting of \(setting) is written \"name = value\"")
        }
        sections[section]?.settings[setting] = value + "\n" + content
    }

    private mutating func note(_ problem: Problem, in section: String?) {
        guard let section else {
            if stray == nil { stray = problem }
            return
        }
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
extension ProfileFile.Section: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "Section(\(settings.keys.sorted().joined(separator: ", ")))" }
    var debugDescription: String { description }
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
