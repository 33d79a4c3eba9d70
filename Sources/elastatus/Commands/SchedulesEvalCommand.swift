import Document
import Inventory
import Schedules

/// Answers what a schedule wants at an instant.
enum SchedulesEvalCommand: Command {
    static let name = "schedules eval"
    static let summary = "Print what a schedule wants at an instant, as AWS Instance Scheduler v3 decides."
    static let options: [Option] = [
        .value("schedule", "s", "NAME", "A schedule of the configuration; without it questions are read, one a line."),
        .value("at", nil, "ISO", "Evaluate at this instant instead of now."),
        .config, .quiet,
    ]
    static let examples = [
        "elastatus schedules eval --schedule office-hours --at 2026-03-29T01:30:00Z",
        #"echo '{"periods":[{"name":"day","begintime":"09:00"}],"schedule":{"periods":["day"]},"at":"2026-03-29T01:30:00Z"}' | elastatus schedules eval"#,
    ]

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        guard let name = arguments["schedule"] else {
            guard !arguments.has("at") else {
                throw CommandFailure(.usage, "--at belongs to --schedule; each line has an instant of its own")
            }
            try await LineAnswers.run(limit: ScheduleQuestion.maximumLength) { ScheduleQuestion.answer($0).json() }
            return .ok
        }
        let now = try SchedulesCommand.instant(arguments["at"])
        let assembly = try await Assembly.loadWithMembers(arguments)
        var snapshot = Snapshot(generation: 0, kinds: assembly.kinds, accounts: [], cells: CellTable())
        if let cell = assembly.schedules.settings.table.map(ConfigTable.cell) {
            snapshot = await assembly.collect(
                accounts: .names([cell.account]), isQuiet: arguments.has("quiet")
            ) { $0 == cell }
        }
        do throws(DefinitionFault) {
            let assessor = assembly.schedules.assessor(over: snapshot, at: now)
            Terminal.write(try assessor.answer(about: name).json() + [10])
            return .ok
        } catch {
            Terminal.write(error.answer.json() + [10])
            throw CommandFailure(.failed, Terminal.plain(error.message))
        }
    }
}
