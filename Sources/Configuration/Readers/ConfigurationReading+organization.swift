import Document

/// `organization`: accounts that AWS lists.
extension ConfigurationReading {
    /// The organization; nil where none is named, or not well enough.
    mutating func organization(_ fields: ConfigurationFields, accounts: [Account]) -> Configuration.Organization? {
        guard let field = fields.written("organization"),
            let block = mapping(
                field.value, as: "organization", words: ConfigurationKey.table.words(in: "organization"))
        else { return nil }
        for name in ["account", "role"] where block[name] == nil {
            error(.missingKey, at: field.key, "organization names no \(name)")
        }
        let account = text(block, "account")
        if let account, let value = block["account"]?.value, !accounts.isEmpty,
            !accounts.contains(where: { $0.name == account })
        {
            unknownAccount(account, at: value, names: accounts.lazy.map(\.name))
        }
        let role = roleName(block)
        var organization = Configuration.Organization(account: account ?? "", role: role ?? "")
        organization.externalID = text(block, "external_id")
        organization.group = text(block, "group")
        if let regions = block.written("regions") {
            organization.regions = self.regions(regions.value, as: "regions")
        }
        if let exclude = block.written("exclude") {
            organization.exclude = (list(exclude.value, as: "exclude") ?? []).compactMap {
                text($0, as: "an excluded account")
            }
        }
        if let every = block.written("every") {
            organization.every =
                duration(every.value, as: "every", within: Defaults.organizationSeconds) ?? organization.every
        }
        return account == nil || role == nil ? nil : organization
    }

    /// The name of a role, with its path but without the ARN before it: the account is each member's own.
    private mutating func roleName(_ block: ConfigurationFields) -> String? {
        guard let text = text(block, "role"), let field = block["role"] else { return nil }
        if RoleARN(text) != nil {
            error(
                .roleARN, at: field.value, "role is the name that the role has in every account, not an ARN",
                suggestion: text.split(separator: ":").last.map { String($0.dropFirst("role/".count)) })
            return nil
        }
        guard RoleARN("arn:aws:iam::000000000000:role/\(text)") != nil else {
            error(.roleARN, at: field.value, "role must be the name of an IAM role")
            return nil
        }
        return text
    }
}
