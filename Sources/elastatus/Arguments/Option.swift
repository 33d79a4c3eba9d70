/// One option of a command: its spellings, what it takes, what it does.
struct Option: Sendable {
    /// The long spelling without dashes (`account`).
    let name: String
    /// One letter, or nil.
    let short: Character?
    /// What stands for its value in the help (`NAMES`); nil for a flag.
    let value: String?
    let help: String

    static func flag(_ name: String, _ short: Character? = nil, _ help: String) -> Option {
        Option(name: name, short: short, value: nil, help: help)
    }

    static func value(_ name: String, _ short: Character? = nil, _ value: String, _ help: String) -> Option {
        Option(name: name, short: short, value: value, help: help)
    }

    var spelling: String {
        let long = "--\(name)" + (value.map { " \($0)" } ?? "")
        return short.map { "-\($0), \(long)" } ?? "    \(long)"
    }
}

extension Option {
    static let config = Option.value("config", "c", "FILE", "Read this configuration instead of ./config.yaml.")
    static let account = Option.value("account", "a", "NAMES", "Accounts, separated by commas; all by default.")
    static let region = Option.value("region", "r", "NAMES", "Regions, separated by commas; all by default.")
    static let help = Option.flag("help", "h", "Show this help.")
    static let quiet = Option.flag("quiet", "q", "No progress on standard error.")

    static func output(_ formats: [String]) -> Option {
        .value("output", "o", formats.joined(separator: "|"), "How to print; \(formats[0]) by default.")
    }
}
