import Document
package import FoundationEssentials

/// A filter made ready for the rows of one kind.
package struct FilterMatcher: Sendable {
    private struct Term: Sendable {
        let isNegated: Bool
        let probe: FilterProbe
        let checks: [FilterCheck]
    }

    private let terms: [Term]

    /// - Parameters:
    ///   - filter: What rows have to satisfy.
    ///   - kind: The kind of the rows; a field that it has not got is null.
    ///   - visible: The columns of the kind in which free words are looked for.
    ///   - now: The instant from which ages are counted.
    package init(_ filter: Filter, kind: Kind, visible: Set<String>, now: Date) {
        self.init(filter, kind: kind, visible: visible, now: now, lenses: nil)
    }

    /// The same, with what reads the lenses' columns; without it they are null.
    init(_ filter: Filter, kind: Kind, visible: Set<String>, now: Date, lenses: LensReaders?) {
        terms = filter.terms.map { term in
            switch term.condition {
            case .words(let glob):
                let columns = kind.columns.indices.filter { visible.contains(kind.columns[$0].name) }
                let isVisible = kind.columns.map { visible.contains($0.name) }
                return Term(
                    isNegated: term.isNegated,
                    probe: .everywhere(GlobMatcher(glob.contained), columns, isVisible: isVisible), checks: [])
            case .tag(let key, let tests):
                let checks = tests.map { FilterCheck($0, form: .text, now: now) }
                return Term(isNegated: term.isNegated, probe: .tags(GlobMatcher(key)), checks: checks)
            case .field(let name, let tests):
                let (probe, form) = FilterProbe.field(name, of: kind, lenses)
                return Term(
                    isNegated: term.isNegated, probe: probe, checks: tests.map { FilterCheck($0, form: form, now: now) }
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
                if case .everywhere(let matcher, _, _) = term.probe { TextProbe(matcher) } else { nil }
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
        for (place, term) in terms.enumerated()
        where Self.holds(term, for: resource, &memory.probes[place]) == term.isNegated {
            return false
        }
        return true
    }

    private static func holds(_ term: Term, for resource: Resource, _ probe: inout TextProbe?) -> Bool {
        if case .everywhere(let matcher, let columns, let isVisible) = term.probe {
            if probe == nil { probe = TextProbe(matcher) }
            return probe?.matches(resource, columns, isVisible) ?? false
        }
        let value = term.probe.value(of: resource)
        return term.checks.contains { $0.passes(value) }
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
    /// The values of the tags whose keys match.
    case tags(GlobMatcher)
    /// Every text people see, in these columns too.
    case everywhere(GlobMatcher, [Int], isVisible: [Bool])
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
        case .tags(let key): return Self.list(resource.tags.filter { key.matches($0.key) }.map { .string($0.value) })
        case .everywhere, .absent: return .null
        }
    }

    /// Of what is gathered from a row, none is no value.
    private static func list(_ values: [Value]) -> Value { values.isEmpty ? .null : .array(values) }
}
