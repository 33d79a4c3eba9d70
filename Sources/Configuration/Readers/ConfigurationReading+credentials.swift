import Document

/// Whether each account's credentials make sense together; no message here repeats a value.
extension ConfigurationReading {
    /// An access key id or secret: text without white space, which only a slip of copying puts there.
    mutating func credential(_ fields: ConfigurationFields, _ name: String) -> String? {
        guard let text = text(fields, name), let field = fields[name] else { return nil }
        guard !text.contains(where: \.isWhitespace) else {
            error(.badText, at: field.value, "\(name) has white space")
            return nil
        }
        guard !text.hasPrefix("env:") || Self.isVariable(text.dropFirst(4)) else {
            error(.badText, at: field.value, "\(name) is env: and no name of a variable, like env:PROD_SECRET")
            return nil
        }
        return text
    }

    /// Whether `name` can be that of an environment variable.
    private static func isVariable(_ name: Substring) -> Bool {
        name.first.map { !$0.isNumber } ?? false
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }

    /// Which keys go together in one account.
    mutating func checkCombination(_ fields: ConfigurationFields) {
        let id = fields["aws_access_key_id"]
        let secret = fields["aws_secret_access_key"]
        if let id, secret == nil {
            error(.credentials, at: id.key, "aws_access_key_id needs aws_secret_access_key")
        }
        if let secret, id == nil {
            error(.credentials, at: secret.key, "aws_secret_access_key needs aws_access_key_id")
        }
        if let token = fields["aws_session_token"], id == nil {
            error(.credentials, at: token.key, "aws_session_token needs aws_access_key_id")
        }
        if let profile = fields["profile"], id != nil || secret != nil {
            error(.credentials, at: profile.key, "profile and keys exclude each other: one account has one source")
        }
        if let source = fields["source_account"], id != nil || secret != nil || fields["profile"] != nil {
            error(
                .credentials, at: source.key,
                "source_account and the account's own keys or profile exclude each other")
        }
        guard fields["role_arn"] == nil else { return }
        for name in ["external_id", "source_account"] {
            guard let field = fields[name] else { continue }
            error(.credentials, at: field.key, "\(name) needs role_arn")
        }
    }

    /// `source_account` names another account, and no circle.
    mutating func checkSources(_ written: [WrittenAccount]) {
        let sources = Dictionary(
            written.map { ($0.account.name, $0.account.sourceAccount) }, uniquingKeysWith: { first, _ in first })
        for entry in written {
            guard let source = entry.account.sourceAccount, let field = entry.fields?["source_account"] else {
                continue
            }
            guard sources.keys.contains(source) else {
                unknownAccount(source, at: field.value, names: written.lazy.map(\.account.name))
                continue
            }
            if let fault = chainFault(of: entry.account.name, from: source, sources) {
                error(.credentials, at: field.value, "source_account \(fault)")
            }
        }
    }

    /// What is wrong with the accounts that stand between `name` and the credentials in the end; a circle is told of
    /// those alone that stand in it.
    private func chainFault(of name: String, from source: String, _ sources: [String: String?]) -> String? {
        if source == name { return "names this account itself" }
        var seen: Set<String> = []
        var next: String? = source
        while let current = next {
            if current == name { return "leads back to this account" }
            if !seen.insert(current).inserted { return nil }
            if seen.count > Defaults.sourceChain { return "leads over more than \(Defaults.sourceChain) accounts" }
            next = sources[current] ?? nil
        }
        return nil
    }

    /// Two accounts that are read with one and the same identity show everything twice.
    mutating func checkSameCredentials(_ written: [WrittenAccount]) {
        var names: [Identity: String] = [:]
        for entry in written {
            let account = entry.account
            guard let identity = Identity(of: entry) else { continue }
            // The sample's keys are placeholders: they are the same on purpose.
            if case .keys(let id) = identity, id.allSatisfy({ $0 == "X" }) { continue }
            if let name = names[identity] {
                warning(
                    .duplicateEntry, at: entry.key,
                    "\(Shown.quoted(account.name)) has the credentials of \(Shown.quoted(name)): what they read is listed twice"
                )
            } else {
                names[identity] = account.name
            }
        }
    }

    /// What an account is read as in the end.
    private enum Identity: Hashable {
        case role(String), keys(String), profile(String), environment

        /// Nil where what is written could not be read.
        init?(of written: WrittenAccount) {
            let account = written.account
            if written.fields?["role_arn"] != nil {
                guard let role = account.roleARN else { return nil }
                self = .role(role)
            } else if let id = account.accessKeyID {
                self = .keys(id)
            } else if let profile = account.profile {
                self = .profile(profile)
            } else if written.isReadable, !Self.keys.contains(where: { written.fields?[$0] != nil }) {
                self = .environment
            } else {
                return nil
            }
        }

        private static let keys = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token", "profile"]
    }

    /// A file that everybody on the machine can read must hold no keys.
    mutating func checkExposure(_ written: [WrittenAccount]) {
        let secrets = written.lazy.compactMap { $0.fields?.written("aws_secret_access_key") }
        guard let field = secrets.first(where: { $0.value.text?.hasPrefix("env:") != true }) else { return }
        warning(
            .exposedSecrets, at: field.key,
            "everybody on this machine can read the keys in this file: chmod 600, or use a profile or role")
    }

    mutating func unknownAccount(_ name: String, at node: YAMLNode, names: some Sequence<String>) {
        let near = suggestion(for: name, among: names)
        error(.unknownAccount, at: node, "unknown account \(Shown.quoted(name))", suggestion: near)
    }
}
