import Document
import Inventory

/// Prints everything about one resource.
enum ShowCommand: Command {
    static let name = "show"
    static let summary = "Print everything about one resource."
    static let operands = "KIND ID"
    static let options: [Option] = [.account, .region, .output(["yaml", "json"]), .config, .quiet]
    static let examples = ["elastatus show rds-instance orders -a prod", "elastatus show sqs jobs -o json"]

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        guard arguments.operands.count == 2 else {
            throw CommandFailure(.usage, "show takes a kind and an id, for example: elastatus show rds-instance orders")
        }
        let (word, id) = (arguments.operands[0], arguments.operands[1])
        let format = try OutputFormat(arguments, among: [.yaml, .json])
        let assembly = try await Assembly.loadWithMembers(arguments)
        let kinds = try assembly.kinds(showing: word)
        let snapshot = try await assembly.collect(
            kinds, accounts: arguments.scope("account"), regions: arguments.scope("region"),
            isQuiet: arguments.has("quiet"))
        let wanted = Set(kinds.map(\.name))
        let cells = snapshot.cells.values.filter { wanted.contains($0.key.kind) && $0.status != .never }
        let found = cells.sorted { $0.key.order < $1.key.order }.flatMap { cell in
            cell.rows.filter { $0.key.id == id || $0.arn == id || $0.name == id }
        }
        for resource in found {
            guard let kind = snapshot.kinds.kind(resource.key.kind) else { continue }
            var document = resource.rowObject(of: kind)
            document["raw"] = resource.raw.value
            let value = Value.object(document)
            Terminal.write(format == .json ? value.json(pretty: true) + [10] : value.yaml())
        }
        let failed = cells.filter { !$0.isComplete }
        FailedCells.say(failed)
        guard found.isEmpty else { return failed.isEmpty ? .ok : .partial }
        let ids = cells.flatMap { $0.rows.map(\.key.id) }
        let hint = nearest(to: id, among: ids).first.map { " (did you mean \"\(Terminal.plain($0))\"?)" } ?? ""
        throw CommandFailure(.failed, "no \(word) \"\(Terminal.plain(id))\"\(hint)")
    }
}
