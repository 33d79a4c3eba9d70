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
    static func exact(_ date: Date) -> String { exact(iso: Timestamp.text(date)) }

    /// The same of `2026-11-20T13:37:00Z`; any other text stays as it is.
    static func exact(iso: String) -> String {
        guard iso.utf8.count == 20 else { return iso }
        return String(unsafeUninitializedCapacity: 23) { text in
            var count = 0
            for byte in iso.utf8.dropLast() {
                text[count] = count == 10 ? 0x20 : byte
                count += 1
            }
            for byte in " UTC".utf8 {
                text[count] = byte
                count += 1
            }
            return count
        }
    }

    /// `13:37 UTC` today, `2026-11-19 13:37 UTC` on other days.
    static func short(_ date: Date, now: Date) -> String {
        let text = exact(date)
        let isToday = text.prefix(10) == exact(now).prefix(10)
        return isToday ? "\(text.dropFirst(11).prefix(5)) UTC" : "\(text.prefix(16)) UTC"
    }
}
