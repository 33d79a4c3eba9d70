import Document

/// `views`: tables with names.
extension ConfigurationReading {
    mutating func views(
        _ fields: ConfigurationFields, _ configuration: Configuration, vocabulary: Vocabulary
    ) -> [Configuration.NamedView] {
        guard let field = fields.written("views"), let nodes = list(field.value, as: "views") else { return [] }
        var views: [Configuration.NamedView] = []
        for node in nodes {
            guard views.count < Defaults.namedViews else {
                error(.limit, at: node, "there are more than \(Defaults.namedViews) views")
                break
            }
            guard let view = view(node, configuration, vocabulary: vocabulary) else { continue }
            if views.contains(where: { $0.name == view.name }) {
                error(.duplicateEntry, at: node, "there are two views named \(Shown.quoted(view.name))")
            }
            views.append(view)
        }
        return views
    }

    private mutating func view(
        _ node: YAMLNode, _ configuration: Configuration, vocabulary: Vocabulary
    ) -> Configuration.NamedView? {
        let words = ConfigurationKey.table.words(in: "views[]")
        guard let fields = mapping(node, as: "a view", words: words) else { return nil }
        for name in ["name", "table"] where fields[name] == nil { error(.emptyValue, at: node, "a view needs \(name)") }
        guard let name = text(fields, "name"), let table = text(fields, "table"), let place = fields["table"] else {
            return nil
        }
        guard vocabulary.kinds(of: table) != nil else {
            let near = suggestion(for: table, among: vocabulary.words)
            error(.unknownWord, at: place.value, "unknown table \(Shown.quoted(table))", suggestion: near)
            return nil
        }
        var view = Configuration.NamedView(name: name, table: table)
        view.accounts = accounts(of: fields, configuration)
        view.regions = texts(fields, "regions")
        for (region, node) in zip(view.regions, nodes(fields, "regions"))
        where region != "global" && !schema.regions.contains(where: { Wildcard.matches($0, region) }) {
            unknownRegion(region, at: node)
        }
        view.filter = text(fields, "filter") ?? ""
        if let sort = text(fields, "sort") {
            view.isDescending = sort.hasPrefix("-")
            view.sort = view.isDescending ? String(sort.dropFirst()) : sort
        }
        view.columns = texts(fields, "columns")
        view.hidden = texts(fields, "hide")
        for fault in vocabulary.faults(view) { report(fault, in: fields) }
        return view
    }

    private mutating func accounts(of fields: ConfigurationFields, _ configuration: Configuration) -> [String] {
        let names = configuration.accounts.map(\.name)
        let accounts = texts(fields, "accounts")
        // Without an account there is an error already, and an organization's are not known yet.
        guard !names.isEmpty, configuration.organization == nil else { return accounts }
        for (account, node) in zip(accounts, nodes(fields, "accounts"))
        where !names.contains(where: { Wildcard.matches($0, account) }) {
            unknownAccount(account, at: node, names: names)
        }
        return accounts
    }

    private func nodes(_ fields: ConfigurationFields, _ name: String) -> [YAMLNode] {
        guard case .sequence(let nodes)? = fields.written(name)?.value.content else { return [] }
        return nodes
    }

    /// The texts of a list; what is no text is told, and stands as an empty one so that places stay.
    private mutating func texts(_ fields: ConfigurationFields, _ name: String) -> [String] {
        guard let field = fields.written(name), let nodes = list(field.value, as: name) else { return [] }
        return nodes.map { text($0, as: "an entry of \(name)") ?? "" }
    }

    private mutating func report(_ fault: Configuration.ViewFault, in fields: ConfigurationFields) {
        switch fault.part {
        case .filter(let offset):
            guard let node = fields["filter"]?.value else { return }
            // A text in quotes begins behind them; one over several lines is told by its start.
            let isQuoted = if case .scalar(_, quoted: true) = node.content { true } else { false }
            report(
                .error, .unknownWord, line: node.line, column: node.column + (isQuoted ? 1 : 0) + offset,
                fault.message, suggestion: fault.suggestion)
        case .sort:
            guard let node = fields["sort"]?.value else { return }
            error(.unknownWord, at: node, fault.message, suggestion: fault.suggestion)
        case .column(let place), .hidden(let place):
            let name = if case .column = fault.part { "columns" } else { "hide" }
            let nodes = nodes(fields, name)
            guard nodes.indices.contains(place), nodes[place].text?.isEmpty == false else { return }
            error(.unknownWord, at: nodes[place], fault.message, suggestion: fault.suggestion)
        }
    }
}
