/// Which days, or months, a field of a period names.
///
/// - Source: AWS Instance Scheduler v3, the fields `weekdays`, `monthdays` and `months` of a period.
enum CronExpression: Sendable, Hashable {
    case all
    case value(Int)
    /// The last one there is.
    case last
    /// From `start` by `step` up to `end`, nil for the last one there is; of weekdays and months also across the end.
    case range(start: Int, end: Int?, step: Int)
    /// From `start` by `step` as far as it goes.
    case stepped(start: Int, step: Int)
    /// The day from Monday to Friday that is nearest to this day of the month, within the month.
    case nearestWeekday(Int)
    /// The n-th of this weekday in the month.
    case nthWeekday(Int, Int)
    /// The last of this weekday in the month.
    case lastWeekday(Int)
    /// Any of these, in no order: several texts.
    case union([CronExpression])
    /// Any of these, looked at one after the other: one text with commas.
    case list([CronExpression])

    /// Whether it says the same of every week: nothing in it looks at the month.
    var isWeekly: Bool {
        switch self {
        case .all, .value, .last, .range, .stepped: true
        case .nearestWeekday, .nthWeekday, .lastWeekday: false
        case .union(let parts), .list(let parts): parts.allSatisfy(\.isWeekly)
        }
    }

    /// Whether counting it would never end: a step of 0.
    var isEndless: Bool {
        switch self {
        case .range(_, _, let step), .stepped(_, let step): step == 0
        case .all, .value, .last, .nearestWeekday, .nthWeekday, .lastWeekday: false
        case .union(let parts), .list(let parts): parts.contains(where: \.isEndless)
        }
    }
}

/// One day as recurrences see it.
struct ScheduleDay: Sendable, Hashable {
    let month: Int
    let day: Int
    /// Monday is 0.
    let weekday: Int
    let monthLength: Int
}

/// Instance Scheduler fails on such a day: nobody can say what it would do.
struct Undecidable: Error, Sendable, Hashable {
    let message: String
}

extension CronExpression {
    /// Whether `day` is among what this names in `field`.
    ///
    /// - Throws: `Undecidable` for a `15W` whose day the month has not got. Of several texts, one that names the day
    ///   comes before that; in a list with commas, only one that stands before it.
    func contains(_ day: ScheduleDay, as field: CronField) throws(Undecidable) -> Bool {
        switch self {
        case .all: return true
        case .value(let value): return value == day.number(of: field)
        case .last: return day.number(of: field) == day.domain(of: field).upperBound
        case .range(let start, let end, let step):
            return day.domain(of: field).steps(from: start, to: end, by: step, reach: day.number(of: field))
        case .stepped(let start, let step):
            return day.domain(of: field).steps(from: start, to: nil, by: step, reach: day.number(of: field))
        case .nearestWeekday(let target): return try day.day == day.nearestWeekday(to: target)
        case .nthWeekday(let weekday, let place):
            return day.weekday == weekday && (day.day - 1) / 7 + 1 == place
        case .lastWeekday(let weekday): return day.weekday == weekday && day.day + 7 > day.monthLength
        case .union(let parts):
            var failure: Undecidable?
            for part in parts {
                do throws(Undecidable) {
                    if try part.contains(day, as: field) { return true }
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
            return false
        case .list(let parts):
            for part in parts where try part.contains(day, as: field) {
                return true
            }
            return false
        }
    }
}

extension ScheduleDay {
    fileprivate func number(of field: CronField) -> Int {
        switch field {
        case .weekdays: weekday
        case .monthdays: day
        case .months: month
        }
    }

    /// The numbers that there are: a month has its own last day.
    fileprivate func domain(of field: CronField) -> ClosedRange<Int> {
        field == .monthdays ? 1...monthLength : field.bounds
    }

    /// The day from Monday to Friday nearest to `target`, never in another month.
    fileprivate func nearestWeekday(to target: Int) throws(Undecidable) -> Int {
        guard target <= monthLength else {
            throw Undecidable(message: "\(target)W asks for a day that this month has not got")
        }
        // The weekday of the target, from that of this day; 35 keeps it positive.
        switch (weekday + target - day + 35) % 7 {
        case 5: return target == 1 ? target + 2 : target - 1
        case 6: return target == monthLength ? target - 2 : target + 1
        default: return target
        }
    }
}

extension ClosedRange<Int> {
    /// Whether counting from `start` by `step` to `end` comes by `number`, once around the end of this range if `end` is before `start`.
    ///
    /// - Shape: a start beyond this range names nothing, as `30-L` in February.
    fileprivate func steps(from start: Int, to end: Int?, by step: Int, reach number: Int) -> Bool {
        guard start <= upperBound, step > 0 else { return false }
        let end = end ?? upperBound
        var wraps = start > end
        var place = start
        while wraps || place <= end {
            if place == number { return contains(place) }
            place += step
            if wraps, place > upperBound {
                place -= count
                wraps = false
            }
        }
        return false
    }
}
