/// A command to copy, with its places filled.
package struct FilledCommand: Sendable, Hashable {
    package let title: String
    /// One line for a POSIX shell.
    package let text: String
}

extension Kind {
    /// The command that shows a resource; nil where the kind has none or a place has no value that is safe to paste.
    ///
    /// - Parameters:
    ///   - resource: The row.
    ///   - accountID: The twelve digits of its account, once known.
    ///   - partition: That of its account (`aws-cn`).
    ///   - profile: The profile that the reader's command line knows the account by; nil leaves it to their environment.
    /// - Returns: The command, ready to paste.
    package func showCommand(
        of resource: Resource, accountID: String?, partition: String, profile: String?
    ) -> FilledCommand? {
        showing.flatMap { filled($0, resource, accountID, partition, profile) }
    }

    /// The commands that change a resource; the same as `showCommand` else.
    package func changeCommands(
        of resource: Resource, accountID: String?, partition: String, profile: String?
    ) -> [FilledCommand] {
        changing.compactMap { filled($0, resource, accountID, partition, profile) }
    }

    private func filled(
        _ command: Command, _ resource: Resource, _ accountID: String?, _ partition: String, _ profile: String?
    ) -> FilledCommand? {
        let places = places(of: resource, accountID: accountID, partition: partition)
        guard let words = command.format.words(with: places) else { return nil }
        var line = words
        line += ["--region", regionToAsk(for: resource, partition: partition)]
        if let profile { line += ShellText.option("--profile", profile) }
        return FilledCommand(title: command.title, text: line.map(ShellText.quoted).joined(separator: " "))
    }
}

extension Kind.Format {
    /// The words of a command, each place filled, nothing quoted yet.
    ///
    /// - Shape: nil when a place has no value, or one that is not what it seems in a terminal.
    func words(with values: [String: String]) -> [String]? {
        var words: [String] = []
        for word in template.split(separator: " ").map(String.init) {
            let format = Kind.Format(template: word)
            guard !format.places.isEmpty else {
                words.append(word)
                continue
            }
            let used = format.places.compactMap { values[$0] }
            guard used.count == format.places.count, used.allSatisfy(ShellText.isFit),
                let filled = format.filled(with: values)
            else { return nil }
            // After an option, what begins with a hyphen would be taken for the next one.
            if filled.hasPrefix("-"), let option = words.last, option.hasPrefix("--") {
                words[words.count - 1] = "\(option)=\(filled)"
            } else {
                words.append(filled)
            }
        }
        return words
    }
}

/// Words of a POSIX shell.
package enum ShellText {
    /// `text` as one word that the shell leaves alone: bare where nothing in it means anything, else in single quotes.
    package static func quoted(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "-_./:=@%+,".utf8.contains(byte)
                }
            }
        guard !isPlain else { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// An option and its value as words that the AWS command line reads as such, whatever the value begins with.
    static func option(_ name: String, _ value: String) -> [String] {
        value.hasPrefix("-") ? ["\(name)=\(value)"] : [name, value]
    }

    /// Whether a value may stand in a command that people paste.
    ///
    /// - Shape: no control character, nothing that turns lines around or has no width, and nothing that the AWS command line would take for the name of a file to read.
    static func isFit(_ value: String) -> Bool {
        guard !value.isEmpty, !["file:", "fileb:"].contains(where: value.lowercased().hasPrefix) else { return false }
        return value.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
            default: true
            }
        }
    }
}
