import Document
import FoundationEssentials
import Inventory
import Schedules

/// Prints resources against their schedules.
enum SchedulesCommand: Command {
    static let name = "schedules"
    static let summary = "Print which resources are as their schedules want them, and when that changes."
    static let operands = "[FILTER…]"
    static let options: [Option] = [
        .value("at", nil, "ISO", "Evaluate at this instant instead of now, as in 2026-03-29T01:30:00Z."),
        .account, .region,
        .output(["table", "json", "jsonl", "csv", "yaml", "md"]),
        .value("sort", "s", "COLUMN", "Sort by this column; -COLUMN for descending."),
        .value("columns", nil, "NAMES", "Columns to show besides the usual ones, separated by commas."),
        .config, .quiet,
    ]
    static let examples = [
        "elastatus schedules", "elastatus schedules schedule:late",
        "elastatus schedules -a staging --at 2026-12-24T18:00:00Z -o csv",
    ]

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        let format = try OutputFormat(arguments, among: [.table, .json, .jsonl, .csv, .yaml, .md])
        let now = try Self.instant(arguments["at"])
        let assembly = try await Assembly.loadWithMembers(arguments)
        let sort = arguments["sort"]
        let request = TableRequest(
            accounts: arguments.scope("account"), regions: arguments.scope("region"), word: ScheduleLens.word,
            filter: arguments.operands.joined(separator: " "),
            sort: sort.map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 },
            isDescending: sort?.hasPrefix("-") == true,
            added: arguments["columns"].map { $0.split(separator: ",").map(String.init) } ?? [])
        let kinds = ScheduleLens.kinds.compactMap { assembly.kinds.kind($0) }
        let snapshot = try await assembly.collect(
            kinds, accounts: request.accounts, regions: request.regions, isQuiet: arguments.has("quiet"))
        var table: Table
        do throws(LookupProblem) {
            table = try Table(request, over: assembly.schedules.view(of: snapshot), now: now)
        } catch {
            throw CommandFailure(.usage, Terminal.plain(error.description))
        }
        if let cell = assembly.schedules.definitions(in: snapshot) { table.cells.append(cell) }
        return ListCommand.print(table, for: request, generation: snapshot.generation, as: format, now: now)
    }

    /// The instant that `--at` names; now without it.
    static func instant(_ text: String?) throws(CommandFailure) -> Date {
        guard let text else { return .now }
        do throws(DefinitionFault) {
            return Date(timeIntervalSince1970: Double(try ScheduleQuestion.instant(text)))
        } catch {
            throw CommandFailure(.usage, "--\(error.message)")
        }
    }
}
