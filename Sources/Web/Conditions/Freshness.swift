import FoundationEssentials
import Inventory

/// How old and how whole a page's data is.
///
/// - Shape: begins with a word for its tone, so that nothing is told by colour alone.
struct Freshness: Hashable {
    let text: String
    let exact: String
    let tone: StateTone

    init(of cells: [Cell], kinds: KindSet, now: Date) {
        let whole = cells.count { $0.isComplete }
        let share = "\(Amounts.grouped(whole))/\(Amounts.count(cells.count, "cell"))"
        let isWaiting = cells.allSatisfy { $0.status == .never && $0.error == nil }
        let isFailing = cells.contains { $0.status == .denied || $0.status == .error }
        let lateness = cells.map { cell in
            cell.lateness(at: now, every: kinds.kind(cell.key.kind)?.every ?? .seconds(1e9))
        }.max()
        let read = cells.compactMap(\.fetchedAt)
        guard let oldest = read.min(), let newest = read.max() else {
            text = cells.isEmpty ? "Nothing to read" : isWaiting ? "Not read yet" : "Not read: \(share) fresh"
            exact = ""
            tone = cells.isEmpty ? .good : isWaiting ? .idle : isFailing ? .bad : .pending
            return
        }
        let word: String
        switch lateness {
        case _ where isFailing: (word, tone) = ("Failing", .bad)
        case .veryLate: (word, tone) = ("Far too old", .bad)
        case .late: (word, tone) = ("Late", .pending)
        case _ where whole < cells.count: (word, tone) = ("Not whole", .pending)
        default: (word, tone) = ("Fresh", .good)
        }
        let age = Moments.relative(oldest, now: now)
        text = word == "Fresh" ? "Fresh \(age) (\(share))" : "\(word): \(share) fresh, oldest read \(age)"
        exact =
            oldest == newest
            ? "Read \(Moments.exact(oldest))" : "Read between \(Moments.exact(oldest)) and \(Moments.exact(newest))"
    }
}
