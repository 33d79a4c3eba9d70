import FoundationEssentials

/// The date of an HTTP header.
enum HTTPDate {
    /// The moment that `text` names (`Sun, 06 Nov 1994 08:49:37 GMT`); nil for any other form.
    ///
    /// - Source: RFC 9110, section 5.6.7, IMF-fixdate, the only form that may still be sent.
    static func parse(_ text: String) -> Date? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let day = Int(words[1]),
            let month = WireTime.months.firstIndex(of: String(words[2])), let year = Int(words[3]), year >= 1970
        else { return nil }
        let clock = words[4].split(separator: ":").compactMap { Int($0) }
        // Sixty are the seconds of a minute with a leap second.
        guard clock.count == 3, (0...60).contains(clock[2]),
            let minute = WireTime(year: year, month: month + 1, day: day, hour: clock[0], minute: clock[1])
        else { return nil }
        return Date(timeIntervalSince1970: Double(minute.seconds + clock[2]))
    }
}
