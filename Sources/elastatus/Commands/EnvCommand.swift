import Document
import FoundationEssentials
import Inventory

/// Answers what an environment has, and how two differ.
enum EnvCommand: Command {
    static let name = "env"
    static let summary = "What an environment has: endpoints, red states, counts; or how two of them differ."
    static let operands = "[NAME] | compare NAME OTHER"
    static let options: [Option] = [
        .account, .region, .output(["table", "json", "md"]), .config, .quiet,
    ]
    static let examples = ["elastatus env", "elastatus env staging", "elastatus env compare staging production -o md"]

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        let format = try OutputFormat(arguments, among: [.table, .json, .md])
        let words = arguments.operands
        let isComparison = words.first == "compare" && words.count == 3
        guard words.count <= 1 && words.first != "compare" || isComparison else {
            throw CommandFailure(
                .usage,
                "env takes no name, one name, or compare and two names: elastatus env compare staging production")
        }
        let assembly = try await Assembly.loadWithMembers(arguments)
        let snapshot = try await assembly.collect(
            assembly.kinds.kinds, accounts: arguments.scope("account"), regions: arguments.scope("region"),
            isQuiet: arguments.has("quiet"))
        let asked = snapshot.askedFor
        let members = EnvironmentMembers(asked)
        if isComparison {
            let comparison = EnvironmentComparison(
                try find(words[1], in: members), try find(words[2], in: members), in: members, of: asked)
            print(comparison, format, asked)
            FailedCells.say(comparison.unread)
            return comparison.unread.isEmpty ? .ok : .partial
        }
        guard let word = words.first else {
            list(members, format, asked)
            let unread = asked.unreadCells
            FailedCells.say(unread)
            return unread.isEmpty ? .ok : .partial
        }
        let report = EnvironmentReport(try find(word, in: members), in: members, of: asked)
        print(report, format, asked)
        FailedCells.say(report.unread)
        return report.unread.isEmpty ? .ok : .partial
    }

    private static func find(_ text: String, in members: EnvironmentMembers) throws(CommandFailure) -> EnvironmentName {
        if let name = members.name(text) { return name }
        let names = members.names.map(\.text)
        let near = nearest(to: text, among: names)
        let hint =
            near.first.map { ", did you mean \"\($0)\"?" } ?? "; there are \(names.prefix(20).joined(separator: ", "))"
        throw CommandFailure(.usage, Terminal.plain("there is no environment \"\(text)\" among what was read\(hint)"))
    }

    private static func list(_ members: EnvironmentMembers, _ format: OutputFormat, _ snapshot: Snapshot) {
        guard format != .json else {
            Terminal.write(Value.object(members.document(in: snapshot)).json(pretty: true) + [10])
            return
        }
        var table = TextTable(header: ["ENVIRONMENT", "RESOURCES", "NEEDS A LOOK", "NEWEST STACK UPDATE", "ACCOUNTS"])
        table.rows = members.names.map { name in
            let report = EnvironmentReport(name, in: members, of: snapshot)
            return [
                name.text, String(report.total), String(report.troubles.count),
                report.newestUpdate.map { "\($0.stack.name) \(Timestamp.text($0.at))" } ?? "-",
                report.accounts.joined(separator: ", "),
            ]
        }
        Terminal.write(table.text)
        if members.unnamed > 0 { Terminal.say("\(members.unnamed) resources have no environment") }
    }

    private static func print(_ report: EnvironmentReport, _ format: OutputFormat, _ snapshot: Snapshot) {
        if format == .json {
            Terminal.write(Value.object(report.document(in: snapshot)).json(pretty: true) + [10])
        } else if format == .md {
            Terminal.write(report.markdown(in: snapshot.kinds))
        } else {
            var table = TextTable(header: ["ROLE", "ENDPOINT", "KIND", "NAME", "ACCOUNT", "REGION", "STATE"])
            table.widestCell = 110
            for resource in report.groups.flatMap(\.resources) {
                table.rows += resource.endpoints.map { endpoint in
                    [
                        endpoint.role, endpoint.address, resource.key.kind, resource.name, resource.key.account,
                        resource.key.region, resource.state ?? "-",
                    ]
                }
            }
            Terminal.write(table.text)
            for trouble in report.troubles {
                let key = trouble.resource.key
                Terminal.write(
                    Terminal.plain(
                        "needs a look: \(trouble.resource.name) (\(key.kind), \(key.account)/\(key.region)): \(trouble.reason)"
                    )
                        + "\n")
            }
            if let update = report.newestUpdate {
                Terminal.write(
                    Terminal.plain("newest stack update: \(update.stack.name), \(Timestamp.text(update.at))") + "\n")
            }
        }
    }

    private static func print(_ comparison: EnvironmentComparison, _ format: OutputFormat, _ snapshot: Snapshot) {
        if format == .json {
            Terminal.write(Value.object(comparison.document(in: snapshot)).json(pretty: true) + [10])
        } else if format == .md {
            Terminal.write(comparison.markdown(in: snapshot.kinds))
        } else {
            var table = TextTable(
                header: ["KIND", "NAME", "WHAT", comparison.left.text.uppercased(), comparison.right.text.uppercased()]
                    .map(Terminal.plain))
            for item in comparison.items {
                table.rows += item.differences.map { [item.kind, item.title, $0.title, $0.left, $0.right] }
            }
            Terminal.write(table.text)
            Terminal.say("\(comparison.items.count) differ, \(comparison.equal) are the same")
        }
    }
}

extension Snapshot {
    /// The snapshot without cells that were not asked for, which nobody has tried.
    fileprivate var askedFor: Snapshot {
        Snapshot(
            generation: generation, kinds: kinds, accounts: accounts,
            cells: CellTable(cells.values.filter { $0.status != .never || $0.error != nil }), organization: organization
        )
    }
}
