import FoundationEssentials
import Inventory
import Templating

extension RefreshNote {
    /// What became of it, in sentences.
    func words(in snapshot: Snapshot, now: Date) -> String {
        let asked = report.asked.count
        var sentences: [String] = []
        if asked > 0 {
            let progress = progress(in: snapshot)
            let parts = [
                (progress.read, "read"), (progress.failed, "failed"), (progress.underWay, "under way"),
            ].filter { $0.0 > 0 }.map { "\(Amounts.grouped($0.0)) \($0.1)" }
            sentences.append("\(Amounts.count(asked, "cell")) asked for again: \(parts.joined(separator: ", ")).")
            if progress.underWay == 0 {
                sentences.append("\(Amounts.count(rowsBefore, "row")) before, \(Amounts.grouped(progress.rows)) now.")
            }
        }
        if report.underWay > 0 { sentences.append("\(Amounts.count(report.underWay, "cell")) being read already.") }
        if report.recent > 0 { sentences.append("\(Amounts.count(report.recent, "cell")) read a moment ago.") }
        if report.waiting > 0 {
            sentences.append(
                "\(Amounts.count(report.waiting, "cell")) not asked: AWS limits them, a second answer is due, or the credentials do not work."
            )
        }
        if report.refused > 0 {
            let again = report.retryAfter.map { seconds in
                let left = max(Double(seconds) - now.timeIntervalSince(askedAt), 0)
                return " Some of them can be asked for \(left < 1 ? "now" : "in \(Moments.span(left))")."
            }
            sentences.append(
                "\(Amounts.count(report.refused, "cell")) not asked: a refresh is bounded, so that nobody uses up an account's calls.\(again ?? "")"
            )
        }
        return sentences.isEmpty ? "There is nothing to read here." : sentences.joined(separator: " ")
    }
}

extension TemplateData {
    /// Writes what became of a refresh, as the part `_refreshed` reads it.
    mutating func refreshed(_ note: RefreshNote?, in snapshot: Snapshot, now: Date) {
        guard let note else { return }
        let isUnderWay = note.progress(in: snapshot).underWay > 0
        section("REFRESHED") {
            $0.set("AGE", Moments.relative(note.askedAt, now: now))
            $0.set("WORDS", note.words(in: snapshot, now: now))
            $0.set("TONE", (note.report.refused > 0 ? StateTone.pending : isUnderWay ? .idle : .good).rawValue)
            if isUnderWay { $0.show("UNDER_WAY") }
        }
    }
}
