package import FoundationEssentials

/// A moment in the two spellings that a signature uses.
package struct SigningDate: Sendable, Hashable {
    /// `20150830T123600Z`.
    package let timestamp: String
    /// `20150830`.
    package let day: String

    /// The second that holds `date`, in UTC; empty beyond the year 9999, which no service takes.
    ///
    /// - Cost: a little arithmetic; no calendar, no formatter.
    package init(_ date: Date) {
        let time = WireTime(epoch: date.timeIntervalSince1970.rounded(.down))
        timestamp = (time?.iso8601 ?? "").filter { $0 != "-" && $0 != ":" }
        day = String(timestamp.prefix(8))
    }
}
