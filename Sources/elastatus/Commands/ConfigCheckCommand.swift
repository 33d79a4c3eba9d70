import Configuration

/// Prints every problem of a configuration.
enum ConfigCheckCommand: Command {
    static let name = "config check"
    static let summary = "Print every problem of a configuration, with line and column."
    static let operands = "[FILE]"
    static let options: [Option] = [
        .flag("strict", nil, "Count warnings as errors."), .config,
    ]
    static let examples = ["elastatus config check", "elastatus config check --strict /etc/elastatus/config.yaml"]

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        guard arguments.operands.count <= 1 else {
            throw CommandFailure(.usage, "config check takes one file")
        }
        let path = try ConfigurationPlace.path(arguments.operands.first ?? arguments["config"])
        let reading = try Installation.find().read(path)
        var problems = reading.problems
        if arguments.has("strict") { problems = problems.strict }
        for problem in problems { Terminal.write("\(Terminal.plain(problem.description))\n") }
        let errors = problems.count { $0.severity == .error }
        let warnings = problems.count - errors
        Terminal.say("\(path): \(counted(errors, "error")), \(counted(warnings, "warning"))")
        return errors == 0 ? .ok : .configuration
    }
}

/// `1 error`, `2 errors`.
func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
