/// Durations as the file writes them: a whole number and one of `s`, `m`, `h`.
enum DurationText {
    /// The seconds of `60s`, `5m`, `1h`; nil for any other text.
    static func seconds(_ text: String) -> Int64? {
        guard let unit = text.last, let scale = scales[unit] else { return nil }
        let digits = text.utf8.dropLast()
        // Nine digits of hours do not overflow.
        guard (1...9).contains(digits.count), digits.allSatisfy(\.isDigit), let number = Int64(text.dropLast()) else {
            return nil
        }
        return number * scale
    }

    /// The text for `seconds`, in the largest unit that leaves no rest.
    static func text(_ seconds: Int64) -> String {
        if seconds % 3_600 == 0 { return "\(seconds / 3_600)h" }
        return seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
    }

    /// What was meant by a number without a unit, a space before it, or a longer word for it.
    static func correction(of text: String) -> String? {
        let compact = text.lowercased().filter { $0 != " " }
        let digits = compact.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, digits.count <= 9 else { return nil }
        let unit = compact.dropFirst(digits.count)
        if ["d", "day", "days"].contains(unit), let days = Int64(digits) { return "\(days * 24)h" }
        guard let short = units[String(unit)] else { return nil }
        return digits + short
    }

    private static let scales: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600]
    private static let units = [
        "": "s", "s": "s", "sec": "s", "secs": "s", "second": "s", "seconds": "s", "m": "m", "min": "m", "mins": "m",
        "minute": "m", "minutes": "m", "h": "h", "hr": "h", "hrs": "h", "hour": "h", "hours": "h",
    ]
}
