/// An RDS maintenance window as Instance Scheduler keeps databases running for it: from ten minutes before it on.
///
/// - Source: AWS Instance Scheduler v3, `build_schedule_from_maintenance_window`: a schedule in UTC of one period, or of
///   two where it goes over midnight, the first of which ends at 23:59.
struct MaintenanceWindow: Sendable, Hashable {
    /// What the active period is called in it.
    static let period = "maintenance window"

    /// When it keeps them running.
    ///
    /// - Units: seconds since Monday 00:00 UTC; the upper bound may lie in the next week.
    private let runs: [Range<Int>]

    private static let week = 7 * 86400
    private static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    /// Reads `ddd:hh:mm-ddd:hh:mm`.
    ///
    /// - Throws: `DefinitionFault` for anything else, and for an end before the begin on one day.
    init(_ text: String) throws(DefinitionFault) {
        let ends = text.lowercased().split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let begin = Self.moment(ends[0]), let end = Self.moment(ends[1]) else {
            throw Self.fault(text)
        }
        let early = (begin.day * 86400 + begin.second - 600 + Self.week) % Self.week
        let (day, second) = early.quotientAndRemainder(dividingBy: 86400)
        guard day != end.day else {
            guard second <= end.second else { throw Self.fault(text) }
            runs = [early..<(day * 86400 + end.second)].filter { !$0.isEmpty }
            return
        }
        let first = early..<max(early, day * 86400 + 86340)
        let rest = (end.day * 86400)..<(end.day * 86400 + end.second)
        if (day + 1) % 7 == end.day, !first.isEmpty, end.second >= 60 {
            // The minute between them stays running, as between any two periods.
            runs = [early..<((day + 1) * 86400 + end.second)]
        } else {
            runs = [first, rest].filter { !$0.isEmpty }
        }
    }

    private static func fault(_ text: String) -> DefinitionFault {
        DefinitionFault(.period, "the maintenance window \"\(text)\" cannot be understood")
    }

    private static func moment(_ text: Substring) -> (day: Int, second: Int)? {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let day = days.firstIndex(of: String(parts[0])),
            let second = try? Period(PeriodDefinition(name: period, begintime: String(parts[1]))).begin
        else { return nil }
        return (day, second)
    }

    private static func second(of instant: Int64) -> Int {
        // 1970-01-01 was a Thursday.
        Int((instant + 3 * 86400).quotientAndRemainderFloored(by: Int64(week)).remainder)
    }

    /// When the run ends that `instant` is in; nil outside.
    ///
    /// - Units: seconds since 1970.
    func end(ofRunAt instant: Int64) -> Int64? {
        let second = Self.second(of: instant)
        for run in runs {
            let place = (second - run.lowerBound + Self.week) % Self.week
            if place < run.count { return instant + Int64(run.count - place) }
        }
        return nil
    }

    /// When the next run begins after `instant`, which is in none.
    ///
    /// - Units: seconds since 1970.
    func begin(after instant: Int64) -> Int64? {
        let second = Self.second(of: instant)
        return runs.map { instant + Int64(($0.lowerBound - second + Self.week) % Self.week) }.min()
    }

    /// Its runs that reach into the week of an instant and the next ones.
    ///
    /// - Units: seconds since 1970.
    func runs(around instant: Int64) -> [Range<Int64>] {
        let monday = instant - Int64(Self.second(of: instant))
        return (-1...1).flatMap { week in
            runs.map { run in
                let start = monday + Int64(week * Self.week + run.lowerBound)
                return start..<(start + Int64(run.count))
            }
        }
    }
}
