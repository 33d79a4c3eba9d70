import AWS
import Catalog
import Collector
import Configuration
import Document
import FoundationEssentials
import HTTPTransport
import Inventory
import Schedules

/// Everything a command needs, made from one configuration.
struct Assembly: Sendable {
    let installation: Installation
    let services: Installation.Services
    let configuration: Configuration
    let kinds: KindSet
    /// Schedules as the configuration has them, over whatever is read.
    let schedules: ScheduleLens
    let client: AWSClient
    private(set) var settings: CollectorSettings

    /// Reads the configuration and the kinds that `arguments` name, and lists the members of the organization, if there is
    /// one; warnings are said, errors end it.
    static func loadWithMembers(_ arguments: Arguments) async throws(CommandFailure) -> Assembly {
        try await load(arguments).withMembers()
    }

    /// This with the members of the organization, if there is one, as accounts.
    func withMembers() async throws(CommandFailure) -> Assembly {
        var assembly = self
        guard let organization = assembly.settings.organization else { return assembly }
        assembly.settings.organization = nil
        var info = OrganizationInfo(account: organization.account)
        do throws(APIError) {
            let listing = try await OrganizationReader(client: assembly.client).list(
                organization, accounts: assembly.settings.accounts)
            organization.admit(listing.members)
            assembly.settings.accounts += listing.members.map { CollectorSettings.Account($0, of: organization) }
            info.listedAt = .now
            info.skipped = listing.skipped
        } catch {
            info.problem = CellError(error, since: .now)
            Terminal.say("the members of the organization cannot be listed: \(Terminal.plain(error.description))")
        }
        assembly.settings.organizationInfo = info
        return assembly
    }

    /// Reads the configuration and the kinds that `arguments` name; warnings are said, errors end it.
    static func load(_ arguments: Arguments) throws(CommandFailure) -> Assembly {
        let path = try ConfigurationPlace.path(arguments["config"])
        let installation = try Installation.find()
        let reading = try installation.read(path)
        for problem in reading.problems { Terminal.say(Terminal.plain(problem.description)) }
        guard let configuration = reading.configuration else {
            let errors = reading.problems.filter { $0.severity == .error }.map(\.description)
            throw CommandFailure(
                .configuration, "\(path) has errors; elastatus config check shows them alone",
                detail: errors.first.map { errors.count == 1 ? $0 : "\($0) (and \(errors.count - 1) more)" })
        }
        return try Assembly(installation, configuration)
    }

    /// Assembles what `configuration` asks for.
    ///
    /// - Parameters:
    ///   - installation: Where the program's files are.
    ///   - configuration: What is asked for.
    ///   - isBare: Whether kinds are left out, for commands that make calls of their own.
    ///   - reading: How calls read answers.
    /// - Throws: `CommandFailure` when the models cannot be read or no kind is left.
    init(
        _ installation: Installation, _ configuration: Configuration, isBare: Bool = false,
        reading: AnswerReading = .complete
    ) throws(CommandFailure) {
        self.installation = installation
        self.configuration = configuration
        let services = try installation.services(
            and: configuration.modelsDirectory, reading: reading)
        self.services = services
        schedules = ScheduleLens(configuration)
        kinds =
            isBare
            ? KindSet(kinds: [], views: [])
            : schedules.extending(try Self.kinds(installation, configuration, services))
        let http = try Self.connections(configuration.timeouts)
        client = AWSClient(
            accounts: configuration.accounts.map {
                AccountAccess($0, in: configuration, partitions: services.partitions)
            }, models: services.models, partitions: services.partitions, http: http,
            grants: isBare ? [] : Set(schedules.settings.table.map { [ReadingGrant($0)] } ?? []),
            warn: { account, error in
                Terminal.say(
                    "\(Terminal.plain(account)): its credentials end soon and could not be replaced: \(Terminal.plain(error.description))"
                )
            })
        settings = CollectorSettings(
            configuration, kinds: kinds, knownRegions: services.partitions.allRegions)
        settings.organization = OrganizationSettings(
            configuration, client: client, partitions: services.partitions)
    }

    private static func kinds(
        _ installation: Installation, _ configuration: Configuration, _ services: Installation.Services
    ) throws(CommandFailure) -> KindSet {
        let catalog = installation.catalog(and: configuration.kindsDirectory, models: services.models)
        // One faulty kind must not take the other ones away.
        for problem in catalog.problems { Terminal.say(Terminal.plain(problem.description)) }
        guard !catalog.kinds.kinds.isEmpty else {
            throw CommandFailure(.configuration, "no kind is left; elastatus kinds check shows their problems alone")
        }
        return catalog.kinds
    }

    private static func connections(
        _ timeouts: Configuration.Timeouts
    ) throws(CommandFailure) -> HTTPClient {
        var limits = HTTPLimits()
        if let connect = timeouts.connect { limits.connect = connect }
        if let firstByte = timeouts.firstByte { limits.firstByte = firstByte }
        if let stall = timeouts.stall { limits.stall = stall }
        do throws(HTTPFailure) {
            return try HTTPClient(limits: limits, authorities: HTTPAuthorities(.process))
        } catch {
            throw CommandFailure(.failed, "no connection can be made: \(error)")
        }
    }

    /// Whether the accounts and regions that a command names are configured.
    func check(_ accounts: Scope, _ regions: Scope) throws(CommandFailure) {
        if case .names(let names) = accounts {
            try check(names, among: settings.accounts.map(\.name), as: "account")
        }
        if case .names(let names) = regions {
            try check(names, among: settings.possibleRegions + [CellKey.globalRegion], as: "region")
        }
    }

    private func check(_ names: [String], among known: [String], as what: String) throws(CommandFailure) {
        for name in names where !known.contains(name) {
            let hint = nearest(to: name, among: known).first.map { " (did you mean \"\($0)\"?)" } ?? ""
            throw CommandFailure(.usage, "no \(what) \"\(Terminal.plain(name))\"\(hint)")
        }
    }

    /// Reads the cells of `accounts` for which `wanted` says yes, telling people how far it is; nobody else is asked.
    func collect(
        accounts: Scope, isQuiet: Bool, besides other: CellKey? = nil, where wanted: @Sendable (CellKey) -> Bool
    ) async -> Snapshot {
        let progress = Progress(isQuiet: isQuiet)
        var settings = settings
        settings.accounts = settings.accounts.filter { accounts.contains($0.name) || $0.name == other?.account }
        return await Collector(settings, client: client).collect(where: wanted) { cell, done, total in
            progress.report(cell, done: done, of: total)
        }
    }
}
