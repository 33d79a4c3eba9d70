package import FoundationEssentials

/// Points in time as AWS and this program write them.
package enum Timestamp {
    /// Reads ISO 8601 in UTC with or without fractions, or with an offset.
    ///
    /// - Shape: nil for anything else; an absent time is never 1970.
    package static func parse(_ text: String) -> Date? {
        guard text.utf8.count <= 40, text.utf8.first.map({ (48...57).contains($0) }) == true else { return nil }
        if let date = try? Date(text, strategy: .iso8601) { return date }
        return try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    /// The date of `seconds` since 1970; nil outside the years 1 to 9999.
    package static func date(epochSeconds seconds: Double) -> Date? {
        guard seconds.isFinite, (-62_135_596_800.0..<253_402_300_800.0).contains(seconds) else { return nil }
        return Date(timeIntervalSince1970: seconds)
    }

    /// `2026-11-20T13:37:00Z`, seconds rounded down.
    package static func text(_ date: Date) -> String { date.formatted(.iso8601) }
}
