import AWS
import Collector
import Configuration
import Document
import Inventory
import JMESPath
import RegularExpressions

extension CollectorSettings {
    /// What the collector takes from `configuration`.
    init(_ configuration: Configuration, kinds: KindSet, partitions: Partitions) {
        var limits = FetchLimits()
        if let call = configuration.timeouts.call { limits.call = call }
        self.init(
            accounts: configuration.accounts.map { account in
                Account(
                    name: account.name, group: account.group,
                    regions: RegionPatterns(configuration.regions(of: account)), accountID: account.configuredID,
                    partition: Partition(configuration.partition(of: account, among: partitions) ?? partitions.all[0]))
            },
            kinds: kinds, refresh: configuration.refresh, environments: EnvironmentRules(configuration),
            fallbackItems: Self.fallbackItems(configuration, kinds), limits: limits)
    }

    /// The configured zone, as the item of each kind that falls back on it.
    private static func fallbackItems(
        _ configuration: Configuration, _ kinds: KindSet
    ) -> [String: [String: [Value]]] {
        guard let route53 = configuration.route53 else { return [:] }
        var section: Object = ["account": .string(route53.account)]
        section["domain"] = route53.domain.map { .string($0) }
        section["zone_id"] = route53.zoneID.map { .string($0) }
        var items: [String: [Value]] = [:]
        for kind in kinds.kinds {
            guard let fallback = kind.fallback, fallback.section == "route53",
                let item = try? fallback.item.evaluate(.object(section)), !item.isNull
            else { continue }
            items[kind.name] = [item]
        }
        return [route53.account: items]
    }
}

extension OrganizationSettings {
    /// What the collector needs of the configured organization; nil without one.
    init?(_ configuration: Configuration, client: AWSClient, partitions: Partitions) {
        guard let organization = configuration.organization else { return nil }
        let ids = configuration.accounts.compactMap { account in
            account.configuredID.map { (account.name, $0) }
        }
        let hub = configuration.accounts.first { $0.name == organization.account }
        let partition = hub.flatMap { configuration.partition(of: $0, among: partitions) } ?? partitions.all[0]
        self.init(
            account: organization.account, exclude: organization.exclude,
            regions: RegionPatterns(
                organization.regions.isEmpty ? configuration.regions : organization.regions),
            partition: Partition(partition), group: organization.group, every: organization.every,
            reservedNames: ConfigurationSchema.reservedNames,
            configuredIDs: Dictionary(ids, uniquingKeysWith: { $1 })
        ) { members in
            client.add(
                members.compactMap {
                    AccountAccess($0, of: organization, in: configuration, partitions: partitions)
                })
        }
    }
}

extension Configuration.Account {
    /// The twelve digits that the configuration itself tells: the account's own, or those of its role.
    fileprivate var configuredID: String? {
        accountID
            ?? roleARN?.split(separator: ":", omittingEmptySubsequences: false).dropFirst(4).first.map(String.init)
    }
}

extension EnvironmentRules {
    /// The configuration's rules, and the accounts' own environments where none matches.
    init(_ configuration: Configuration) {
        let defaults = configuration.accounts.reduce(into: [:]) { $0[$1.name] = $1.environment }
        self.init(rules: configuration.environments.compactMap(Rule.init), accountDefaults: defaults)
    }
}

extension EnvironmentRules.Rule {
    /// One rule; nil for a pattern that does not compile, which the configuration's check has reported.
    fileprivate init?(_ rule: Configuration.EnvironmentRule) {
        switch rule {
        case .tags(let keys): self = .tags(keys)
        case .stack(let text, let environment):
            guard let pattern = try? Pattern(text) else { return nil }
            self = .stack({ pattern.matches($0) }, environment: environment)
        case .name(let text, let environment):
            guard let pattern = try? Pattern(text) else { return nil }
            self = .name({ pattern.matches($0) }, environment: environment)
        }
    }
}
