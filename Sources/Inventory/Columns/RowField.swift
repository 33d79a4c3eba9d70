import Document

/// One thing that rows of a kind have, by which tables show, filter, count and sort.
enum RowField: Sendable, Hashable {
    case builtin(Builtin)
    /// By its place among the kind's columns.
    case column(Int)
    /// The first tag with this very key.
    case tag(String)
    /// The values of all tags with this key, which is folded: case does not count.
    case tagsFolded(String)
    /// The keys of all tags.
    case tagKeys
    /// What a lens computes, which time and other rows change.
    case lens(LensReader)
    /// The kind has no such field.
    case absent

    /// The value for `resource`, a row of the kind for which the field was found.
    func value(of resource: Resource) -> Value {
        switch self {
        case .builtin(let builtin): return resource.value(of: builtin)
        case .column(let index): return resource.column(index)
        case .tag(let key): return resource.tag(key).map { .string($0) } ?? .null
        case .tagsFolded(let key):
            let values = resource.tags.filter { $0.key.isFolded(to: key) }.map { Value.string($0.value) }
            return values.isEmpty ? .null : .array(values)
        case .tagKeys: return .array(resource.tags.map { .string($0.key) })
        case .lens(let lens): return lens.read(resource).value
        case .absent: return .null
        }
    }

    /// Whether it stays what it is as long as the rows do.
    var isLasting: Bool { if case .lens = self { false } else { true } }

    /// Whether all rows of a cell have the same value.
    var isOfCell: Bool {
        switch self {
        case .builtin(.account), .builtin(.region), .builtin(.kind), .absent: true
        case .builtin, .column, .tag, .tagsFolded, .tagKeys, .lens: false
        }
    }

    /// The value that all rows of a cell have; null for a field that rows have each their own of.
    func value(of key: CellKey) -> Value {
        switch self {
        case .builtin(.account): .string(key.account)
        case .builtin(.region): .string(key.region)
        case .builtin(.kind): .string(key.kind)
        case .builtin, .column, .tag, .tagsFolded, .tagKeys, .lens, .absent: .null
        }
    }
}

extension String {
    /// Whether this text is `folded`, case aside.
    fileprivate func isFolded(to folded: String) -> Bool {
        withFolded { bytes in
            bytes.count == folded.utf8.count && zip(bytes, folded.utf8).allSatisfy { foldedASCII($0) == $1 }
        }
    }
}
