extension WireTime {
    /// `2026-11-20T13:37:00Z`; with a fraction of three or six digits only when there is one.
    var iso8601: String {
        let date = civil
        var text = "\(Self.padded(date.year, 4))-\(Self.padded(date.month, 2))-\(Self.padded(date.day, 2))T\(clock)"
        if microseconds != 0 {
            text +=
                microseconds % 1_000 == 0
                ? ".\(Self.padded(microseconds / 1_000, 3))" : ".\(Self.padded(microseconds, 6))"
        }
        return text + "Z"
    }

    /// `Fri, 20 Nov 2026 13:37:00 GMT`.
    ///
    /// - Source: RFC 9110, section 5.6.7.
    var httpDate: String {
        let date = civil
        return """
            \(Self.weekdays[(days + 4) - (days + 4).flooringDivided(by: 7) * 7]), \(Self.padded(date.day, 2)) \
            \(Self.months[date.month - 1]) \(Self.padded(date.year, 4)) \(clock) GMT
            """
    }

    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    private var days: Int { seconds.flooringDivided(by: 86_400) }

    private var clock: String {
        let second = seconds - days * 86_400
        return "\(Self.padded(second / 3_600, 2)):\(Self.padded(second / 60 % 60, 2)):\(Self.padded(second % 60, 2))"
    }

    /// The Gregorian date; a year begins in March here, so that the leap day comes last.
    private var civil: (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted.flooringDivided(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        return (
            era * 400 + yearOfEra + (month < 10 ? 0 : 1), month < 10 ? month + 3 : month - 9,
            dayOfYear - (153 * month + 2) / 5 + 1
        )
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

extension WireTime {
    /// The time in `text` as this program writes times; `text` itself when it is no time that is known.
    ///
    /// - Cost: a look at the bytes for times that already have that form, as nearly all do.
    static func normalized(_ text: String) -> String {
        if isNormal(text) { return text }
        return WireTime(text)?.iso8601 ?? text
    }

    /// Whether `text` has the form `2026-11-20T13:37:00Z`, with values that a calendar and a clock may show.
    private static func isNormal(_ text: String) -> Bool {
        let utf8 = text.utf8
        guard utf8.count == 20 else { return false }
        var numbers = (0, 0, 0, 0, 0)
        var offset = 0
        for byte in utf8 {
            switch offset {
            case 4, 7: guard byte == UInt8(ascii: "-") else { return false }
            case 10: guard byte == UInt8(ascii: "T") else { return false }
            case 13, 16: guard byte == UInt8(ascii: ":") else { return false }
            case 19: guard byte == UInt8(ascii: "Z") else { return false }
            default:
                guard 0x30...0x39 ~= byte else { return false }
                let digit = Int(byte - 0x30)
                switch offset {
                case 5, 6: numbers.0 = numbers.0 * 10 + digit
                case 8, 9: numbers.1 = numbers.1 * 10 + digit
                case 11, 12: numbers.2 = numbers.2 * 10 + digit
                case 14, 15: numbers.3 = numbers.3 * 10 + digit
                case 17, 18: numbers.4 = numbers.4 * 10 + digit
                default: break
                }
            }
            offset += 1
        }
        return 1...12 ~= numbers.0 && 1...28 ~= numbers.1 && numbers.2 < 24 && numbers.3 < 60 && numbers.4 < 60
    }
}

extension Int {
    fileprivate func flooringDivided(by divisor: Int) -> Int {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
