import Document

/// `aws`: the service menus.
extension ConfigurationReading {
    /// The groups that elastatus always had, in the order of its menu bar, with their titles.
    static let groups: [(word: String, title: String)] = [
        ("compute", "Compute"), ("database", "Database"), ("services", "App Services"),
        ("deployments", "Deployments"),
    ]

    /// The menus: the four known ones in their own order, then the others as written; a menu without an entry is left out.
    mutating func menus(_ fields: ConfigurationFields, vocabulary: Vocabulary) -> [Configuration.Menu] {
        guard let field = fields.written("aws"), let entries = mapping(field.value, as: "aws") else { return [] }
        let known = Self.groups.map(\.word)
        var lists: [String: [String]] = [:]
        for group in entries.all {
            if !known.contains(group.name), let near = suggestion(for: group.name, among: known),
                abs(near.count - group.name.count) <= 2
            {
                warning(
                    .unknownKey, at: group.key, "menu \(Shown.quoted(group.name)) is none of elastatus's own",
                    suggestion: near)
            }
            if group.name.isEmpty || group.name.unicodeScalars.contains(where: \.isUnprintable) {
                error(.badText, at: group.key, "a menu's name is empty or has control characters")
            }
            guard !group.value.isNothing else { continue }
            lists[group.name] = menuEntries(group, vocabulary: vocabulary)
        }
        let own = entries.all.map(\.name).filter { !known.contains($0) }
        let titled = Self.groups + own.map { ($0, Self.title(of: $0)) }
        return titled.compactMap { group in
            guard let entries = lists[group.word], !entries.isEmpty else { return nil }
            return Configuration.Menu(title: group.title, entries: entries)
        }
    }

    private mutating func menuEntries(_ group: ConfigurationFields.Field, vocabulary: Vocabulary) -> [String] {
        guard let nodes = list(group.value, as: "menu \(Shown.quoted(group.name))") else { return [] }
        var result: [String] = []
        for node in nodes {
            guard let word = text(node, as: "a menu entry") else { continue }
            if result.contains(word) {
                warning(.duplicateEntry, at: node, "menu entry \(Shown.quoted(word)) stands here twice")
            } else if vocabulary.kinds(of: word) != nil {
                result.append(word)
            } else {
                let near = suggestion(for: word, among: vocabulary.words)
                warning(
                    .unknownWord, at: node, "unknown menu entry \(Shown.quoted(word)) is left out", suggestion: near)
            }
        }
        return result
    }

    /// A name as menus show it: underscores as spaces, each word capitalised, as account names are shown.
    static func title(of name: String) -> String {
        name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }
}
