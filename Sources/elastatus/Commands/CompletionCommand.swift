/// Prints a shell's completion script.
enum CompletionCommand: Command {
    static let name = "completion"
    static let summary = "Print the completion script of a shell."
    static let operands = "bash|zsh|fish"
    static let examples = [
        "source <(elastatus completion bash)", "elastatus completion zsh > ~/.zfunc/_elastatus",
        "elastatus completion fish > ~/.config/fish/completions/elastatus.fish",
    ]

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        guard arguments.operands.count == 1, let script = CompletionScript(rawValue: arguments.operands[0]) else {
            throw CommandFailure(.usage, "completion takes bash, zsh or fish")
        }
        Terminal.write(script.text)
        return .ok
    }
}
