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

    /// A place to call in, or an account of which AWS does not say which regions it has.
    enum Target: Sendable {
        case place(Place)
        case unknown(account: String, APIError)
    }

    /// Accounts that are asked for their regions at once.
    private static let width = 8

    /// Whether the words of `-a` or `-r` may mean more than one.
    static func isSeveral(_ words: String?) -> Bool { words == "all" || words?.contains { ",*".contains($0) } == true }

    /// The only place that is meant.
    ///
    /// - Throws: `CommandFailure` for names that nothing has, or when nobody says which of several is meant.
    func place(account: String?, region: String?) async throws(CommandFailure) -> Place {
        guard let target = try await targets(accounts: account, regions: region).first else {
            throw Self.noRegion(region)
        }
        switch target {
        case .place(let place): return place
        case .unknown(let account, let error):
            throw CommandFailure(
                .failed, "\(account) does not say which regions it has: \(Terminal.plain(error.description))")
        }
    }

    /// The places in the order of the configuration; an account that does not say which regions it has stands for those
    /// that are not known.
    ///
    /// - Throws: `CommandFailure` for names that nothing has, or when nobody says which of several is meant.
    func targets(accounts: String?, regions: String?) async throws(CommandFailure) -> [Target] {
        let meant = try self.accounts(accounts).map { account throws(CommandFailure) in
            Wish(account: account, regions: try patterns(regions, of: account))
        }
        let targets = await withTaskGroup(of: Found.self) { group in
            var found: [[Target]] = Array(repeating: [], count: meant.count)
            for (index, wish) in meant.enumerated() {
                if index >= Self.width, let next = await group.next() { found[next.index] = next.targets }
                group.addTask { Found(index: index, targets: await self.targets(of: wish)) }
            }
            for await next in group { found[next.index] = next.targets }
            return found.flatMap(\.self)
        }
        guard !targets.isEmpty else { throw Self.noRegion(regions) }
        return targets
    }

    /// An account, and the names and patterns of regions that are meant of it.
    private struct Wish: Sendable {
        let account: CollectorSettings.Account
        let regions: [String]
    }

    /// The places of the account at `index`.
    private struct Found: Sendable {
        let index: Int
        let targets: [Target]
    }

    /// The places that `wish` means; AWS is asked where the configuration has patterns, too.
    private func targets(of wish: Wish) async -> [Target] {
        let account = wish.account
        func places(among there: [String]) -> [Target] {
            var seen: Set<String> = []
            return wish.regions.flatMap { pattern in
                pattern == "all"
                    ? there : pattern.contains("*") ? there.filter { Wildcard.matches($0, pattern) } : [pattern]
            }.filter { seen.insert($0).inserted }.map { .place(Place(account: account.name, region: $0)) }
        }
        guard wish.regions.contains(where: Self.isSeveral), account.regions.needExpansion else {
            return places(among: account.regions.literals)
        }
        do throws(APIError) {
            let enabled = try await EnabledRegions.read(
                of: account, over: assembly.client, before: .now + .seconds(30))
            return places(among: account.regions.expanded(over: enabled))
        } catch {
            // What is written out is there whatever else there is.
            return places(among: account.regions.literals) + [.unknown(account: account.name, error)]
        }
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

    /// The names and patterns of regions that are meant, each known to fit some region.
    private func patterns(
        _ words: String?, of account: CollectorSettings.Account
    ) throws(CommandFailure) -> [String] {
        if isGlobal { return [CellKey.globalRegion] }
        guard let words else {
            let usual = assembly.configuration.defaultRegion
            let literals = account.regions.literals
            let isOne = literals.count == 1 && !account.regions.needExpansion
            if let one = isOne ? literals.first : usual == "all" ? nil : usual ?? usualRegion { return [one] }
            if takesFirst { return ["all"] }
            throw CommandFailure(
                .usage, "which region? -r \(literals.first ?? "NAME"), or -r all for all of \(account.name)")
        }
        let patterns = words.split(separator: ",").map(String.init)
        let known = assembly.services.partitions.allRegions
        for pattern in patterns
        where pattern != "all" && !known.contains(where: { Wildcard.matches($0, pattern) }) {
            throw Self.unknown("region", pattern, among: known)
        }
        return patterns
    }

    private static func noRegion(_ words: String?) -> CommandFailure {
        CommandFailure(.usage, "no region fits \"\(Terminal.plain(words ?? ""))\"")
    }

    private static func unknown(_ what: String, _ word: String, among known: [String]) -> CommandFailure {
        let hint = nearest(to: word, among: known).first.map { " (did you mean \"\($0)\"?)" } ?? ""
        return CommandFailure(.usage, "no \(what) \"\(Terminal.plain(word))\"\(hint)")
    }
}
