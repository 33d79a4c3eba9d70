package import Document
package import Inventory
import Synchronization

/// Says of resources, at one instant, whether they are as their schedules want them.
///
/// - Cost: each schedule is evaluated once; a resource costs a look at its tags and a look-up.
/// - Isolation: any thread.
package final class Assessor: Sendable {
    package let book: ScheduleBook
    package let settings: ScheduleSettings
    /// - Units: seconds since 1970.
    package let instant: Int64

    /// What decides besides the schedule.
    private struct Question: Hashable {
        let schedule: String
        var window: String?
        var isGroup = false
    }

    /// What a schedule wants, for everything that asks alike.
    private struct Answer {
        var decision: Decision?
        var change: Change?
        var fault: DefinitionFault?
    }

    private struct Memory {
        var answers: [Question: Answer] = [:]
        var weeks: [String: WeekStrip] = [:]
        var offHours: [String: Result<OffHours, DefinitionFault>] = [:]
        var strips: [String: WeekStrip] = [:]
    }

    private let memory = Mutex(Memory())

    /// The most tags of their own that are remembered: each resource may have another.
    private static let rememberedTags = 10_000

    package init(_ book: ScheduleBook, _ settings: ScheduleSettings, at instant: Int64) {
        self.book = book
        self.settings = settings
        self.instant = instant
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
            guard let obstacle = subject.obstacle else { return custodian(tag, subject) }
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
        if subject.isGroup, let obstacle = schedule.groupObstacle {
            assessment.verdict = .notSchedulable
            assessment.notes = ["Auto Scaling has no words for the schedule: \(obstacle)"]
            return assessment
        }
        let window = schedule.usesMaintenanceWindow ? subject.maintenanceWindow : nil
        let answer = answer(Question(schedule: name, window: window, isGroup: subject.isGroup), schedule)
        assessment.zone = schedule.zone
        if withNotes { assessment.week = week(schedule) }
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

    private func answer(_ question: Question, _ schedule: Schedule) -> Answer {
        if let known = memory.withLock({ $0.answers[question] }) { return known }
        var answer = Answer()
        do throws(DefinitionFault) {
            if question.isGroup {
                if let schedule = schedule.forGroups {
                    var clock = ScheduleClock(schedule)
                    answer.decision = try clock.decision(at: instant)
                    answer.change = try clock.nextChange(after: instant)
                } else {
                    answer.decision = Decision(.any)
                }
            } else {
                var clock = try WindowedClock(ScheduleClock(schedule), window: question.window)
                answer.decision = try clock.decision(at: instant)
                answer.change = try clock.nextChange(after: instant)
            }
        } catch {
            answer.decision = nil
            answer.fault = error
        }
        memory.withLock { $0.answers[question] = answer }
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
        let answer = answer(Question(schedule: schedule.name), schedule)
        return answer.decision.map { ($0, answer.change) }
    }

    /// The week of a schedule.
    package func week(_ schedule: Schedule) -> WeekStrip {
        if let known = memory.withLock({ $0.weeks[schedule.name] }) { return known }
        var clock = ScheduleClock(schedule)
        let week = clock.week(containing: instant)
        memory.withLock { $0.weeks[schedule.name] = week }
        return week
    }

    /// A resource with Cloud Custodian's tag.
    private func custodian(_ tag: String, _ subject: ScheduleSubject) -> Assessment {
        var assessment = Assessment(.undecided, schedule: tag)
        let read = memory.withLock { memory in
            if let known = memory.offHours[tag] { return known }
            let read = Result { () throws(DefinitionFault) in try OffHours(tag, settings.offHours) }
            if memory.offHours.count < Self.rememberedTags { memory.offHours[tag] = read }
            return read
        }
        let hours: OffHours
        do throws(DefinitionFault) { hours = try read.get() } catch {
            assessment.notes = ["\(settings.offHours.tag): \(error.message)"]
            return assessment
        }
        let decision = hours.decision(at: instant)
        assessment.zone = hours.zone
        assessment.decision = decision
        assessment.change = hours.nextChange(after: instant)
        assessment.verdict = subject.power.verdict(for: decision.desired)
        if hours.isOptedOut {
            assessment.notes = ["the tag takes it out of the off-hours"]
        } else {
            assessment.week = strip(hours, tag)
        }
        return assessment
    }

    private func strip(_ hours: OffHours, _ tag: String) -> WeekStrip {
        if let known = memory.withLock({ $0.strips[tag] }) { return known }
        let strip = hours.strip
        memory.withLock { if $0.strips.count < Self.rememberedTags { $0.strips[tag] = strip } }
        return strip
    }
}
