import Document
package import FoundationEssentials

/// A filter made ready for the rows of one kind.
package struct FilterMatcher: Sendable {
    struct Term: Sendable {
        let isNegated: Bool
        let condition: FilterTerm.Condition
        let probe: FilterProbe
        let checks: [FilterCheck]
        /// Whether a free word stands in a column that a lens computes; nil where none could hold it.
        var isComputed: (@Sendable (Resource) -> Bool)?

        /// Under what the rows that satisfy it can be kept, the lenses' columns aside; nil for one that time changes.
        var key: TermKey? {
            guard checks.allSatisfy(\.isTimeless) else { return nil }
            if case .lens = probe { return nil }
            if case .everywhere(_, let columns) = probe { return TermKey(condition: condition, columns: columns) }
            return TermKey(condition: condition, columns: nil)
        }

        /// Whether a value passes any of the tests.
        func holds(_ value: Value) -> Bool { checks.contains { $0.passes(value) } }

        /// The networks that are asked for, where nothing but networks is.
        var networks: [IPNetwork]? {
            guard case .addresses = probe else { return nil }
            let networks = checks.compactMap(\.network)
            return networks.count == checks.count ? networks : nil
        }

        /// Whether nothing but the instant of creation is compared.
        var isOfCreation: Bool {
            guard case .builtin(let builtin) = probe, builtin == .age || builtin == .created_at else { return false }
            return checks.allSatisfy(\.comparesInstants)
        }
    }

    let terms: [Term]

    /// - Parameters:
    ///   - filter: What rows have to satisfy.
    ///   - kind: The kind of the rows; a field that it has not got is null.
    ///   - visible: The columns of the table, in which free words are looked for besides what identifies a row.
    ///   - now: The instant from which ages are counted.
    package init(_ filter: Filter, kind: Kind, visible: Set<String>, now: Date) {
        self.init(filter, kind: kind, visible: visible, now: now, lenses: nil)
    }

    /// The same, with what reads the lenses' columns; without it they are null.
    init(_ filter: Filter, kind: Kind, visible: Set<String>, now: Date, lenses: LensReaders?) {
        terms = filter.terms.map { term in
            switch term.condition {
            case .words(let glob):
                let matcher = GlobMatcher(glob.contained)
                return Term(
                    isNegated: term.isNegated, condition: term.condition,
                    probe: .everywhere(matcher, VisibleColumns(visible, of: kind, for: glob)), checks: [],
                    isComputed: lenses?.search(for: matcher, in: visible, of: kind))
            case .tag(let key, let tests):
                let checks = tests.map { FilterCheck($0, form: .text, now: now) }
                let matcher = GlobMatcher(key)
                return Term(
                    isNegated: term.isNegated, condition: term.condition,
                    probe: .tags(matcher, folded: key.literal?.lowercased()), checks: checks)
            case .field(let name, let tests):
                let (probe, form) = FilterProbe.field(name, of: kind, lenses)
                return Term(
                    isNegated: term.isNegated, condition: term.condition, probe: probe,
                    checks: tests.map { FilterCheck($0, form: form, now: now) }
                )
            }
        }
    }

    /// What is known from the rows looked at before.
    package struct Memory {
        /// By term; nil for those that look into one field.
        fileprivate var probes: [TextProbe?]
    }

    /// Nothing known yet.
    package var memory: Memory {
        Memory(
            probes: terms.map { term in
                if case .everywhere(let matcher, let columns) = term.probe { TextProbe(matcher, columns) } else { nil }
            })
    }

    /// Whether `resource` satisfies every term.
    package func matches(_ resource: Resource) -> Bool {
        var memory = memory
        return matches(resource, &memory)
    }

    /// Whether `resource` satisfies every term, one of many rows.
    ///
    /// - Cost: for ASCII no allocation but lists of endpoints, tags and addresses.
    package func matches(_ resource: Resource, _ memory: inout Memory) -> Bool {
        for (place, term) in terms.enumerated() where holds(place, for: resource, &memory) == term.isNegated {
            return false
        }
        return true
    }

    /// Whether `resource` is what the term at `place` describes, its negation aside.
    func holds(_ place: Int, for resource: Resource, _ memory: inout Memory) -> Bool {
        isRead(place, of: resource, &memory) || terms[place].isComputed?(resource) == true
    }

    /// The same of what was read, the lenses' columns aside.
    func isRead(_ place: Int, of resource: Resource, _ memory: inout Memory) -> Bool {
        let term = terms[place]
        if case .everywhere = term.probe { return memory.probes[place]?.matches(resource) ?? false }
        return term.holds(term.probe.value(of: resource))
    }
}

/// Where a term looks.
enum FilterProbe: Sendable {
    case builtin(Builtin)
    case column(Int)
    /// What a lens computes, and the words by which it is found.
    case lens(LensColumn.Reader)
    /// Every address in the row.
    case addresses
    /// The ports of all endpoints.
    case ports
    /// The values of the tags whose keys match; `folded` is the key where it is no pattern.
    case tags(GlobMatcher, folded: String?)
    /// Every text people see, in these columns too.
    case everywhere(GlobMatcher, VisibleColumns)
    /// The kind has no such field.
    case absent

    static func field(_ name: String, of kind: Kind, _ lenses: LensReaders? = nil) -> (FilterProbe, Form) {
        if name == "ip" { return (.addresses, .ip) }
        if let (index, column) = kind.column(name) { return (.column(index), column.form) }
        if let (reader, form) = lenses?.reader(name, of: kind) { return (.lens(reader), form) }
        switch name {
        case "port": return (.ports, .integer)
        default:
            guard let builtin = Builtin(rawValue: name) else { return (.absent, .text) }
            return (.builtin(builtin), builtin.form)
        }
    }

    /// The field in which the whole of it stands; nil where rows have to be read.
    var field: RowField? {
        switch self {
        case .builtin(let builtin):
            switch builtin {
            case .kind, .account, .region, .name, .state, .env, .stack: .builtin(builtin)
            // Nearly every row has its own.
            case .id, .arn, .endpoint, .endpoints, .created_at, .age, .tags: nil
            }
        case .column(let index): .column(index)
        case .tags(_, let folded): folded.map { .tagsFolded($0) }
        case .absent: .absent
        case .addresses, .ports, .lens, .everywhere: nil
        }
    }

    func value(of resource: Resource) -> Value {
        switch self {
        case .builtin(.endpoint):
            // Whoever types the host alone means it too.
            guard let endpoint = resource.endpoints.first else { return .null }
            return .array([.string(endpoint.address), .string(endpoint.host)])
        case .builtin(let builtin): return resource.value(of: builtin)
        case .column(let index): return resource.column(index)
        case .lens(let read):
            let reading = read(resource)
            return reading.words.isEmpty
                ? reading.value : .array([reading.value] + reading.words.map { .string($0) })
        case .addresses: return Self.list(resource.addressTexts.map { .string($0) })
        case .ports: return Self.list(resource.endpoints.compactMap(\.port).map { .integer($0) })
        case .tags(let key, _): return Self.list(resource.tags.filter { key.matches($0.key) }.map { .string($0.value) })
        case .everywhere, .absent: return .null
        }
    }

    /// Of what is gathered from a row, none is no value.
    private static func list(_ values: [Value]) -> Value { values.isEmpty ? .null : .array(values) }
}
