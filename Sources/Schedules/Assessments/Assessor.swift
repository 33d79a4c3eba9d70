package import Document
package import Inventory
import Synchronization

/// Says of resources, at one instant, whether they are as their schedules want them.
///
/// - Cost: each schedule is evaluated once, and each tag and each maintenance window read once; a resource costs a look
///   at its tags and a look-up.
/// - Isolation: any thread.
package final class Assessor: Sendable {
    package let book: ScheduleBook
    package let settings: ScheduleSettings
    /// - Units: seconds since 1970.
    package let instant: Int64

    private let memory: Mutex<AnswerMemory>

    package init(_ book: ScheduleBook, _ settings: ScheduleSettings, at instant: Int64) {
        self.book = book
        self.settings = settings
        self.instant = instant
        memory = Mutex(AnswerMemory(at: instant))
    }

    /// What is to be said of `resource`, a row of `kind` in `account`.
    ///
    /// - Parameters:
    ///   - resource: The row.
    ///   - kind: Where rows of its kind have what decides.
    ///   - withNotes: Whether what is to be known besides the verdict is wanted, too.
    /// - Returns: The verdict with what it follows from.
    package func assess(_ resource: Resource, _ kind: ScheduledKind, withNotes: Bool = true) -> Assessment {
        let tag = settings.tags.isEmpty ? settings.tag : settings.tag(in: resource.key.account)
        let marks = ScheduleMarks(resource, tag: tag, settings.offHours.tag)
        var assessment = verdict(of: resource, kind, marks, withNotes)
        guard withNotes else { return assessment }
        assessment.lastAction = marks.lastAction
        assessment.error = marks.error.map { code in marks.errorMessage.map { "\(code): \($0)" } ?? code }
        assessment.managedBy = marks.managedBy
        if let other = marks.nearMiss, marks.schedule == nil {
            assessment.notes.append(
                "it has the tag \"\(other)\", but the scheduler reads \"\(tag)\"")
        }
        return assessment
    }

    private func verdict(
        of resource: Resource, _ kind: ScheduledKind, _ marks: ScheduleMarks, _ withNotes: Bool
    ) -> Assessment {
        guard marks.schedule != nil || marks.offHours != nil else { return Assessment(.noSchedule) }
        let subject = ScheduleSubject(resource, kind, group: marks.group)
        switch (marks.schedule, marks.offHours) {
        case (nil, nil): return Assessment(.noSchedule)
        case (let name?, let other?):
            var conflict = Assessment(.conflict, schedule: name)
            conflict.notes = ["Instance Scheduler reads \"\(name)\" and Cloud Custodian \"\(other)\""]
            return conflict
        case (let name?, nil):
            if let obstacle = subject.obstacle ?? subject.schedulerObstacle {
                var assessment = Assessment(.notSchedulable, schedule: name)
                assessment.notes = [obstacle]
                return assessment
            }
            return scheduled(name, subject, withNotes)
        case (nil, let tag?):
            guard let obstacle = subject.obstacle else { return custodian(tag, subject, withNotes) }
            var assessment = Assessment(.notSchedulable, schedule: tag)
            assessment.notes = [obstacle]
            return assessment
        }
    }

    /// A resource whose tag names a schedule.
    private func scheduled(_ name: String, _ subject: ScheduleSubject, _ withNotes: Bool) -> Assessment {
        var assessment = Assessment(.undecided, schedule: name)
        guard let entry = book[name] else {
            if let unread = book.unread {
                assessment.notes = [unread]
                return assessment
            }
            assessment.verdict = .unknownSchedule
            let near = book.suggestions(for: name).map { "\"\($0)\"" }
            if !near.isEmpty { assessment.notes = ["did you mean \(near.joined(separator: " or "))?"] }
            return assessment
        }
        let schedule: Schedule
        do throws(DefinitionFault) { schedule = try entry.schedule.get() } catch {
            assessment.notes = [error.message]
            return assessment
        }
        if let obstacle = subject.obstacle(to: schedule) {
            assessment.verdict = .notSchedulable
            assessment.notes = [obstacle]
            return assessment
        }
        let answer = answer(schedule, subject, &assessment, withNotes)
        assessment.zone = schedule.zone
        guard let decision = answer.decision else {
            assessment.notes = [answer.fault?.message ?? ""]
            return assessment
        }
        assessment.decision = decision
        assessment.change = answer.change
        assessment.verdict = subject.power.verdict(for: decision.desired)
        // A window that is not read may be why it runs.
        if assessment.verdict == .shouldBeStopped, subject.mayRunInWindow(of: schedule) {
            assessment.verdict = .undecided
        }
        if withNotes { assessment.notes = subject.notes(on: schedule, decision, assessment.verdict) }
        return assessment
    }

    /// What the schedule wants of such a resource, with the week of it in the assessment if that is wanted.
    private func answer(
        _ schedule: Schedule, _ subject: ScheduleSubject, _ assessment: inout Assessment,
        _ withWeek: Bool
    ) -> ScheduleAnswer {
        let window = schedule.usesMaintenanceWindow ? subject.maintenanceWindow : nil
        let (answer, week, sum) = memory.withLock { memory -> (ScheduleAnswer, WeekStrip?, WeekSum?) in
            if subject.isGroup {
                let week = withWeek ? memory.week(ofGroups: schedule) : nil
                return (memory.answer(ofGroups: schedule), week, week?.sum)
            }
            let answer = window.map { memory.answer(schedule, window: $0) } ?? memory.answer(schedule)
            guard withWeek else { return (answer, nil, nil) }
            return (answer, memory.week(schedule), memory.sum(schedule, window: window))
        }
        assessment.week = week
        assessment.sum = sum
        return answer
    }

    /// What the schedule named `name` wants, and when that changes, as JSON.
    ///
    /// - Throws: `DefinitionFault` where there is no such schedule, or it cannot be evaluated.
    package func answer(about name: String) throws(DefinitionFault) -> Value {
        guard let entry = book[name] else {
            if let unread = book.unread { throw DefinitionFault(.unreadable, unread) }
            let hint = book.suggestions(for: name).first.map { " (did you mean \"\($0)\"?)" } ?? ""
            throw DefinitionFault(.schedule, "there is no schedule \"\(name)\"\(hint)")
        }
        var clock = ScheduleClock(try entry.schedule.get())
        return try clock.answer(at: instant)
    }

    /// What a schedule wants, and the next change; nil where Instance Scheduler fails.
    package func standing(of schedule: Schedule) -> (decision: Decision, change: Change?)? {
        let answer = memory.withLock { $0.answer(schedule) }
        return answer.decision.map { ($0, answer.change) }
    }

    /// The week of a schedule.
    package func week(_ schedule: Schedule) -> WeekStrip { memory.withLock { $0.week(schedule) } }

    /// What of it groups follow, in words; nil where that is the same week.
    package func groupWords(_ schedule: Schedule) -> String? {
        if let obstacle = schedule.scalingObstacle { return "no actions: \(obstacle)" }
        guard schedule.hasActions else { return "never changed: no period has a time" }
        let (words, own) = memory.withLock {
            ($0.week(ofGroups: schedule).words, $0.week(schedule).words)
        }
        return words == own ? nil : words
    }

    /// The periods of a schedule that overlap within a year.
    package func overlaps(_ schedule: Schedule) -> [Overlap] {
        memory.withLock { $0.overlaps(schedule) }
    }

    /// A resource with Cloud Custodian's tag.
    private func custodian(_ tag: String, _ subject: ScheduleSubject, _ withNotes: Bool) -> Assessment {
        var assessment = Assessment(.undecided, schedule: tag)
        let answer: TagAnswer
        do throws(DefinitionFault) {
            answer = try memory.withLock { $0.answer(tag: tag, settings.offHours) }.get()
        } catch {
            assessment.notes = ["\(settings.offHours.tag): \(error.message)"]
            return assessment
        }
        assessment.zone = answer.hours.zone
        assessment.decision = answer.decision
        assessment.change = answer.change
        assessment.verdict = subject.power.verdict(for: answer.decision.desired)
        guard withNotes else { return assessment }
        if answer.hours.isOptedOut {
            assessment.notes = ["the tag takes it out of the off-hours"]
        } else {
            assessment.week = memory.withLock { $0.week(tag: tag, answer.hours) }
            assessment.sum = assessment.week?.sum
        }
        return assessment
    }
}
