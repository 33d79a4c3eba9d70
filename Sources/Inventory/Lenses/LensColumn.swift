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
    /// Every text that it can say or be found by; nil where that is open.
    ///
    /// - Cost: a word that stands in none of them is not looked for in every row.
    package let vocabulary: [String]?
    /// Makes what reads the rows of one table.
    ///
    /// - Cost: once per table; what rows have in common is found out here.
    package let reader: @Sendable (Snapshot, Date) -> Reader

    package init(
        name: String, title: String, help: String, form: Form, vocabulary: [String]? = nil,
        reader: @escaping @Sendable (Snapshot, Date) -> Reader
    ) {
        self.name = name
        self.title = title
        self.help = help
        self.form = form
        self.vocabulary = vocabulary
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

    /// What tells whether a word stands in one of the columns that are shown; nil where none could hold it.
    func search(for word: GlobMatcher, in visible: Set<String>, of kind: Kind) -> (@Sendable (Resource) -> Bool)? {
        let readers = kind.lenses.compactMap { column -> (LensColumn.Reader, Form)? in
            guard visible.contains(column.name), column.vocabulary?.contains(where: word.matches) ?? true else {
                return nil
            }
            return (column.reader(snapshot, now), column.form)
        }
        guard !readers.isEmpty else { return nil }
        return { [now] resource in
            readers.contains { read, form in
                let reading = read(resource)
                return word.matches(form.text(reading.value, now: now)) || word.matches(form.plainText(reading.value))
                    || reading.words.contains { word.matches($0) }
            }
        }
    }

    /// What reads every lens's column of rows of `kind`.
    func readers(of kind: Kind) -> [LensReader] {
        kind.lenses.map { LensReader(name: $0.name, read: $0.reader(snapshot, now)) }
    }
}

/// One lens's column made ready; within one table its name tells it from the others.
struct LensReader: Sendable, Hashable {
    let name: String
    let read: LensColumn.Reader

    static func == (left: LensReader, right: LensReader) -> Bool { left.name == right.name }
    func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
