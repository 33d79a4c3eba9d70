import Document

/// `route53`: the zone that its menu entry opens.
extension ConfigurationReading {
    /// The zone; nil where none is named.
    ///
    /// A block that no menu uses may name anything.
    mutating func route53(
        _ fields: ConfigurationFields, menus: [Configuration.Menu], accounts: [Account]
    ) -> Configuration.Route53? {
        guard let field = fields.written("route53"),
            let block = mapping(field.value, as: "route53", words: ConfigurationKey.table.words(in: "route53"))
        else { return nil }
        let isUsed = menus.isEmpty || menus.contains { $0.entries.contains { $0.hasPrefix("route53") } }
        let domain = zoneText(block, "domain")
        let zone = zoneText(block, "zone_id").map {
            $0.hasPrefix(Self.zonePrefix) ? String($0.dropFirst(Self.zonePrefix.count)) : $0
        }
        guard block.written("account") != nil else {
            if isUsed { error(.missingKey, at: field.key, "route53 names no account") }
            return nil
        }
        guard let name = text(block, "account"), let account = block["account"] else { return nil }
        guard accounts.contains(where: { $0.name == name }) else {
            if isUsed, !accounts.isEmpty { unknownAccount(name, at: account.value, names: accounts.lazy.map(\.name)) }
            return nil
        }
        return Configuration.Route53(account: name, domain: domain, zoneID: zone)
    }

    /// How the API writes zone ids; people copy it along.
    private static let zonePrefix = "/hostedzone/"

    /// An optional text; nothing written and the sample's placeholders name nothing.
    private mutating func zoneText(_ block: ConfigurationFields, _ name: String) -> String? {
        guard let field = block.written(name), field.value.text != "" else { return nil }
        guard let text = text(field.value, as: name), !Defaults.placeholderZones.contains(text) else { return nil }
        return text
    }
}
