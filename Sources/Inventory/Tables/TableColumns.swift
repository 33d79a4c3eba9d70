import Document

/// The columns that a request shows, and where each is found in the rows of each kind.
struct TableColumns: Sendable {
    /// Where a column's value stands in a row.
    enum Source: Sendable {
        case builtin(Builtin)
        case column(Int)
        case tag(String)
        /// What a lens computes.
        case lens(LensColumn.Reader)
        /// The kind has no such column.
        case absent
    }

    private let kinds: [Kind]
    private(set) var shown: [TableColumn] = []

    /// - Throws: `LookupProblem` for a column that none of the kinds has.
    init(_ request: TableRequest, kinds: [Kind], severalAccounts: Bool, severalRegions: Bool) throws(LookupProblem) {
        self.kinds = kinds
        var names: [String] = []
        if kinds.count > 1 { names.append(Builtin.kind.rawValue) }
        if severalAccounts { names.append(Builtin.account.rawValue) }
        if severalRegions, kinds.contains(where: { !$0.isGlobal }) { names.append(Builtin.region.rawValue) }
        names += usual + request.added
        for name in request.hidden { _ = try column(name) }
        var seen = Set(request.hidden)
        for name in names where seen.insert(name).inserted { shown.append(try column(name)) }
    }

    /// The columns of the kinds' own choice that they share, each once: at least two have it.
    private var usual: [String] {
        kinds.flatMap(\.shown).compactMap { shown in
            switch shown {
            case .builtin(let builtin): builtin.rawValue
            case .column(let name):
                kinds.count { $0.column(name) != nil || $0.lens(name) != nil } >= min(2, kinds.count) ? name : nil
            }
        }
    }

    /// The column named `name`: of any of the kinds, of every kind, or `tag:Key`.
    ///
    /// - Throws: `LookupProblem` with the nearest names.
    func column(_ name: String) throws(LookupProblem) -> TableColumn {
        for kind in kinds {
            guard let (_, column) = kind.column(name) else { continue }
            return TableColumn(name: name, title: column.title, help: column.help, form: column.form)
        }
        if let lens = kinds.lazy.compactMap({ $0.lens(name) }).first {
            return TableColumn(name: name, title: lens.title, help: lens.help, form: lens.form)
        }
        if let builtin = Builtin(rawValue: name) {
            return TableColumn(name: name, title: builtin.title, help: builtin.help, form: builtin.form)
        }
        if let key = Self.tagKey(name) {
            return TableColumn(name: name, title: key, help: "The value of the tag \(key).", form: .text)
        }
        let known = kinds.flatMap { $0.columns.map(\.name) + $0.lenses.map(\.name) } + Builtin.allCases.map(\.rawValue)
        throw LookupProblem(.column, name, among: known)
    }

    /// Where `name` stands in the rows of `kind`, and its form there.
    static func source(_ name: String, in kind: Kind, _ lenses: LensReaders) -> (Source, Form) {
        if let (index, column) = kind.column(name) { return (.column(index), column.form) }
        if let (reader, form) = lenses.reader(name, of: kind) { return (.lens(reader), form) }
        if let builtin = Builtin(rawValue: name) { return (.builtin(builtin), builtin.form) }
        return (tagKey(name).map { .tag($0) } ?? .absent, .text)
    }

    private static func tagKey(_ name: String) -> String? {
        guard name.hasPrefix("tag:"), name.utf8.count > 4 else { return nil }
        return String(name.dropFirst(4))
    }
}

extension TableColumns.Source {
    /// The value of this column for `resource`, a row of the kind for which the source was found.
    func value(of resource: Resource) -> Value {
        switch self {
        case .builtin(let builtin): resource.value(of: builtin)
        case .column(let index): resource.column(index)
        case .tag(let key): resource.tag(key).map { .string($0) } ?? .null
        case .lens(let read): read(resource).value
        case .absent: .null
        }
    }
}
