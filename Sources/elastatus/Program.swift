import Document

/// The commands, and which of them a command line calls.
enum Program {
    static let commands: [any Command.Type] = [
        ServeCommand.self, CollectCommand.self, ListCommand.self, FindCommand.self, ShowCommand.self,
        CheckCommand.self, APICommand.self, ParseCommand.self, JMESPathCommand.self, IAMPolicyCommand.self,
        SchedulesEvalCommand.self, SchedulesCommand.self, ConfigCheckCommand.self, ConfigShowCommand.self,
        KindsCheckCommand.self,
        KindsTryCommand.self, KindsDocCommand.self,
    ]

    /// Runs the command that `words` name and answers the exit code; every failure has been said.
    static func run(_ words: [String]) async -> ExitCode {
        do throws(CommandFailure) {
            return try await dispatch(words)
        } catch {
            if !error.message.isEmpty { Terminal.say("elastatus: \(error.message)") }
            return error.code
        }
    }

    private static func dispatch(_ words: [String]) async throws(CommandFailure) -> ExitCode {
        guard let first = words.first, first != "help" || words.count > 1 else {
            Terminal.write(help)
            return words.isEmpty ? .usage : .ok
        }
        if ["-h", "--help"].contains(first) {
            Terminal.write(help)
            return .ok
        }
        if ["--version", "version"].contains(first) {
            Terminal.write("elastatus \(Version.current)\n")
            return .ok
        }
        let isHelp = first == "help"
        let (command, rest) = try command(in: isHelp ? Array(words.dropFirst()) : words)
        if isHelp || rest.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
            Terminal.write(command.help)
            return .ok
        }
        let arguments = try Arguments(rest, options: command.options)
        if command.operands.isEmpty, let operand = arguments.operands.first {
            throw CommandFailure(
                .usage,
                "\(command.name) takes no \"\(Terminal.plain(operand))\"; elastatus \(command.name) --help says what it takes"
            )
        }
        return try await command.run(arguments)
    }

    /// The command that `words` begin with, and the words after its name.
    private static func command(in words: [String]) throws(CommandFailure) -> (any Command.Type, [String]) {
        for command in commands {
            let name = command.name.split(separator: " ").map(String.init)
            if words.starts(with: name) { return (command, Array(words.dropFirst(name.count))) }
        }
        let first = words.first ?? ""
        let group = commands.map { $0.name }.filter { $0.hasPrefix(first + " ") }
        if !group.isEmpty {
            throw CommandFailure(.usage, "\(first) what? \(group.map { "elastatus \($0)" }.joined(separator: ", "))")
        }
        let names = Set(commands.map { $0.name.split(separator: " ").first.map(String.init) ?? "" })
        let hint = nearest(to: first, among: names).first.map { " (did you mean \"\($0)\"?)" } ?? ""
        throw CommandFailure(
            .usage, "unknown command \"\(Terminal.plain(first))\"\(hint); elastatus --help lists them")
    }

    /// What `elastatus --help` prints.
    static var help: String {
        let width = commands.map { $0.name.count }.max() ?? 0
        func pad(_ text: String, to width: Int) -> String {
            text + String(repeating: " ", count: max(width - text.count, 0))
        }
        let list = commands.map { "  \(pad($0.name, to: width))  \($0.summary)\n" }.joined()
        let codes = ExitCode.allCases.map { "  \(pad(String($0.rawValue), to: 3))  \($0.meaning)\n" }.joined()
        return """
            elastatus \(Version.current): a read-only inventory of many AWS accounts and regions.

            Examples:
              elastatus serve                       # the pages, on http://127.0.0.1:5000
              elastatus find orders                 # where is the orders database?
              elastatus list rds -a staging -o csv  # the rows of one page
              elastatus config check                # every problem of ./config.yaml at once

            Commands:
            \(list)
            elastatus COMMAND --help says more about one of them.

            Exit codes:
            \(codes)
            """
    }
}
