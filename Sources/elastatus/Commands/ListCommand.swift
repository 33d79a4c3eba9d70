import Document
import FoundationEssentials
import Inventory

/// Prints the rows of a page.
enum ListCommand: Command {
    static let name = "list"
    static let summary = "Print the rows of a view or kind, as its page shows them."
    static let operands = "VIEW-OR-KIND [FILTER…]"
    static let options: [Option] = [
        .account, .region, .output(["table"] + TableFormat.allCases.map(\.rawValue)),
        .value("sort", "s", "COLUMN", "Sort by this column; -COLUMN for descending."),
        .value("columns", nil, "NAMES", "Columns to show besides the usual ones, separated by commas."),
        .config, .quiet,
    ]
    static let examples = [
        "elastatus list rds -a staging", "elastatus list ec2 state:running type:t3* -o csv",
        "elastatus list elb -r eu-west-1 --sort -created_at",
    ]

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        guard let word = arguments.operands.first else {
            throw CommandFailure(.usage, "list what? A view or kind, for example: elastatus list rds")
        }
        let format = try OutputFormat(
            arguments, among: [.table, .json, .jsonl, .csv, .yaml, .md, .sshConfig, .ansible, .prometheus])
        let request = request(word, arguments)
        let assembly = try await Assembly.loadWithMembers(arguments)
        let kinds = try assembly.kinds(showing: word)
        // Rows that were not asked for would pass for what was: nothing is read for them.
        let filter = Filter(request.filter, kinds: kinds)
        guard filter.problems.isEmpty else { return say(filter.problems, in: request.filter) }
        let snapshot = try await assembly.collect(
            kinds, accounts: request.accounts, regions: request.regions, isQuiet: arguments.has("quiet"))
        let table: Table
        do throws(LookupProblem) {
            table = try Table(request, over: snapshot, now: .now)
        } catch {
            throw CommandFailure(.usage, Terminal.plain(error.description))
        }
        return print(table, for: request, generation: snapshot.generation, as: format, now: .now)
    }

    /// Prints a table, and says what is wrong with it.
    static func print(
        _ table: Table, for request: TableRequest, generation: Int, as format: OutputFormat, now: Date
    ) -> ExitCode {
        guard table.filterProblems.isEmpty else { return say(table.filterProblems, in: request.filter) }
        for hint in table.hints {
            Terminal.say(Terminal.plain("no row has \(hint.written); did you mean \(hint.meant)?"))
        }
        write(table, word: request.word, generation: generation, as: format, now: now)
        let failed = table.cells.filter { !$0.isComplete }
        FailedCells.say(failed)
        return table.isComplete ? .ok : .partial
    }

    /// Says what is wrong with a filter, and where in it.
    private static func say(_ problems: [FilterProblem], in filter: String) -> ExitCode {
        for problem in problems {
            Terminal.say("elastatus: \(Terminal.plain(problem.description))")
            for line in problem.pointer(in: filter).split(separator: "\n") {
                Terminal.say("  \(Terminal.plain(String(line)))")
            }
        }
        return .usage
    }

    private static func request(_ word: String, _ arguments: Arguments) -> TableRequest {
        let sort = arguments["sort"]
        return TableRequest(
            accounts: arguments.scope("account"), regions: arguments.scope("region"), word: word,
            filter: arguments.operands.dropFirst().joined(separator: " "),
            sort: sort.map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 },
            isDescending: sort?.hasPrefix("-") == true,
            added: arguments["columns"].map { $0.split(separator: ",").map(String.init) } ?? [])
    }

    private static func write(_ table: Table, word: String, generation: Int, as format: OutputFormat, now: Date) {
        switch format {
        case .json:
            Terminal.write(Value.object(table.document(word: word, generation: generation)).json(pretty: true) + [10])
        case .jsonl:
            for row in table.rowObjects() where !Terminal.write(Value.object(row).json() + [10]) { return }
        case .table, .text: Terminal.write(TextTable(table, now: now).text)
        case .csv, .yaml, .md, .sshConfig, .ansible, .prometheus:
            guard let twin = TableFormat(rawValue: format.rawValue) else { return }
            let bytes = table.bytes(as: twin, word: word, generation: generation, now: now)
            // YAML has escapes of its own.
            if twin == .yaml { Terminal.write(bytes) } else { Terminal.writeLines(bytes) }
        }
    }
}
