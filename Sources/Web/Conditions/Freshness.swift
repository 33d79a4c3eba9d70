import FoundationEssentials
import Inventory

/// How old and how whole a page's data is.
struct Freshness: Hashable {
    let text: String
    let exact: String
    let tone: StateTone

    init(of cells: [Cell], now: Date) {
        let whole = cells.count { $0.isComplete }
        let read = cells.compactMap(\.fetchedAt)
        let share = "\(Amounts.grouped(whole)) of \(Amounts.count(cells.count, "cell"))"
        let isWaiting = cells.allSatisfy { $0.status == .never && $0.error == nil }
        tone =
            switch true {
            case whole == cells.count: .good
            case isWaiting: .idle
            case cells.contains(where: { $0.status == .denied || $0.status == .error }): .bad
            default: .pending
            }
        guard let oldest = read.min(), let newest = read.max() else {
            text = cells.isEmpty ? "Nothing to read" : isWaiting ? "Not read yet" : "Not read: \(share) fresh"
            exact = ""
            return
        }
        let age = Moments.relative(oldest, now: now)
        text = whole == cells.count ? "Fresh, read \(age) (\(share))" : "\(share) fresh, oldest read \(age)"
        exact =
            oldest == newest
            ? "Read \(Moments.exact(oldest))" : "Read between \(Moments.exact(oldest)) and \(Moments.exact(newest))"
    }
}
