import FoundationEssentials
import Inventory

/// Why a table has no rows: never the same words for "none" and "cannot know".
enum Emptiness: Hashable {
    case nothingHere(String)
    case filteredOut(String)
    case notRead(String)
    case denied(String)
    case notEnabled(String)
    case failed(String)

    /// Nil for a table that has rows, or that lies beyond its last page.
    init?(_ table: Table, title: String, filter: String, now: Date) {
        guard table.rows.isEmpty else { return nil }
        if table.total > 0 {
            let rows = Amounts.count(table.total, "row")
            self = .filteredOut("None of the \(rows) matches “\(VisibleText.cell(filter).text)”.")
            return
        }
        let denied = table.cells.filter { $0.status == .denied || $0.error?.code == .denied }
        if !denied.isEmpty {
            self = .denied(Self.denial(of: denied, among: table.cells.count, title))
        } else if table.cells.contains(where: { $0.status == .error || $0.status == .throttled || $0.status == .held })
        {
            self = .failed("\(title) could not be read. Whether there are any is not known.")
        } else if table.cells.isEmpty {
            self = .notEnabled("The configuration gives none of these accounts this region.")
        } else if table.cells.contains(where: {
            $0.fetchedAt == nil && ($0.status == .never || $0.status == .refreshing)
        }) {
            self = .notRead(Self.progress(of: table.cells, title))
        } else if !table.cells.isEmpty, table.cells.allSatisfy({ $0.status == .notEnabled }) {
            self = .notEnabled("The region is not enabled for this account, so there can be no \(title) in it.")
        } else {
            let read = table.cells.compactMap(\.fetchedAt).min().map { ", confirmed \(Moments.relative($0, now: now))" }
            let next = table.cells.compactMap(\.nextTry).min().map {
                "; asked again \(Moments.relative(max($0, now), now: now))"
            }
            self = .nothingHere("No \(title) here\(read ?? "")\(next ?? "").")
        }
    }

    /// Names every action that is missing, three at most, and how far that goes.
    private static func denial(of cells: [Cell], among count: Int, _ title: String) -> String {
        var seen: Set<String> = []
        let actions = cells.compactMap(\.error?.action).filter { seen.insert($0).inserted }
        let names = actions.prefix(3).joined(separator: ", ") + (actions.count > 3 ? " and others" : "")
        let what =
            actions.isEmpty
            ? "access is denied"
            : "the IAM action\(actions.count == 1 ? "" : "s") \(names) \(actions.count == 1 ? "is" : "are") missing"
        let share = count > 1 ? " in \(Amounts.grouped(cells.count)) of \(Amounts.count(count, "cell"))" : ""
        return "\(title) cannot be listed\(share): \(what). Whether there are any is not known."
    }

    /// How far the first reading is.
    private static func progress(of cells: [Cell], _ title: String) -> String {
        let read = cells.count { $0.fetchedAt != nil }
        guard read > 0 else { return "\(title) have not been read yet." }
        return
            "\(title) are being read for the first time: \(Amounts.grouped(read)) of \(Amounts.count(cells.count, "cell")) are done and have none."
    }

    /// Whether there being no rows is a fact.
    var isKnown: Bool {
        switch self {
        case .nothingHere, .filteredOut: true
        case .notRead, .denied, .notEnabled, .failed: false
        }
    }

    var words: String {
        switch self {
        case .nothingHere(let text), .filteredOut(let text), .notRead(let text), .denied(let text),
            .notEnabled(let text),
            .failed(let text):
            text
        }
    }

    /// The word for style and tests.
    var name: String {
        switch self {
        case .nothingHere: "nothing"
        case .filteredOut: "filtered"
        case .notRead: "unread"
        case .denied: "denied"
        case .notEnabled: "not-enabled"
        case .failed: "failed"
        }
    }
}
