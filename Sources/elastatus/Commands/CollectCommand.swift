import Document
import FoundationEssentials
import Inventory

/// Reads the whole matrix once.
enum CollectCommand: Command {
    static let name = "collect"
    static let summary = "Read everything once and say what could not be read."
    static let options: [Option] = [.account, .region, .output(["text", "json", "yaml"]), .config, .quiet]
    static let examples = ["elastatus collect", "elastatus collect -a prod -r eu-west-1 -o json"]

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        let format = try OutputFormat(arguments, among: [.text, .json, .yaml])
        let assembly = try await Assembly.loadWithMembers(arguments)
        let accounts = arguments.scope("account")
        let regions = arguments.scope("region")
        try assembly.check(accounts, regions)
        let snapshot = await assembly.collect(accounts: accounts, isQuiet: arguments.has("quiet")) { cell in
            cell.region == CellKey.globalRegion || regions.contains(cell.region)
        }
        let read = snapshot.cells.values.filter { $0.status != .never }
        let failed = read.filter { !$0.isComplete }
        switch format {
        case .json, .yaml: print(try Self.cells(of: accounts, regions, in: snapshot), as: format)
        default:
            Terminal.write(
                "\(counted(read.reduce(0) { $0 + $1.rows.count }, "resource")) in \(counted(read.count, "cell")), \(failed.count) of them not complete\n"
            )
        }
        FailedCells.say(failed)
        return failed.isEmpty && (accounts != .all || snapshot.knowsAccounts) ? .ok : .partial
    }
    /// The cells that were to be read, as the matrix gives them.
    private static func cells(
        of accounts: Scope, _ regions: Scope, in snapshot: Snapshot
    ) throws(CommandFailure) -> Object {
        var request = CellRequest(accounts: accounts)
        if case .names(let names) = regions, !names.contains(CellKey.globalRegion) {
            request.regions = .names(names + [CellKey.globalRegion])
        }
        do throws(LookupProblem) {
            return try CellSelection(request, over: snapshot, now: .now).document(in: snapshot)
        } catch {
            throw CommandFailure(.usage, Terminal.plain(error.description))
        }
    }

    private static func print(_ document: Object, as format: OutputFormat) {
        let value = Value.object(document)
        Terminal.write(format == .json ? value.json(pretty: true) + [10] : value.yaml())
    }
}
