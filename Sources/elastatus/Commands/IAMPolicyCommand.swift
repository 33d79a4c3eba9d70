import Catalog
import Configuration
import Document
import Inventory
import Schedules

/// Prints the policy that elastatus needs.
enum IAMPolicyCommand: Command {
    static let name = "iam-policy"
    static let summary = "Print the IAM policy that elastatus needs, exactly."
    static let options: [Option] = [
        .value("kinds", "k", "NAMES", "For these kinds and views only, separated by commas."),
        .value("account", "a", "NAME", "As the configuration needs it in this account."), .config,
    ]
    static let examples = [
        "elastatus iam-policy > policy.json", "elastatus iam-policy --kinds rds,ec2,elb",
        "aws iam put-role-policy --role-name elastatus --policy-name reads --policy-document \"$(elastatus iam-policy -a prod)\"",
    ]

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        let installation = try Installation.find()
        var configuration: Configuration?
        if let path = arguments["config"] ?? ConfigurationPlace.found {
            configuration = try installation.read(path).configuration
            guard configuration != nil else {
                throw CommandFailure(.configuration, "\(path) has errors; elastatus config check shows them")
            }
        } else {
            Terminal.say("no configuration: the policy allows for patterns of regions, and for every built-in kind")
        }
        let models = try installation.services(and: configuration?.modelsDirectory).models
        let catalog = installation.catalog(and: configuration?.kindsDirectory, models: models)
        for problem in catalog.problems { Terminal.say(Terminal.plain(problem.description)) }
        var needs = try needs(arguments["account"], configuration)
        // Schedules are looked at whole, or not at all.
        if arguments.has("kinds") { needs.tables = [] }
        let policy = ReadingPolicy(try kinds(arguments["kinds"], of: catalog.kinds), needs: needs, models: models)
        Terminal.write(policy.document.json(indentation: 4) + [10])
        if policy.size > ReadingPolicy.managedLimit {
            Terminal.say(
                "the policy has \(policy.size) characters, and a managed policy at most \(ReadingPolicy.managedLimit): make several of it with --kinds"
            )
        }
        return catalog.problems.isEmpty ? .ok : .configuration
    }

    /// The kinds that are asked for, with those that their rows are joined with.
    private static func kinds(_ words: String?, of set: KindSet) throws(CommandFailure) -> [Kind] {
        guard let words else { return set.kinds }
        var names: Set<String> = []
        let joins = KindJoins(set)
        for word in words.split(separator: ",").map(String.init) {
            let found = set.kinds(of: word)
            guard !found.isEmpty else {
                let hint = nearest(to: word, among: set.views.map(\.name) + set.kinds.map(\.name)).first
                throw CommandFailure(
                    .usage,
                    "no view or kind \"\(Terminal.plain(word))\"\(hint.map { " (did you mean \"\($0)\"?)" } ?? "")")
            }
            for kind in found { names.formUnion([kind.name] + (joins.joined[kind.name] ?? [])) }
        }
        return set.kinds.filter { names.contains($0.name) }
    }

    /// What the engine asks in `account`, or in any account.
    private static func needs(
        _ account: String?, _ configuration: Configuration?
    ) throws(CommandFailure) -> ReadingPolicy.Needs {
        guard let configuration else {
            guard account == nil else {
                throw CommandFailure(.usage, "--account needs a configuration that names the account")
            }
            return ReadingPolicy.Needs(expandsRegions: true)
        }
        let accounts = configuration.accounts
        guard let account else {
            return ReadingPolicy.Needs(
                expandsRegions: accounts.contains { configuration.expandsRegions(of: $0) }
                    || configuration.organization?.regions.contains { $0.contains("*") } == true,
                listsMembers: configuration.organization != nil, tables: configuration.scheduleTables(of: nil))
        }
        guard let found = accounts.first(where: { $0.name == account }) else {
            let hint = nearest(to: account, among: accounts.map(\.name)).first
            throw CommandFailure(
                .usage,
                "no account \"\(Terminal.plain(account))\"\(hint.map { " (did you mean \"\($0)\"?)" } ?? "")")
        }
        let organization = configuration.organization.flatMap { $0.account == account ? $0 : nil }
        let partition = partitionName(
            of: (found.regions.isEmpty ? configuration.regions : found.regions).first ?? "")
        let members = organization.map { "arn:\(partition):iam::*:role/\($0.role)" }
        return ReadingPolicy.Needs(
            expandsRegions: configuration.expandsRegions(of: found), listsMembers: organization != nil,
            roles: accounts.filter { $0.sourceAccount == account }.compactMap(\.roleARN) + [members].compactMap(\.self),
            tables: configuration.scheduleTables(of: account))
    }
}

extension Configuration {
    /// The ARN of the ConfigTable that is read in `account`, or in any; none without one.
    fileprivate func scheduleTables(of account: String?) -> [String] {
        guard let table = section("schedules", as: ScheduleSettings.self)?.table,
            account == nil || account == table.account
        else { return [] }
        let id = accounts.first { $0.name == table.account }?.accountID ?? "*"
        return ["arn:\(partitionName(of: table.region)):dynamodb:\(table.region):\(id):table/\(table.name)"]
    }

    /// Whether the regions of `account` are patterns.
    fileprivate func expandsRegions(of account: Account) -> Bool {
        (account.regions.isEmpty ? regions : account.regions).contains { $0.contains("*") }
    }
}
