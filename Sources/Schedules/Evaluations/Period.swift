/// A period that is understood.
package struct Period: Sendable, Hashable {
    package let name: String
    /// When it begins and ends in its days; nil for open.
    ///
    /// - Units: seconds since midnight.
    package let begin: Int?
    package let end: Int?
    let weekdays: CronExpression
    let monthdays: CronExpression
    let months: CronExpression

    /// Understands `definition`.
    ///
    /// - Throws: `DefinitionFault` for the first thing that Instance Scheduler would refuse.
    package init(_ definition: PeriodDefinition) throws(DefinitionFault) {
        do throws(DefinitionFault) {
            guard !definition.name.isEmpty else { throw DefinitionFault(.period, "it has no name") }
            name = definition.name
            begin = try Self.time(definition.begintime, "begintime")
            end = try Self.time(definition.endtime, "endtime")
            weekdays = try Self.recurrence(definition.weekdays, .weekdays)
            monthdays = try Self.recurrence(definition.monthdays, .monthdays)
            months = try Self.recurrence(definition.months, .months)
            let fields: [Any?] = [
                definition.begintime, definition.endtime, definition.weekdays, definition.monthdays, definition.months,
            ]
            guard fields.contains(where: { $0 != nil }) else {
                throw DefinitionFault(.period, "it needs one of begintime, endtime, weekdays, monthdays and months")
            }
            if let begin, let end, begin > end {
                throw DefinitionFault(
                    .period,
                    "begintime \(begin.clock) is after endtime \(end.clock); what goes over midnight takes two periods")
            }
        } catch {
            throw error.within("period \"\(definition.name)\"")
        }
    }

    private static func recurrence(
        _ texts: [String]?, _ field: CronField
    ) throws(DefinitionFault) -> CronExpression {
        guard let texts else { return .all }
        return try CronParser(field: field).parse(texts)
    }

    /// Reads `H:MM` or `HH:MM`; nothing for nil and for an empty text.
    private static func time(_ text: String?, _ field: String) throws(DefinitionFault) -> Int? {
        guard let text, !text.isEmpty else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
            let hour = number(parts[0]), let minute = number(parts[1]), hour < 24, minute < 60
        else {
            throw DefinitionFault(.period, "\(field) \"\(text)\" is no time; it is written HH:MM, 00:00 to 23:59")
        }
        return hour * 3600 + minute * 60
    }

    /// A number of one or two digits, the tens ASCII, the ones of any script, as Instance Scheduler's pattern has them.
    private static func number(_ text: Substring) -> Int? {
        guard let last = text.last?.decimalDigit else { return nil }
        guard let first = text.dropLast().first else { return last }
        return first.isASCIIDigit ? first.wholeNumberValue.map { $0 * 10 + last } : nil
    }

    /// Refuses what is well-formed but keeps Instance Scheduler counting for ever, unless an override spares it that.
    ///
    /// - Throws: `DefinitionFault` for a step of 0.
    package func checkSteps() throws(DefinitionFault) {
        for (field, expression) in [
            (CronField.weekdays, weekdays), (.monthdays, monthdays), (.months, months),
        ]
        where expression.isEndless {
            throw DefinitionFault(
                .period,
                "period \"\(name)\": \(field.rawValue) has a step of 0, on which Instance Scheduler never ends: it reads the last digit of a step"
            )
        }
    }

    /// Whether it counts on `day`.
    ///
    /// - Throws: `Undecidable` where Instance Scheduler fails; it looks at all three fields always.
    func contains(_ day: ScheduleDay) throws(Undecidable) -> Bool {
        let isMonthday = try monthdays.contains(day, as: .monthdays)
        let isMonth = try months.contains(day, as: .months)
        let isWeekday = try weekdays.contains(day, as: .weekdays)
        return isMonthday && isMonth && isWeekday
    }

    /// What it wants at a second of one of its days.
    func desired(atSecond second: Int) -> DesiredState {
        switch (begin, end) {
        case (nil, nil): .running
        case (nil, let end?): second >= end ? .stopped : .any
        case (let begin?, nil): second >= begin ? .running : .any
        case (let begin?, let end?): begin <= second && second < end ? .running : .stopped
        }
    }

    /// Whether it says the same of every week.
    var isWeekly: Bool { monthdays == .all && months == .all && weekdays.isWeekly }
}

extension Int {
    /// Seconds since midnight as `HH:MM`.
    var clock: String {
        let minutes = self / 60
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minutes / 60)):\(two(minutes % 60))"
    }
}
