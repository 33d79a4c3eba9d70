/// What a schedule wants at one instant, for everything that asks alike.
struct ScheduleAnswer: Sendable {
    /// nil where it cannot be told.
    var decision: Decision?
    var change: Change?
    /// Why it cannot be told.
    var fault: DefinitionFault?

    init(fault: DefinitionFault) { self.fault = fault }

    /// What `clock` says at `instant`.
    init(_ clock: inout ScheduleClock, at instant: Int64) {
        do throws(DefinitionFault) {
            decision = try clock.decision(at: instant)
            change = try clock.nextChange(after: instant)
        } catch {
            decision = nil
            fault = error
        }
    }

    /// What `clock` says of groups at `instant`.
    init(_ clock: inout GroupClock, at instant: Int64) {
        do throws(DefinitionFault) {
            decision = try clock.decision(at: instant)
            change = try clock.nextChange(after: instant)
        } catch {
            decision = nil
            fault = error
        }
    }
}

/// What the tag of Cloud Custodian wants at one instant.
struct TagAnswer: Sendable {
    let hours: OffHours
    let decision: Decision
    let change: Change?

    /// - Throws: `DefinitionFault` where the tag cannot be understood.
    init(_ tag: String, _ policy: OffHours.Policy, at instant: Int64) throws(DefinitionFault) {
        hours = try OffHours(tag, policy)
        decision = hours.decision(at: instant)
        change = hours.nextChange(after: instant)
    }
}
