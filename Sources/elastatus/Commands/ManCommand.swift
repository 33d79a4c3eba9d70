/// Prints the manual page.
enum ManCommand: Command {
    static let name = "man"
    static let summary = "Print the manual page."
    static let examples = ["elastatus man | man -l -"]

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        Terminal.write(ManualPage(commands: Program.commands).text)
        return .ok
    }
}
