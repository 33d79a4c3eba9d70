package import FoundationEssentials

/// A moment in the two spellings that a signature uses.
package struct SigningDate: Sendable, Hashable {
    /// `20150830T123600Z`.
    package let timestamp: String
    /// `20150830`.
    package let day: String

    /// The second that holds `date`, in UTC.
    ///
    /// - Cost: a little arithmetic; no calendar, no formatter.
    package init(_ date: Date) {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down))
        let (days, second) = seconds.quotientAndRemainder(flooringBy: 86_400)
        let (year, month, dayOfMonth) = Self.civil(daysSince1970: days)
        day = Self.padded(year, 4) + Self.padded(month, 2) + Self.padded(dayOfMonth, 2)
        timestamp =
            "\(day)T\(Self.padded(second / 3_600, 2))\(Self.padded(second / 60 % 60, 2))\(Self.padded(second % 60, 2))Z"
    }

    /// The Gregorian date of a day number; a year begins in March here, so that the leap day comes last.
    private static func civil(daysSince1970: Int) -> (year: Int, month: Int, day: Int) {
        let daysPerEra = 146_097  // 400 years
        let (era, dayOfEra) = (daysSince1970 + 719_468).quotientAndRemainder(flooringBy: daysPerEra)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        return (era * 400 + yearOfEra + (month < 10 ? 0 : 1), month < 10 ? month + 3 : month - 9, day)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

extension Int {
    fileprivate func quotientAndRemainder(flooringBy divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
