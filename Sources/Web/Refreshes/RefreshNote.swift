import FoundationEssentials
import Inventory
import Synchronization

/// One refresh that somebody asked for: what it may read again, and how things stood before.
struct RefreshNote: Sendable {
    let askedAt: Date
    let report: RefreshReport
    /// When each asked cell had been read before; nil for never.
    let before: [CellKey: Date?]
    /// Rows that the asked cells had.
    let rowsBefore: Int
    /// Errors that the asked cells had, by code and since when: another one means that they were tried.
    private let errors: [CellKey: Attempt]

    private struct Attempt: Hashable {
        let nextTry: Date?
        let error: CellError?

        init(_ cell: Cell) {
            nextTry = cell.nextTry
            error = cell.error
        }
    }

    init(_ report: RefreshReport, in snapshot: Snapshot, at now: Date) {
        askedAt = now
        self.report = report
        let cells = report.asked.compactMap { snapshot.cells[$0] }
        before = Dictionary(cells.map { ($0.key, $0.fetchedAt) }, uniquingKeysWith: { $1 })
        errors = Dictionary(cells.map { ($0.key, Attempt($0)) }, uniquingKeysWith: { $1 })
        rowsBefore = cells.reduce(0) { $0 + $1.rows.count }
    }

    /// How far a refresh is.
    struct Progress: Hashable {
        var read = 0
        var failed = 0
        var underWay = 0
        var rows = 0
    }

    /// How far it is in `snapshot`.
    func progress(in snapshot: Snapshot) -> Progress {
        report.asked.reduce(into: Progress()) { progress, key in
            guard let cell = snapshot.cells[key] else { return }
            progress.rows += cell.rows.count
            if let fetchedAt = cell.fetchedAt, before[key] != .some(fetchedAt) {
                progress.read += 1
            } else if errors[key] != Attempt(cell) {
                progress.failed += 1
            } else {
                progress.underWay += 1
            }
        }
    }
}

/// The last refreshes that people asked for, so that a page can say what became of theirs.
///
/// - Isolation: a mutex held for one look.
final class RefreshNotes: Sendable {
    private struct State {
        var notes: [Int: RefreshNote] = [:]
        var last = 0
    }

    private let state = Mutex(State())
    /// Notes that are kept: the oldest goes first.
    static let limit = 64

    /// Keeps a note and answers its name.
    func add(_ note: RefreshNote) -> String {
        state.withLock { state in
            state.last += 1
            state.notes[state.last] = note
            state.notes[state.last - Self.limit] = nil
            return String(state.last, radix: 36)
        }
    }

    /// The note of this name; nil for one that is forgotten or never was.
    subscript(name: String) -> RefreshNote? {
        guard let number = Int(name, radix: 36) else { return nil }
        return state.withLock { $0.notes[number] }
    }
}
