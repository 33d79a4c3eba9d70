import Collector
import Configuration
import Document
import Inventory
import JMESPath
import RegularExpressions

extension CollectorSettings {
    /// What the collector takes from `configuration`.
    init(_ configuration: Configuration, kinds: KindSet, knownRegions: [String]) {
        self.init(
            accounts: configuration.accounts.map { account in
                Account(
                    name: account.name, group: account.group,
                    regions: RegionPatterns(account.regions.isEmpty ? configuration.regions : account.regions),
                    accountID: account.accountID)
            },
            kinds: kinds, refresh: configuration.refresh, environments: EnvironmentRules(configuration),
            fallbackItems: Self.fallbackItems(configuration, kinds), knownRegions: knownRegions)
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
