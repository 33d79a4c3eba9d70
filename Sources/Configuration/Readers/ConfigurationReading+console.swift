import Document

/// `console_portal` and `console_role`: how people get into the AWS console themselves.
extension ConfigurationReading {
    mutating func console(_ fields: ConfigurationFields) -> Configuration.ConsoleAccess {
        Configuration.ConsoleAccess(portal: portal(fields), role: text(fields, "console_role"))
    }

    private mutating func portal(_ fields: ConfigurationFields) -> String? {
        guard let field = fields.written("console_portal"), let text = text(fields, "console_portal") else {
            return nil
        }
        if let fault = EndpointURL.fault(text) {
            error(.url, at: field.value, "console_portal \(fault)")
            return nil
        }
        guard text.hasPrefix("https://") else {
            error(.url, at: field.value, "console_portal must begin with https://")
            return nil
        }
        return text
    }

    /// A role without a portal opens nothing.
    mutating func checkConsole(_ fields: ConfigurationFields, _ result: Configuration) {
        guard result.console.portal == nil else { return }
        if result.console.role != nil, result.accounts.allSatisfy({ $0.console.portal == nil }),
            let field = fields["console_role"]
        {
            error(.missingKey, at: field.key, "console_role needs console_portal")
        }
        let accounts = fields.written("accounts").flatMap { mapping($0.value, as: "accounts") }
        for account in result.accounts where account.console.role != nil && account.console.portal == nil {
            guard let written = accounts?[account.name], let block = mapping(written.value, as: "an account"),
                let field = block["console_role"]
            else { continue }
            error(.missingKey, at: field.key, "console_role needs console_portal, here or for all accounts")
        }
    }
}
