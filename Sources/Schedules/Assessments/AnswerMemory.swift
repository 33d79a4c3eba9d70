/// What has been found out at one instant: each schedule, window and tag is looked at once, however they are combined.
struct AnswerMemory: Sendable {
    /// - Units: seconds since 1970.
    let instant: Int64

    private var clocks: [String: ScheduleClock] = [:]
    private var answers: [String: ScheduleAnswer] = [:]
    private var weeks: [String: WeekStrip] = [:]
    private var groupClocks: [String: GroupClock] = [:]
    private var groupAnswers: [String: ScheduleAnswer] = [:]
    private var groupWeeks: [String: WeekStrip] = [:]
    private var overlaps: [String: [Overlap]] = [:]
    private var windows: [String: Result<MaintenanceWindow, DefinitionFault>] = [:]
    private var tags: [String: Result<TagAnswer, DefinitionFault>] = [:]
    private var tagWeeks: [String: WeekStrip] = [:]

    /// The most windows, and the most tags of their own, that are remembered: each resource may have another.
    private static let limit = 10_000

    init(at instant: Int64) { self.instant = instant }

    /// What `schedule` wants of instances and databases.
    mutating func answer(_ schedule: Schedule) -> ScheduleAnswer {
        if let known = answers[schedule.name] { return known }
        let answer = ScheduleAnswer(
            &clocks[schedule.name, default: ScheduleClock(schedule)], at: instant)
        answers[schedule.name] = answer
        return answer
    }

    /// What `schedule` wants of a database with a maintenance window.
    mutating func answer(_ schedule: Schedule, window text: String) -> ScheduleAnswer {
        let own = answer(schedule)
        switch self.window(text) {
        case .success(let window):
            return window.answer(
                over: own, at: instant, &clocks[schedule.name, default: ScheduleClock(schedule)])
        case .failure(let fault): return ScheduleAnswer(fault: fault)
        }
    }

    /// What `schedule` has made of Auto Scaling groups.
    mutating func answer(ofGroups schedule: Schedule) -> ScheduleAnswer {
        if let known = groupAnswers[schedule.name] { return known }
        let answer = ScheduleAnswer(
            &groupClocks[schedule.name, default: GroupClock(schedule)], at: instant)
        groupAnswers[schedule.name] = answer
        return answer
    }

    /// The week of `schedule`.
    mutating func week(_ schedule: Schedule) -> WeekStrip {
        if let known = weeks[schedule.name] { return known }
        let week = clocks[schedule.name, default: ScheduleClock(schedule)].week(containing: instant)
        weeks[schedule.name] = week
        return week
    }

    /// The week of groups of `schedule`.
    mutating func week(ofGroups schedule: Schedule) -> WeekStrip {
        if let known = groupWeeks[schedule.name] { return known }
        let week = groupClocks[schedule.name, default: GroupClock(schedule)].week(containing: instant)
        groupWeeks[schedule.name] = week
        return week
    }

    /// How much of the week a resource of `schedule` is to run, with its maintenance window if it has one.
    mutating func sum(_ schedule: Schedule, window text: String?) -> WeekSum {
        let week = week(schedule)
        guard let text, let window = try? self.window(text).get() else { return week.sum }
        return week.sum(with: window, at: instant, in: schedule.zone)
    }

    /// The periods of `schedule` that overlap.
    mutating func overlaps(_ schedule: Schedule) -> [Overlap] {
        if let known = overlaps[schedule.name] { return known }
        let found = clocks[schedule.name, default: ScheduleClock(schedule)].overlaps(after: instant)
        overlaps[schedule.name] = found
        return found
    }

    private mutating func window(_ text: String) -> Result<MaintenanceWindow, DefinitionFault> {
        if let known = windows[text] { return known }
        let window = Result { () throws(DefinitionFault) in try MaintenanceWindow(text) }
        if windows.count < Self.limit { windows[text] = window }
        return window
    }

    /// What Cloud Custodian's tag wants.
    mutating func answer(tag: String, _ policy: OffHours.Policy) -> Result<TagAnswer, DefinitionFault> {
        if let known = tags[tag] { return known }
        let answer = Result { () throws(DefinitionFault) in try TagAnswer(tag, policy, at: instant) }
        if tags.count < Self.limit { tags[tag] = answer }
        return answer
    }

    /// The week of `hours`, which `tag` says.
    mutating func week(tag: String, _ hours: OffHours) -> WeekStrip {
        if let known = tagWeeks[tag] { return known }
        let week = hours.strip
        if tagWeeks.count < Self.limit { tagWeeks[tag] = week }
        return week
    }
}
