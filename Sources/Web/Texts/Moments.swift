import FoundationEssentials
import Inventory

/// Points in time as people read them.
enum Moments {
    /// `just now`, `2 min ago`, `in 3 h`, `5 d ago`.
    static func relative(_ date: Date, now: Date) -> String {
        let seconds = now.timeIntervalSince(date)
        if seconds.magnitude < 1 { return "just now" }
        let length = span(seconds.magnitude)
        return seconds < 0 ? "in \(length)" : "\(length) ago"
    }

    /// A length of time in its largest whole unit: `45 s`, `2 min`, `3 h`, `5 d`, `2 y`.
    static func span(_ seconds: Double) -> String {
        let units: [(Double, String)] = [(31_557_600, "y"), (86400, "d"), (3600, "h"), (60, "min")]
        for (length, unit) in units where seconds >= length * (unit == "y" ? 2 : 1) {
            return "\(Amounts.grouped(Int(seconds / length))) \(unit)"
        }
        return "\(Int(seconds)) s"
    }

    /// `2026-11-20 13:37:00 UTC`.
    static func exact(_ date: Date) -> String {
        let text = Timestamp.text(date)
        return text.prefix(10) + " " + text.dropFirst(11).prefix(8) + " UTC"
    }

    /// `13:37 UTC` today, `2026-11-19 13:37 UTC` on other days.
    static func short(_ date: Date, now: Date) -> String {
        let text = exact(date)
        let isToday = text.prefix(10) == exact(now).prefix(10)
        return isToday ? "\(text.dropFirst(11).prefix(5)) UTC" : "\(text.prefix(16)) UTC"
    }
}
