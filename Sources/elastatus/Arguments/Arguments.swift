import Document
import Inventory

/// The words of a command line, sorted into options and operands.
///
/// - Shape: `--name value`, `--name=value`, `-n value`, `--` ends the options; no abbreviations.
struct Arguments: Sendable {
    private(set) var operands: [String] = []
    private var values: [String: [String]] = [:]

    /// Sorts `words` by `options`.
    ///
    /// - Throws: `CommandFailure` with code `usage` for an unknown option or a missing value.
    init(_ words: some Sequence<String>, options: [Option]) throws(CommandFailure) {
        var words = Array(words)[...]
        while let word = words.popFirst() {
            if word == "--" {
                operands += words
                return
            }
            guard word.hasPrefix("-"), word != "-" else {
                operands.append(word)
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let option = options.first(where: { $0.matches(parts[0]) }) else {
                throw CommandFailure(.usage, "unknown option \(parts[0])\(Self.hint(parts[0], options))")
            }
            if option.value == nil {
                guard parts.count == 1 else { throw CommandFailure(.usage, "--\(option.name) takes no value") }
                values[option.name] = [""]
            } else if let value = parts.dropFirst().first ?? words.popFirst() {
                values[option.name, default: []].append(value)
            } else {
                throw CommandFailure(.usage, "--\(option.name) needs a value: \(option.value ?? "")")
            }
        }
    }

    /// The value of an option, the last one when it is repeated.
    subscript(option: String) -> String? { values[option]?.last }

    /// Every value of an option that may be repeated.
    func all(_ option: String) -> [String] { values[option] ?? [] }

    func has(_ option: String) -> Bool { values[option] != nil }

    /// The names after a comma-separated option; `all` and no option mean every one.
    func scope(_ option: String) -> Scope {
        guard let value = self[option], value != "all" else { return .all }
        return .names(value.split(separator: ",").map(String.init))
    }

    private static func hint(_ word: String, _ options: [Option]) -> String {
        nearest(to: word, among: options.map { "--\($0.name)" }).first.map { " (did you mean \"\($0)\"?)" } ?? ""
    }
}

extension Option {
    /// Whether `word` is one of its spellings.
    func matches(_ word: String) -> Bool {
        word == "--\(name)" || short.map { word == "-\($0)" } == true
    }
}
