import TimeZones

/// A recurrence as crontab(5) has it, made together with the words of the period that it stands for.
///
/// It shares nothing with the program but the offsets of clocks: days are listed and quarters of hours counted.
struct NaiveCron {
    /// nil for a star.
    var weekdays: Set<Int>?
    var monthdays: Set<Int>?
    var months: Set<Int>?
    /// Quarters of an hour since midnight.
    let time: Int
    let isStart: Bool

    /// Stands for the last day of the month.
    static let last = 99

    /// Whether it fires at a time on the wall.
    func fires(quarter: Int, day: Int, month: Int, weekday: Int, length: Int) -> Bool {
        guard quarter == time, months?.contains(month) ?? true else { return false }
        let isMonthday = monthdays.map { $0.contains(day) || ($0.contains(Self.last) && day == length) }
        let isWeekday = weekdays?.contains(weekday)
        switch (isMonthday, isWeekday) {
        case (nil, nil): return true
        case (let one?, nil), (nil, let one?): return one
        case (let one?, let other?): return one || other
        }
    }
}

/// The firings of several recurrences in one zone.
struct NaiveCrontab {
    let crons: [NaiveCron]
    let zone: Zone

    /// What fires in the quarter of an hour that begins at `instant`: a start, a stop, or both.
    func fires(at instant: Int64) -> Set<Bool> {
        let wall = instant + zone.offset(at: instant)
        let days = wall >= 0 ? wall / 86400 : (wall - 86399) / 86400
        let quarter = Int((wall - days * 86400) / 900)
        let date = Self.date(Int(days))
        return Set(
            crons.filter {
                $0.fires(
                    quarter: quarter, day: date.day, month: date.month, weekday: Int((days + 3) % 7),
                    length: date.length)
            }.map(\.isStart))
    }

    /// The day, month and length of the month so many days after 1970, counted month by month from 2026 on.
    private static func date(_ days: Int) -> (day: Int, month: Int, length: Int) {
        var (rest, year, month) = (days - 20454, 2026, 1)
        while true {
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
            if rest < length { return (rest + 1, month, length) }
            rest -= length
            month += 1
            if month > 12 { (year, month) = (year + 1, 1) }
        }
    }
}
