import AWS
import Collector
import Configuration
import Document
import Inventory

/// The accounts and regions in which a call is to be made, of those that `-a` and `-r` may mean.
struct CallPlaces {
    let assembly: Assembly
    /// Whether the service has one endpoint for all regions.
    let isGlobal: Bool
    /// The region of the environment, for people without a configuration.
    let usualRegion: String?
    /// Whether the first of several is meant when nobody says which.
    var takesFirst = false

    /// One account and region.
    struct Place: Sendable, Hashable {
        let account: String
        let region: String
    }

    /// Whether the words of `-a` or `-r` may mean more than one.
    static func isSeveral(_ words: String?) -> Bool { words == "all" || words?.contains { ",*".contains($0) } == true }

    /// The places in the order of the configuration.
    ///
    /// - Throws: `CommandFailure` for names that nothing has, or when nobody says which of several is meant.
    func places(accounts: String?, regions: String?) async throws(CommandFailure) -> [Place] {
        var places: [Place] = []
        for account in try self.accounts(accounts) {
            for region in try await self.regions(regions, of: account) {
                places.append(Place(account: account.name, region: region))
            }
        }
        guard !places.isEmpty else {
            throw CommandFailure(.usage, "no region fits \"\(Terminal.plain(regions ?? ""))\"")
        }
        return places
    }

    private func accounts(_ words: String?) throws(CommandFailure) -> [CollectorSettings.Account] {
        let known = assembly.settings.accounts
        guard let words else {
            let usual = assembly.configuration.defaultAccount
            let one = known.count == 1 || takesFirst ? known.first : nil
            if let one = known.first(where: { $0.name == usual }) ?? one { return [one] }
            throw CommandFailure(
                .usage, "which account? -a \(known.first?.name ?? "NAME"), or -a all for all \(known.count)")
        }
        if words == "all" { return known }
        let patterns = words.split(separator: ",").map(String.init)
        for pattern in patterns where !known.contains(where: { Wildcard.matches($0.name, pattern) }) {
            throw Self.unknown("account", pattern, among: known.map(\.name))
        }
        return known.filter { account in patterns.contains { Wildcard.matches(account.name, $0) } }
    }

    private func regions(
        _ words: String?, of account: CollectorSettings.Account
    ) async throws(CommandFailure) -> [String] {
        if isGlobal { return [CellKey.globalRegion] }
        guard let words else {
            let usual = assembly.configuration.defaultRegion
            let literals = account.regions.literals
            let isOne = literals.count == 1 && !account.regions.needExpansion
            if let one = isOne ? literals.first : usual == "all" ? nil : usual ?? usualRegion { return [one] }
            if takesFirst, let first = try await configured(account).first { return [first] }
            throw CommandFailure(
                .usage, "which region? -r \(literals.first ?? "NAME"), or -r all for all of \(account.name)")
        }
        let patterns = words.split(separator: ",").map(String.init)
        let known = assembly.services.partitions.allRegions
        for pattern in patterns
        where pattern != "all" && !known.contains(where: { Wildcard.matches($0, pattern) }) {
            throw Self.unknown("region", pattern, among: known)
        }
        guard patterns.contains(where: Self.isSeveral) else { return patterns }
        let there = try await configured(account)
        var seen: Set<String> = []
        return patterns.flatMap { pattern in
            pattern.contains("*")
                ? there.filter { Wildcard.matches($0, pattern) } : pattern == "all" ? there : [pattern]
        }.filter { seen.insert($0).inserted }
    }

    /// The regions that the configuration means for an account; AWS is asked where it has patterns.
    private func configured(_ account: CollectorSettings.Account) async throws(CommandFailure) -> [String] {
        guard account.regions.needExpansion else { return account.regions.literals }
        do throws(APIError) {
            return account.regions.expanded(
                over: try await EnabledRegions.read(
                    of: account, over: assembly.client, before: .now + .seconds(30)))
        } catch {
            throw CommandFailure(
                .failed, "\(account.name) does not say which regions it has: \(Terminal.plain(error.description))")
        }
    }

    private static func unknown(_ what: String, _ word: String, among known: [String]) -> CommandFailure {
        let hint = nearest(to: word, among: known).first.map { " (did you mean \"\($0)\"?)" } ?? ""
        return CommandFailure(.usage, "no \(what) \"\(Terminal.plain(word))\"\(hint)")
    }
}
