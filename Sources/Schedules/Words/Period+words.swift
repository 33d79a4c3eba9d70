extension Period {
    /// The period as people would say it.
    package var words: String {
        let time =
            switch (begin, end) {
            case (nil, nil): "all day"
            case (let begin?, nil): "from \(begin.clock) on"
            case (nil, let end?): "until \(end.clock)"
            case (let begin?, let end?): "\(begin.clock)–\(end.clock)"
            }
        var parts = [time]
        if weekdays != .all { parts.append(weekdays.words(in: .weekdays)) }
        if monthdays != .all { parts.append("on \(monthdays.words(in: .monthdays)) of the month") }
        if months != .all { parts.append("in \(months.words(in: .months))") }
        return parts.joined(separator: ", ")
    }
}

extension CronExpression {
    /// What it names, in words.
    func words(in field: CronField) -> String {
        switch self {
        case .all: "every one"
        case .value(let value): field.title(of: value)
        case .last: field == .monthdays ? "the last day" : field.title(of: field.bounds.upperBound)
        case .range(let start, let end, let step):
            (end.map { "\(field.title(of: start))–\(field.title(of: $0))" }
                ?? "\(field.title(of: start))–\(field == .monthdays ? "the last day" : field.title(of: field.bounds.upperBound))")
                + Self.steps(step)
        case .stepped(let start, let step):
            "\(field.title(of: start))–\(field == .monthdays ? "the last day" : field.title(of: field.bounds.upperBound))"
                + Self.steps(step)
        case .nearestWeekday(let day): "the weekday nearest to the \(Self.ordinal(day))"
        case .nthWeekday(let weekday, let place): "the \(Self.ordinal(place)) \(field.title(of: weekday)) of the month"
        case .lastWeekday(let weekday): "the last \(field.title(of: weekday)) of the month"
        case .union(let parts), .list(let parts):
            parts.map { $0.words(in: field) }.joined(separator: " and ")
        }
    }

    private static func steps(_ step: Int) -> String { step == 1 ? "" : ", every \(ordinal(step))" }

    private static func ordinal(_ number: Int) -> String {
        switch (number % 100, number % 10) {
        case (11...13, _): "\(number)th"
        case (_, 1): "\(number)st"
        case (_, 2): "\(number)nd"
        case (_, 3): "\(number)rd"
        default: "\(number)th"
        }
    }
}
