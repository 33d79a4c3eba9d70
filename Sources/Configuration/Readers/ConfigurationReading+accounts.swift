import Document

/// `accounts`: names, identities and what belongs to one account alone.
extension ConfigurationReading {
    typealias Account = Configuration.Account

    /// An account with the pairs it was read from, so that later checks know their places.
    struct WrittenAccount {
        var account: Account
        let key: YAMLNode
        /// Nil where nothing is written, or nothing that can be read.
        let fields: ConfigurationFields?
        let isReadable: Bool
    }

    mutating func accounts(_ fields: ConfigurationFields, isWorldReadable: Bool) -> [Account] {
        guard let field = fields.written("accounts") else {
            error(.missingKey, at: fields["accounts"]?.key ?? fields.node, "accounts is missing: name at least one")
            return []
        }
        guard let entries = mapping(field.value, as: "accounts") else { return [] }
        if entries.all.isEmpty { error(.missingKey, at: field.key, "accounts names no account") }
        let written = entries.all.map { account($0) }
        checkSources(written)
        checkSameCredentials(written)
        checkSameAccount(written)
        if isWorldReadable { checkExposure(written) }
        return written.map(\.account)
    }

    private mutating func account(_ field: ConfigurationFields.Field) -> WrittenAccount {
        if let fault = AccountName.fault(field.name, reserved: schema.reservedNames) {
            error(.accountName, at: field.key, "the account name \(Shown.quoted(field.name)) \(fault)")
        }
        var account = Account(name: field.name)
        guard !field.value.isNothing,
            let fields = mapping(
                field.value, as: "an account", words: ConfigurationKey.table.words(in: "accounts.<name>"))
        else { return WrittenAccount(account: account, key: field.key, fields: nil, isReadable: field.value.isNothing) }

        account.accessKeyID = credential(fields, "aws_access_key_id")
        account.secretAccessKey = credential(fields, "aws_secret_access_key")
        account.sessionToken = credential(fields, "aws_session_token")
        account.profile = text(fields, "profile")
        account.roleARN = roleARN(fields)
        account.externalID = text(fields, "external_id")
        account.sourceAccount = text(fields, "source_account")
        account.accountID = accountID(fields)
        account.group = text(fields, "group")
        account.environment = text(fields, "environment")
        account.usesFIPS = flag(fields, "fips")
        account.usesDualStack = flag(fields, "dual_stack")
        account.console = console(fields)
        account.commandProfile = text(fields, "cli_profile")
        if let regions = fields.written("regions") {
            account.regions = self.regions(regions.value, as: "regions")
        }
        checkCombination(fields)
        checkIdentity(account, fields)
        return WrittenAccount(account: account, key: field.key, fields: fields, isReadable: true)
    }

    private mutating func accountID(_ fields: ConfigurationFields) -> String? {
        guard let text = text(fields, "account_id"), let field = fields["account_id"] else { return nil }
        guard AccountID.isValid(text) else {
            error(
                .accountID, at: field.value, "account_id must have 12 digits",
                suggestion: AccountID.correction(of: text))
            return nil
        }
        return text
    }

    private mutating func roleARN(_ fields: ConfigurationFields) -> String? {
        guard let text = text(fields, "role_arn"), let field = fields["role_arn"] else { return nil }
        guard RoleARN(text) != nil else {
            error(
                .roleARN, at: field.value,
                "role_arn must be the ARN of an IAM role, like arn:aws:iam::123456789012:role/elastatus")
            return nil
        }
        return text
    }

    /// A role lives in the account that answers, so both ids must agree.
    private mutating func checkIdentity(_ account: Account, _ fields: ConfigurationFields) {
        guard let id = account.accountID, let role = account.roleARN.flatMap(RoleARN.init), role.accountID != id,
            let field = fields["account_id"]
        else { return }
        error(.accountID, at: field.value, "account_id is \(id), but role_arn is of account \(role.accountID)")
    }

    private mutating func checkSameAccount(_ written: [WrittenAccount]) {
        var names: [String: String] = [:]
        for entry in written {
            guard let id = entry.account.accountID, let field = entry.fields?["account_id"] else { continue }
            if let name = names[id] {
                warning(
                    .duplicateEntry, at: field.value,
                    "account_id is that of \(Shown.quoted(name)) too: everything in it is listed twice")
            } else {
                names[id] = entry.account.name
            }
        }
    }
}
