/// The same words as recurrences of Auto Scaling's scheduled actions, which are those of crontab(5).
extension CronExpression {
    /// What of it Instance Scheduler refuses to write as such a recurrence; nil where it writes it.
    ///
    /// - Source: AWS Instance Scheduler v3, `to_asg_expr_weekdays`, `to_asg_expr_monthdays` and `to_asg_expr_months`.
    func scalingObstacle(in field: CronField) -> String? {
        switch self {
        case .all, .value, .last: nil
        case .nthWeekday, .lastWeekday, .nearestWeekday: "days as mon#1, friL or 15W"
        case .range(_, _, step: 0), .stepped(_, step: 0): "a step of 0"
        case .stepped(_, step: 1) where field != .months: "a step of 1 without an end, as mon/1 or 10/1"
        case .range, .stepped: nil
        case .union(let parts), .list(let parts):
            parts.lazy.compactMap { $0.scalingObstacle(in: field) }.first
        }
    }

    /// Whether a star is in it, for which cron takes the field as not restricting days.
    fileprivate var hasStar: Bool {
        switch self {
        case .all: true
        case .value, .last, .range, .stepped, .nearestWeekday, .nthWeekday, .lastWeekday: false
        case .union(let parts), .list(let parts): parts.contains(where: \.hasStar)
        }
    }
}

extension Period {
    /// Whether its scheduled actions fire on `day`.
    ///
    /// - Source: crontab(5): where days of the month and days of the week are both restricted, either is enough. That
    ///   is another rule than the period's own, which wants both.
    func recurs(on day: ScheduleDay) throws(Undecidable) -> Bool {
        let isMonth = try months.contains(day, as: .months)
        let isMonthday = try monthdays.contains(day, as: .monthdays)
        let isWeekday = try weekdays.contains(day, as: .weekdays)
        guard isMonth else { return false }
        return monthdays.hasStar || weekdays.hasStar ? isMonthday && isWeekday : isMonthday || isWeekday
    }

    /// What of its days Instance Scheduler does not write as a recurrence.
    var scalingObstacle: String? {
        weekdays.scalingObstacle(in: .weekdays) ?? monthdays.scalingObstacle(in: .monthdays)
            ?? months.scalingObstacle(in: .months)
    }
}
