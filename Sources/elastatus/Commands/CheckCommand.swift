import Collector
import Document
import Inventory

/// Says of each account who elastatus is there and what it may read.
enum CheckCommand: Command {
    static let name = "check"
    static let summary = "Say of each account who elastatus is there, and which IAM actions are missing."
    static let operands = "[ACCOUNT…]"
    static let options: [Option] = [
        .value("region", "r", "NAME", "Look into this region instead of each account's first."),
        .output(["text", "json"]), .config,
    ]
    static let examples = ["elastatus check", "elastatus check prod -r eu-west-1"]

    /// Accounts looked into at once.
    private static let width = 4

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        let format = try OutputFormat(arguments, among: [.text, .json])
        let assembly = try await Assembly.loadWithMembers(arguments)
        let names = arguments.operands
        try assembly.check(names.isEmpty ? .all : .names(names), arguments["region"].map { .names([$0]) } ?? .all)
        let accounts = assembly.settings.accounts.filter { names.isEmpty || names.contains($0.name) }
        let checker = AccountChecker(assembly: assembly, region: arguments["region"])
        let checks = await inOrder(accounts) {
            await checker.check($0)
        } done: { check, isLast in
            guard format == .text else { return }
            Terminal.write(check.text + (isLast ? "" : "\n"))
        }
        if format == .json {
            let document = Value.array(checks.map { .object($0.object) })
            Terminal.write(document.json(pretty: true) + [10])
        }
        if checks.allSatisfy(\.isWhole) { return .ok }
        let isNoneEntered = checks.allSatisfy { (try? $0.identity.get()) == nil }
        return isNoneEntered ? .failed : .partial
    }

    /// Checks several accounts at once and hands each over as soon as all before it are done.
    private static func inOrder(
        _ accounts: [CollectorSettings.Account],
        _ check: @escaping @Sendable (CollectorSettings.Account) async -> AccountCheck,
        done: (AccountCheck, Bool) -> Void
    ) async -> [AccountCheck] {
        await withTaskGroup(of: Place.self) { group in
            var results: [AccountCheck?] = Array(repeating: nil, count: accounts.count)
            var next = 0
            var shown = 0
            func start() {
                guard next < accounts.count else { return }
                let (index, account) = (next, accounts[next])
                group.addTask { Place(index: index, check: await check(account)) }
                next += 1
            }
            for _ in 0..<width { start() }
            while let place = await group.next() {
                results[place.index] = place.check
                start()
                while shown < results.count, let check = results[shown] {
                    shown += 1
                    done(check, shown == results.count)
                }
            }
            return results.compactMap(\.self)
        }
    }

    /// One account's check with its place among them.
    private struct Place: Sendable {
        let index: Int
        let check: AccountCheck
    }
}
