import Document

/// `default_account`, `default_region` and `default_service`: what `/` opens.
extension ConfigurationReading {
    mutating func defaultAccount(_ fields: ConfigurationFields, _ configuration: Configuration) -> String? {
        guard let field = fields.written("default_account"), let name = text(fields, "default_account") else {
            return nil
        }
        let names = configuration.accounts.map(\.name)
        // Without an account there is an error already, and an organization's are not known yet.
        guard name == "all" || names.isEmpty || names.contains(name) || configuration.organization != nil else {
            unknownAccount(name, at: field.value, names: names)
            return nil
        }
        return name
    }

    mutating func defaultRegion(_ fields: ConfigurationFields, _ configuration: Configuration) -> String? {
        guard let field = fields.written("default_region"), let name = text(fields, "default_region") else {
            return nil
        }
        if name == "all" { return name }
        guard schema.regions.contains(name) else {
            unknownRegion(name, at: field.value)
            return nil
        }
        let patterns =
            configuration.regions + configuration.accounts.flatMap(\.regions)
            + (configuration.organization?.regions ?? [])
        // Without a single region there is an error already.
        guard patterns.isEmpty || patterns.contains(where: { Wildcard.matches(name, $0) }) else {
            warning(
                .unknownRegion, at: field.value, "default_region \(Shown.quoted(name)) is not among the regions",
                suggestion: patterns.first { !$0.contains("*") })
            return nil
        }
        return name
    }

    mutating func defaultService(_ fields: ConfigurationFields, vocabulary: Vocabulary) -> String? {
        guard let field = fields.written("default_service"), let word = text(fields, "default_service") else {
            return nil
        }
        guard vocabulary.kinds(of: word) != nil else {
            let near = suggestion(for: word, among: vocabulary.words)
            warning(
                .unknownWord, at: field.value, "unknown default_service \(Shown.quoted(word)) is ignored",
                suggestion: near)
            return nil
        }
        return word
    }
}
