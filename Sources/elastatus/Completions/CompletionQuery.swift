/// What a half-written command line asks for, by the table that the parser reads.
struct CompletionQuery {
    /// A word that may stand there, and what it means.
    struct Candidate: Hashable {
        let word: String
        var help = ""
    }

    /// Candidates that are known without looking anywhere.
    private(set) var candidates: [Candidate] = []
    /// What else may stand there; nil for nothing.
    private(set) var values: CompletionWords?
    /// What stands before the value in the last word (`--account=`).
    private(set) var prefix = ""
    /// The part of the last word that is the value.
    private(set) var value = ""
    /// The configuration that the line names.
    private(set) var config: String?
    /// The operands before the last word.
    private(set) var operands: [String] = []

    /// - Parameters:
    ///   - words: The words behind the program's name; the last one is half-written or empty.
    ///   - commands: The program's.
    init(_ words: [String], commands: [any Command.Type]) {
        let words = words.isEmpty ? [""] : words
        let last = words[words.count - 1]
        let before = Array(words.dropLast())
        value = last
        guard let command = commands.first(where: { before.starts(with: $0.words) }) else {
            let isHelp = before.first == "help"
            name(isHelp ? Array(before.dropFirst()) : before, last, commands, isHelp: isHelp)
            return
        }
        complete(Array(before.dropFirst(command.words.count)), last, command)
    }

    /// The next word of a command's name.
    private mutating func name(_ before: [String], _ last: String, _ commands: [any Command.Type], isHelp: Bool) {
        var seen: Set<String> = []
        for command in commands where command.words.count > before.count && command.words.starts(with: before) {
            let word = command.words[before.count]
            guard seen.insert(word).inserted else { continue }
            let isWhole = command.words.count == before.count + 1
            candidates.append(Candidate(word: word, help: isWhole ? command.summary : ""))
        }
        guard before.isEmpty, !isHelp else { return }
        candidates.append(Candidate(word: "help", help: "Say more about a command."))
        if last.hasPrefix("-") {
            candidates = [
                Candidate(word: "--help", help: "List the commands."),
                Candidate(word: "--version", help: "Say which version this is."),
            ]
        }
    }

    private mutating func complete(_ before: [String], _ last: String, _ command: any Command.Type) {
        let options = command.options + [Option.help]
        var words = before[...]
        var areOperands = false
        while let word = words.popFirst() {
            if word == "--" {
                areOperands = true
            } else if !areOperands, word.hasPrefix("-"), word != "-" {
                let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                guard let option = options.first(where: { $0.matches(parts[0]) }), option.value != nil else { continue }
                guard let given = parts.dropFirst().first ?? words.popFirst() else {
                    values = CompletionWords(valueOf: option)
                    return
                }
                if option.name == "config" { config = given }
            } else {
                operands.append(word)
            }
        }
        if !areOperands, last.hasPrefix("--"), let sign = last.firstIndex(of: "=") {
            guard let option = options.first(where: { $0.matches(String(last[..<sign])) }), option.value != nil else {
                return
            }
            prefix = String(last[...sign])
            value = String(last[last.index(after: sign)...])
            values = CompletionWords(valueOf: option)
        } else if !areOperands, last.hasPrefix("-"), last != "-" {
            candidates = options.map { Candidate(word: "--\($0.name)", help: $0.help) }
        } else {
            let places = command.operands.split(separator: " ")
            // The last place of a list stands for all that follow.
            let place = operands.count < places.count ? places[operands.count] : places.last { $0.contains("…") }
            values = place.map { CompletionWords(operand: $0) }
        }
    }
}

extension Command {
    /// The words that call it.
    static var words: [String] { name.split(separator: " ").map(String.init) }
}
