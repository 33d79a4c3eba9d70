package import Document
package import FoundationEssentials

/// A column whose values are not read from AWS but computed from rows, a snapshot and the instant: a lens's own.
package struct LensColumn: Sendable {
    /// What a lens says of one row.
    package struct Reading: Sendable, Hashable {
        /// As every output shows it.
        package let value: Value
        /// By which else a filter finds it.
        package let words: [String]

        package init(_ value: Value, words: [String] = []) {
            self.value = value
            self.words = words
        }
    }

    /// Computes the value of a row.
    package typealias Reader = @Sendable (Resource) -> Reading

    /// The snake_case word in JSON, CSV and filters.
    package let name: String
    package let title: String
    package let help: String
    package let form: Form
    /// Makes what reads the rows of one table.
    ///
    /// - Cost: once per table; what rows have in common is found out here.
    package let reader: @Sendable (Snapshot, Date) -> Reader

    package init(
        name: String, title: String, help: String, form: Form,
        reader: @escaping @Sendable (Snapshot, Date) -> Reader
    ) {
        self.name = name
        self.title = title
        self.help = help
        self.form = form
        self.reader = reader
    }
}

/// The lenses' columns of one table's kinds, each made ready when it is first asked for.
struct LensReaders {
    private let snapshot: Snapshot
    private let now: Date

    init(_ snapshot: Snapshot, now: Date) {
        self.snapshot = snapshot
        self.now = now
    }

    /// What reads the column `name` of rows of `kind`, with its form; nil where the kind has no such column.
    func reader(_ name: String, of kind: Kind) -> (LensColumn.Reader, Form)? {
        kind.lens(name).map { ($0.reader(snapshot, now), $0.form) }
    }

    /// What reads every lens's column of rows of `kind`.
    func readers(of kind: Kind) -> [LensReader] {
        kind.lenses.map { LensReader(name: $0.name, read: $0.reader(snapshot, now)) }
    }
}

/// One lens's column made ready.
struct LensReader: Sendable {
    let name: String
    let read: LensColumn.Reader
}
