import Inventory

/// Reads the whole matrix once.
enum CollectCommand: Command {
    static let name = "collect"
    static let summary = "Read everything once and say what could not be read."
    static let options: [Option] = [.account, .region, .config, .quiet]
    static let examples = ["elastatus collect", "elastatus collect -a prod -r eu-west-1"]

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        let assembly = try await Assembly.loadWithMembers(arguments)
        let accounts = arguments.scope("account")
        let regions = arguments.scope("region")
        try assembly.check(accounts, regions)
        let snapshot = await assembly.collect(accounts: accounts, isQuiet: arguments.has("quiet")) { cell in
            cell.region == CellKey.globalRegion || regions.contains(cell.region)
        }
        let read = snapshot.cells.values.filter { $0.status != .never }
        let failed = read.filter { !$0.isComplete }
        Terminal.write(
            "\(counted(read.reduce(0) { $0 + $1.rows.count }, "resource")) in \(counted(read.count, "cell")), \(failed.count) of them not complete\n"
        )
        FailedCells.say(failed)
        return failed.isEmpty && (accounts != .all || snapshot.knowsAccounts) ? .ok : .partial
    }
}
