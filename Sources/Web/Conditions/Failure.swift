import FoundationEssentials
import Inventory

/// One cell that a page has to apologise for, in words.
struct Failure: Hashable {
    let account: String
    let region: String
    let kind: String
    /// The cell's state in a word or two, and its tone.
    let state: String
    let tone: StateTone
    let words: String
    let detail: String
    let since: Date?
    let action: String?
    let requestID: String?
    let nextTry: Date?
    let keptRows: String

    init(_ cell: Cell, kinds: KindSet, now: Date) {
        account = cell.key.account
        region = cell.key.region
        kind = kinds.kind(cell.key.kind)?.title ?? cell.key.kind
        let isPartial = cell.status == .fresh || cell.status == .refreshing
        state = isPartial ? "partly read" : cell.status.title
        tone = isPartial ? .pending : cell.status.tone
        words = Self.words(for: cell)
        let message = cell.error.map { VisibleText.message($0.message) } ?? ""
        detail = message == words ? "" : message
        since = cell.error?.since
        action = cell.error?.action
        requestID = cell.error?.requestID
        nextTry = cell.error?.nextTry
        keptRows = Self.kept(cell, now: now)
    }

    private static func words(for cell: Cell) -> String {
        if let error = cell.error, cell.status != .held { return error.words }
        if !cell.unreadParents.isEmpty {
            let names = cell.unreadParents.prefix(5).map { VisibleText.cell($0).text }.joined(separator: ", ")
            let more = cell.unreadParents.count > 5 ? " and \(cell.unreadParents.count - 5) more" : ""
            return "Could not be read for \(names)\(more)."
        }
        return switch cell.status {
        case .stale: "The data is older than it should be."
        case .held: held(cell)
        case .notEnabled: "The region is not enabled for this account."
        case .denied: "Access denied."
        case .throttled: "AWS is limiting how often it answers."
        case .error: "Reading failed."
        case .fresh, .refreshing, .never: ""
        }
    }

    private static func held(_ cell: Cell) -> String {
        let lost = cell.unconfirmedRows
        return lost == 0
            ? "Much of what was there is missing from the last answer; AWS is asked again before that is believed."
            : "\(Amounts.grouped(lost)) of \(Amounts.count(cell.rows.count, "row")) \(lost == 1 ? "is" : "are") missing from the last answer; AWS is asked again before that is believed."
    }

    private static func kept(_ cell: Cell, now: Date) -> String {
        guard let date = cell.fetchedAt else { return "no rows yet" }
        return "\(Amounts.count(cell.rows.count, "row")) as of \(Moments.short(date, now: now))"
    }
}
