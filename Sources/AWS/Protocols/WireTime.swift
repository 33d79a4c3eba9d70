import FoundationEssentials

/// A point in time as AWS's services write it, to the microsecond.
///
/// - Shape: read from seconds since 1970, ISO 8601 and HTTP dates; years 1 to 9999.
struct WireTime: Hashable {
    /// Since 1970, UTC.
    let seconds: Int
    /// 0 to 999,999.
    let microseconds: Int

    private static let validSeconds = -62_135_596_800..<253_402_300_800

    init?(seconds: Int, microseconds: Int = 0) {
        guard Self.validSeconds.contains(seconds), 0..<1_000_000 ~= microseconds else { return nil }
        self.seconds = seconds
        self.microseconds = microseconds
    }

    /// Seconds since 1970, rounded to microseconds.
    init?(epoch: Double) {
        guard epoch.isFinite, abs(epoch) < 1e12 else { return nil }
        let whole = epoch.rounded(.down)
        let fraction = Int(((epoch - whole) * 1e6).rounded(.toNearestOrEven))
        self.init(seconds: Int(whole) + fraction / 1_000_000, microseconds: fraction % 1_000_000)
    }

    /// Reads any of the forms in which services write times.
    init?(_ text: String) {
        var scanner = TimeScanner(text)
        guard let time = scanner.isoTime() ?? scanner.httpDate() ?? Double(text).flatMap(WireTime.init(epoch:)) else {
            return nil
        }
        self = time
    }

    /// The moment of a civil date; nil when there is no such day or time of day.
    init?(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, microsecond: Int = 0,
        offset: Int = 0
    ) {
        guard 1...9999 ~= year, 1...12 ~= month, 1...Self.days(in: month, of: year) ~= day, 0...23 ~= hour,
            0...59 ~= minute, 0...59 ~= second
        else { return nil }
        let days = Self.days(year, month, day)
        self.init(
            seconds: days * 86_400 + hour * 3_600 + minute * 60 + second - offset, microseconds: microsecond)
    }

    /// Days from 1970 to a Gregorian date; a year begins in March here, so that the leap day comes last.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
