package import FoundationEssentials

/// Points in time as AWS and this program write them.
package enum Timestamp {
    /// Reads ISO 8601 in UTC with or without fractions, or with an offset.
    ///
    /// - Shape: nil for anything else; an absent time is never 1970.
    package static func parse(_ text: String) -> Date? {
        guard text.utf8.count <= 40, text.utf8.first.map({ (48...57).contains($0) }) == true else { return nil }
        if let own = parseOwn(text) { return own }
        if let date = try? Date(text, strategy: .iso8601) { return date }
        return try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    /// The date of `seconds` since 1970; nil outside the years 1 to 9999.
    package static func date(epochSeconds seconds: Double) -> Date? {
        guard seconds.isFinite, (-62_135_596_800.0..<253_402_300_800.0).contains(seconds) else { return nil }
        return Date(timeIntervalSince1970: seconds)
    }

    /// `2026-11-20T13:37:00Z`, seconds rounded down.
    ///
    /// - Cost: a little arithmetic; no formatter.
    package static func text(_ date: Date) -> String {
        let seconds = date.timeIntervalSince1970.rounded(.down)
        guard (-62_135_596_800.0..<253_402_300_800.0).contains(seconds) else { return date.formatted(.iso8601) }
        let days = Int((seconds / 86400).rounded(.down))
        let day = CivilDay(daysSince1970: days)
        let second = Int(seconds) - days * 86400
        return String(unsafeUninitializedCapacity: 20) { output in
            let groups = [
                (day.year, 4, "-"), (day.month, 2, "-"), (day.day, 2, "T"), (second / 3600, 2, ":"),
                (second / 60 % 60, 2, ":"), (second % 60, 2, "Z"),
            ]
            var place = 0
            for (number, width, mark) in groups {
                var rest = number
                for offset in (0..<width).reversed() {
                    output[place + offset] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                }
                place += width
                output[place] = mark.utf8.first ?? 0
                place += 1
            }
            return place
        }
    }

    /// Reads the form that `text` writes, the one that rows hold: no date for a day or hour that there is not, nil for every other form.
    private static func parseOwn(_ text: String) -> Date?? {
        let marks: [(Int, UInt8)] = [
            (4, UInt8(ascii: "-")), (7, UInt8(ascii: "-")), (10, UInt8(ascii: "T")), (13, UInt8(ascii: ":")),
            (16, UInt8(ascii: ":")), (19, UInt8(ascii: "Z")),
        ]
        var text = text
        return text.withUTF8 { bytes -> Date?? in
            guard bytes.count == 20 else { return nil }
            var numbers: [Int] = []
            var start = 0
            for (end, mark) in marks {
                guard bytes[end] == mark else { return nil }
                var number = 0
                for place in start..<end {
                    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) else { return nil }
                    number = number * 10 + Int(bytes[place] - UInt8(ascii: "0"))
                }
                numbers.append(number)
                start = end + 1
            }
            guard let day = CivilDay(year: numbers[0], month: numbers[1], day: numbers[2]), day.year > 0,
                numbers[3] < 24, numbers[4] < 60, numbers[5] < 60
            else { return .some(nil) }
            let second = numbers[3] * 3600 + numbers[4] * 60 + numbers[5]
            return .some(Date(timeIntervalSince1970: Double(day.daysSince1970 * 86400 + second)))
        }
    }
}
