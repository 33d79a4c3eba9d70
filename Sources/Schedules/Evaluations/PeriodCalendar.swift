import Inventory

/// Days on which the same periods count.
typealias DayKind = Int

/// A day with its neighbours.
struct DayKinds: Sendable, Hashable {
    let previous: DayKind
    let this: DayKind
    let next: DayKind
}

/// A part of a day in which a schedule wants the same.
struct DayRun: Sendable, Hashable {
    /// - Units: seconds since midnight on the wall; `end` is not part of it.
    let start: Int
    var end: Int
    /// nil where Instance Scheduler fails.
    let state: DesiredState?
}

/// Which rule says whether a period counts on a day.
enum DayRule: Sendable {
    /// Weekdays, monthdays and months have to allow it, all three.
    case period
    /// A recurrence of Auto Scaling has to fire on it.
    case recurrence
}

/// Which periods count on which days.
///
/// - Cost: months of one name, length and first weekday are alike; each is looked at once.
struct PeriodCalendar: Sendable {
    private struct Month: Hashable {
        let month: Int
        let length: Int
        let firstWeekday: Int
    }

    private let periods: [Period]
    private let rule: DayRule
    private var kinds: [Result<[Bool], Undecidable>] = []
    private var kindsByCounting: [[Bool]: DayKind] = [:]
    private var months: [Month: [DayKind]] = [:]
    private var knownRuns: [DayKinds: [DayRun]] = [:]
    /// The month looked at last, by its first day, for days that follow each other.
    private var recent: (first: Int, days: [DayKind])?

    init(_ periods: [Period], by rule: DayRule = .period) {
        self.periods = periods
        self.rule = rule
    }

    /// Which periods count on a day of `kind`, in their order.
    func counting(on kind: DayKind) throws(Undecidable) -> [Bool] { try kinds[kind].get() }

    /// The kinds of the day so many days after 1970-01-01 and of its neighbours.
    mutating func days(around day: Int) -> DayKinds {
        DayKinds(previous: kind(of: day - 1), this: kind(of: day), next: kind(of: day + 1))
    }

    func runs(of days: DayKinds) -> [DayRun]? { knownRuns[days] }

    mutating func remember(_ runs: [DayRun], of days: DayKinds) { knownRuns[days] = runs }

    /// The kind of the day so many days after 1970-01-01.
    mutating func kind(of day: Int) -> DayKind {
        if let recent, recent.days.indices.contains(day - recent.first) { return recent.days[day - recent.first] }
        let civil = CivilDay(daysSince1970: day)
        let first = day - civil.day + 1
        let length = Self.length(of: civil)
        // 1970-01-01 was a Thursday.
        let month = Month(month: civil.month, length: length, firstWeekday: ((first + 3) % 7 + 7) % 7)
        let days = months[month] ?? look(at: month)
        recent = (first, days)
        return days[day - first]
    }

    private static func length(of day: CivilDay) -> Int {
        switch day.month {
        case 2: day.year % 4 == 0 && (day.year % 100 != 0 || day.year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private mutating func look(at month: Month) -> [DayKind] {
        let days = (1...month.length).map { day -> DayKind in
            let day = ScheduleDay(
                month: month.month, day: day, weekday: (month.firstWeekday + day - 1) % 7, monthLength: month.length)
            do throws(Undecidable) {
                var counting: [Bool] = []
                counting.reserveCapacity(periods.count)
                for period in periods {
                    counting.append(try rule == .period ? period.contains(day) : period.recurs(on: day))
                }
                return kind(of: counting)
            } catch {
                kinds.append(.failure(error))
                return kinds.count - 1
            }
        }
        months[month] = days
        return days
    }

    private mutating func kind(of counting: [Bool]) -> DayKind {
        if let known = kindsByCounting[counting] { return known }
        kinds.append(.success(counting))
        kindsByCounting[counting] = kinds.count - 1
        return kinds.count - 1
    }
}
