/// What a facet counts, and the term of the filter that is its choice.
struct FacetField: Sendable {
    let name: String
    let title: String
    /// By kind, where it stands in the rows and how it is written.
    let fields: [String: (field: RowField, form: Form)]
    /// Whether somebody asked for it by name.
    let isAsked: Bool
    /// The place of the only term that is a choice of this facet; nil for none or several.
    let own: Int?

    init(_ column: TableColumn, kinds: [Kind], lenses: LensReaders, isAsked: Bool, filter: Filter) {
        name = column.name
        title = column.name == Builtin.tags.rawValue ? "Tag keys" : column.title
        self.isAsked = isAsked
        fields = Dictionary(
            kinds.map { kind in (kind.name, Self.field(column.name, in: kind, lenses)) }, uniquingKeysWith: { $1 })
        let places = filter.terms.indices.filter { Self.chosen(by: filter.terms[$0], of: column.name) != nil }
        // Keys of tags add up: a row can have several.
        own = places.count == 1 && column.name != Builtin.tags.rawValue ? places[0] : nil
    }

    private static func field(_ name: String, in kind: Kind, _ lenses: LensReaders) -> (field: RowField, form: Form) {
        if name == Builtin.tags.rawValue { return (.tagKeys, .text) }
        if let key = TableColumns.tagKey(name) { return (.tagsFolded(key.lowercased()), .text) }
        return TableColumns.source(name, in: kind, lenses)
    }

    /// What `term` chooses of the facet `name`: folded texts, nil among them for none; nil where it is no choice of it.
    static func chosen(by term: FilterTerm, of name: String) -> [TextBytes?]? {
        guard !term.isNegated else { return nil }
        let tests: [FilterTest]
        switch term.condition {
        case .words: return nil
        case .field(let field, let given):
            guard field == name, name != Builtin.tags.rawValue else { return nil }
            tests = given
        case .tag(let key, let given):
            guard let key = key.literal?.lowercased() else { return nil }
            if name == Builtin.tags.rawValue { return given == [.text(Glob(pattern: "*"))] ? [TextBytes(key)] : nil }
            guard TableColumns.tagKey(name)?.lowercased() == key else { return nil }
            tests = given
        }
        var chosen: [TextBytes?] = []
        for test in tests {
            switch test {
            case .text(let glob):
                guard let text = glob.literal else { return nil }
                chosen.append(TextBytes(text.lowercased()))
            case .blank: chosen.append(nil)
            case .null, .compare, .network: return nil
            }
        }
        return chosen
    }

    /// The term that chooses `text`.
    func term(choosing text: String?) -> FilterTerm {
        if name == Builtin.tags.rawValue {
            return FilterTerm(.tag(Glob(literal: text ?? ""), [.text(Glob(pattern: "*"))]))
        }
        let test = text.map { FilterTest.text(Glob(literal: $0)) } ?? .blank
        if let key = TableColumns.tagKey(name) { return FilterTerm(.tag(Glob(literal: key), [test])) }
        return FilterTerm(.field(name, [test]))
    }

    /// Whether values of `form` are words that a filter takes literally.
    static func isCountable(_ form: Form) -> Bool {
        switch form {
        case .text, .integer, .decimal, .percent, .bool, .bytes, .duration, .state, .id, .list, .link, .links: true
        // A beginning, a network or a part would be taken for the whole.
        case .time, .age, .expiry, .ip, .endpoint, .json: false
        }
    }
}
