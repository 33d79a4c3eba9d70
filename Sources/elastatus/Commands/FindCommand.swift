import Document
import FoundationEssentials
import Inventory

/// Answers where a thing is.
enum FindCommand: Command {
    static let name = "find"
    static let summary = "Find a name, id, ARN, address, network, host, URL or tag:Key=Value; endpoints first."
    static let operands = "WORDS…"
    static let options: [Option] = [
        .account, .region, .output(["table", "json", "jsonl"]),
        .value("limit", "n", "COUNT", "Print at most so many answers; 50 by default."),
        .value("next", nil, "PLACE", "Print the answers that follow, from the `next` of those before."), .config,
        .quiet,
    ]
    static let examples = [
        "elastatus find orders database staging", "elastatus find 10.2.7.31", "elastatus find www.example.com",
        "elastatus find tag:Owner=payments -a prod",
    ]

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        let question = arguments.operands.joined(separator: " ")
        guard !question.isEmpty else {
            throw CommandFailure(.usage, "find what? For example: elastatus find orders")
        }
        let format = try OutputFormat(arguments, among: [.table, .json, .jsonl])
        guard let limit = Int(arguments["limit"] ?? "50"), (1...10_000).contains(limit) else {
            throw CommandFailure(.usage, "--limit takes a number from 1 to 10000")
        }
        let after = arguments["next"].flatMap { FindToken($0, of: question) }
        guard after != nil || arguments["next"] == nil else {
            throw CommandFailure(.usage, "--next takes what the same question said before")
        }
        let assembly = try await Assembly.loadWithMembers(arguments)
        let snapshot = try await assembly.collect(
            assembly.kinds.kinds, accounts: arguments.scope("account"), regions: arguments.scope("region"),
            isQuiet: arguments.has("quiet"))
        var result = SearchIndex(snapshot).find(FindRequest(question, size: limit, after: after, now: Date()))
        let unread = result.unread.filter { $0.status != .never || $0.error != nil }
        result.unread = unread
        print(result, question, format, snapshot)
        if result.isReading(of: question) {
            Terminal.say("looked for \(Terminal.plain(result.question.text)) (\(result.question.sort))")
        }
        if let next = result.next {
            Terminal.say(
                "\(result.before + result.answers.count) of \(result.total) answers; --limit shows more, or --next \(next)"
            )
        }
        FailedCells.say(unread)
        if !result.answers.isEmpty { return unread.isEmpty ? .ok : .partial }
        if !result.suggestions.isEmpty {
            Terminal.say("did you mean \(Terminal.plain(result.suggestions.joined(separator: " or ")))?")
        }
        if let problem = result.filterProblem { Terminal.say("as a filter: \(Terminal.plain(problem))") }
        Terminal.say(
            unread.isEmpty ? "nothing found" : "nothing found in what could be read; the rest was not searched")
        return unread.isEmpty ? .failed : .partial
    }

    private static func print(
        _ result: FindResult, _ question: String, _ format: OutputFormat, _ snapshot: Snapshot
    ) {
        switch format {
        case .json:
            Terminal.write(Value.object(result.document(text: question, in: snapshot)).json(pretty: true) + [10])
        case .jsonl:
            for row in result.answers.compactMap({ $0.rowObject(in: snapshot) })
            where !Terminal.write(Value.object(row).json() + [10]) { return }
        case .table, .text, .csv, .yaml, .md, .sshConfig, .ansible, .prometheus:
            if !result.answers.isEmpty { Terminal.write(table(of: result).text) }
            Terminal.write(FindText(result).text)
        }
    }

    private static func table(of result: FindResult) -> TextTable {
        var table = TextTable(header: ["ENDPOINT", "KIND", "NAME", "ACCOUNT", "REGION", "STATE", "MATCHED"])
        table.widestCell = 100
        table.rows = result.answers.map { answer in
            let resource = answer.resource
            return [
                answer.endpoint?.address ?? resource.key.id, resource.key.kind, resource.name,
                resource.key.account, resource.key.region, resource.state ?? "-", answer.matched,
            ]
        }
        return table
    }
}
