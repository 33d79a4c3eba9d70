/// One command of the program: its words, its help and what it does.
protocol Command: Sendable {
    /// The words that call it (`config check`).
    static var name: String { get }
    static var summary: String { get }
    /// The operands, as the help shows them (`VIEW-OR-KIND [FILTER…]`).
    static var operands: String { get }
    static var options: [Option] { get }
    /// Whole command lines that work.
    static var examples: [String] { get }
    /// Whether people have no use for it: it is not listed.
    static var isForPrograms: Bool { get }
    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode
}

extension Command {
    static var operands: String { "" }
    static var options: [Option] { [] }
    static var examples: [String] { [] }
    static var isForPrograms: Bool { false }

    /// The help of this command, examples first.
    static var help: String {
        var text = "\(summary)\n"
        if !examples.isEmpty { text += "\nExamples:\n" + examples.map { "  \($0)\n" }.joined() }
        text += "\nUsage: elastatus \(name) \(operands)\(operands.isEmpty ? "" : " ")[options]\n\nOptions:\n"
        let all = options + [Option.help]
        let width = all.map(\.spelling.count).max() ?? 0
        for option in all {
            text +=
                "  \(option.spelling)\(String(repeating: " ", count: width - option.spelling.count))  \(option.help)\n"
        }
        return text
    }
}
