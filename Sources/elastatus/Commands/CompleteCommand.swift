/// What the completion scripts ask: one candidate a line, what it means behind a tab; `:files` and `:folders` leave it to
/// the shell.
enum CompleteCommand: Command {
    static let name = "complete"
    static let summary = "Print what may stand at the end of a command line, for completion scripts."
    static let operands = "WORDS…"
    static let options: [Option] = [.value("line", nil, "TEXT", "The line as the shell has it, in place of its words.")]
    static let isForPrograms = true

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        let words = arguments["line"].map { Array(ShellWords.split($0).dropFirst()) } ?? arguments.operands
        let query = CompletionQuery(words, commands: Program.commands.filter { !$0.isForPrograms })
        let found = query.candidates + CompletionSource(config: query.config).words(for: query)
        var text = ""
        if query.values == .files { text += ":files\n" }
        if query.values == .folders { text += ":folders\n" }
        for candidate in found where candidate.word.hasPrefix(words.last ?? "") {
            // A name that holds what ends a line or a field cannot be told to a shell.
            guard !candidate.word.contains(where: { $0.isNewline || $0 == "\t" }), !candidate.word.hasPrefix(":") else {
                continue
            }
            text +=
                Terminal.plain(candidate.word) + (candidate.help.isEmpty ? "" : "\t\(Terminal.plain(candidate.help))")
            text += "\n"
        }
        Terminal.write(text)
        return .ok
    }
}
