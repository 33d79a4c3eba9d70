import AWS
import Catalog
import Collector
import Configuration
import Document
import FoundationEssentials
import Inventory

/// Runs one kind against an account while it is being written.
enum KindsTryCommand: Command {
    static let name = "kinds try"
    static let summary = "Check one kind's file, read it once from an account, and say what its columns give."
    static let operands = "FILE"
    static let options: [Option] = [
        .value("account", "a", "NAME", "The account; the only or the default one otherwise."),
        .value("region", "r", "NAME", "The region; the account's first otherwise."),
        .output(["table", "json"]), .config, .quiet,
    ]
    static let examples = [
        "elastatus kinds try my-kinds/mq.yaml -a staging -r eu-west-1", "elastatus kinds try my-kinds/mq.yaml -o json",
    ]

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        guard arguments.operands.count == 1 else {
            throw CommandFailure(.usage, "kinds try takes one file, for example: elastatus kinds try my-kinds/mq.yaml")
        }
        let format = try OutputFormat(arguments, among: [.table, .json])
        let assembly = try await Assembly.forCalls(arguments, reading: .complete)
        let trial = Trial.load(
            path: arguments.operands[0],
            among: assembly.installation.kindFolders(and: assembly.configuration.kindsDirectory),
            models: assembly.services.models)
        for problem in trial.problems { Terminal.write("\(Terminal.plain(problem.description))\n") }
        guard let kind = trial.kind else { return .configuration }
        let place = try await place(of: kind, assembly, arguments)
        let report = try await read(kind, of: trial.kinds, in: place, assembly, isQuiet: arguments.has("quiet"))
        switch format {
        case .json: Terminal.write(Value.object(report.document).json(pretty: true) + [10])
        default: report.print()
        }
        guard report.cell.fetchedAt != nil else { return .failed }
        return report.cell.isComplete && report.problems.isEmpty ? .ok : .partial
    }

    /// Where to look: one account, one region.
    private static func place(
        of kind: Kind, _ assembly: Assembly, _ arguments: Arguments
    ) async throws(CommandFailure) -> CallPlaces.Place {
        let words = (arguments["account"], arguments["region"])
        guard !CallPlaces.isSeveral(words.0), !CallPlaces.isSeveral(words.1) else {
            throw CommandFailure(.usage, "kinds try looks into one account and one region")
        }
        let places = CallPlaces(
            assembly: assembly, isGlobal: kind.isGlobal, usualRegion: Assembly.environmentRegion, takesFirst: true)
        return try await places.place(account: words.0, region: words.1)
    }

    private static func read(
        _ kind: Kind, of kinds: KindSet, in place: CallPlaces.Place, _ assembly: Assembly, isQuiet: Bool
    ) async throws(CommandFailure) -> KindTrialReport {
        var settings = assembly.settings
        let joined = KindJoins(kinds).joined[kind.name] ?? []
        settings.kinds = KindSet(
            kinds: kinds.kinds.filter { $0.name == kind.name || joined.contains($0.name) }, views: kinds.views)
        settings.accounts = settings.accounts.filter { $0.name == place.account }.map {
            CollectorSettings.Account(
                name: $0.name, group: $0.group,
                regions: RegionPatterns(kind.isGlobal ? $0.regions.patterns : [place.region]),
                accountID: $0.accountID, partition: $0.partition)
        }
        let recorder = CallRecorder(assembly.client)
        let progress = Progress(isQuiet: isQuiet)
        let regions: Set = [place.region, CellKey.globalRegion]
        let snapshot = await Collector(settings, client: recorder).collect {
            regions.contains($0.region)
        } progress: { cell, done, total in
            progress.report(cell, done: done, of: total)
        }
        let key = CellKey(
            account: place.account, region: kind.isGlobal ? CellKey.globalRegion : place.region, kind: kind.name)
        guard let cell = snapshot.cells[key] else {
            throw CommandFailure(.failed, "\(place.account) has no region \(place.region)")
        }
        return KindTrialReport(kind: kind, cell: cell, snapshot: snapshot, calls: recorder.made)
    }
}
