package import FoundationEssentials
package import Inventory
import Document
import Synchronization

/// The lens of schedules: its column beside those of kinds, and its own table.
///
/// - Isolation: any thread.
package final class ScheduleLens: Sendable {
    package let settings: ScheduleSettings

    private struct Memory {
        var key: BookKey?
        var book: ScheduleBook?
        var assessor: Assessor?
        var tally: (generation: Int, minute: Int64, tally: ScheduleTally)?
    }

    /// What a book is made of.
    private struct BookKey: Equatable {
        let fetchedAt: Date?
        let status: CellStatus?
        let error: CellError?
        let rows: Int
    }

    private let memory = Mutex(Memory())

    package init(_ settings: ScheduleSettings = ScheduleSettings()) { self.settings = settings }

    /// The word of the lens's table, in addresses and on the command line.
    package static let word = "schedules"

    /// The kinds whose rows it looks at, in the order of its table.
    package static var kinds: [String] { ScheduleSubject.kinds }

    /// What says of resources of `snapshot` how they stand at `now`.
    ///
    /// - Cost: within a second and as long as definitions stay the same, every table shares one.
    package func assessor(over snapshot: Snapshot, at now: Date) -> Assessor {
        let cell = definitions(in: snapshot)
        let key = BookKey(
            fetchedAt: cell?.fetchedAt, status: cell?.status, error: cell?.error, rows: cell?.rows.count ?? 0)
        let instant = now.wholeSeconds
        let known = memory.withLock { memory -> (ScheduleBook?, Assessor?) in
            guard memory.key == key else { return (nil, nil) }
            return (memory.book, memory.assessor)
        }
        if let assessor = known.1, assessor.instant == instant { return assessor }
        let book = known.0 ?? ScheduleBook(settings, cell: cell)
        let assessor = Assessor(book, settings, at: instant)
        memory.withLock { memory in
            memory.key = key
            memory.book = book
            memory.assessor = assessor
        }
        return assessor
    }

    /// How many resources there are by verdict and by schedule.
    ///
    /// - Cost: one look at every row, once a minute and generation.
    package func tally(over snapshot: Snapshot, at now: Date) -> ScheduleTally {
        let minute = now.wholeSeconds / 60
        if let known = memory.withLock({ $0.tally }), known.generation == snapshot.generation, known.minute == minute {
            return known.tally
        }
        let tally = ScheduleTally(assessor(over: snapshot, at: now), over: snapshot)
        memory.withLock { $0.tally = (snapshot.generation, minute, tally) }
        return tally
    }

    /// The cell of the ConfigTable, whose failure concerns the whole table; nil without one.
    package func definitions(in snapshot: Snapshot) -> Cell? {
        settings.table.flatMap { snapshot.cells[ConfigTable.cell($0)] }
    }

    /// `kinds` with the lens's column beside their own, shown by default where schedules are configured.
    package func extending(_ kinds: KindSet) -> KindSet {
        var all = kinds.kinds.map { kind in
            guard Self.kinds.contains(kind.name) else { return kind }
            var kind = kind
            kind.lenses.append(column(.standing, of: kind))
            if settings.isConfigured { kind.shown.append(.column(LensField.standing.name)) }
            return kind
        }
        if let table = settings.table, let kind = ConfigTable.kind(table) { all.append(kind) }
        return KindSet(kinds: all, views: kinds.views)
    }

    /// `snapshot` as the lens's table shows it: the same rows with the lens's columns alone.
    package func view(of snapshot: Snapshot) -> Snapshot {
        let kinds = Self.kinds.compactMap { snapshot.kinds.kind($0) }.map { kind in
            var lens = kind
            lens.columns = []
            lens.shown = LensField.shown
            // What decides is read from the columns of the kind as it is.
            lens.lenses = LensField.allCases.filter { $0 != .standing }.map { column($0, of: kind) }
            return lens
        }
        let view = View(
            name: Self.word, title: "Schedules", group: "", kinds: kinds.map(\.name), isMerged: true)
        return Snapshot(
            generation: snapshot.generation, kinds: KindSet(kinds: kinds, views: [view]), accounts: snapshot.accounts,
            cells: snapshot.cells, organization: snapshot.organization)
    }

    private func column(_ field: LensField, of kind: Kind) -> LensColumn {
        LensColumn(
            name: field.name, title: field.title, help: field.help, form: field.form, vocabulary: field.vocabulary
        ) { snapshot, now in
            let assessor = self.assessor(over: snapshot, at: now)
            let scheduled = ScheduledKind(kind)
            return { resource in
                field.reading(of: assessor.assess(resource, scheduled, withNotes: field.needsNotes))
            }
        }
    }
}
