import TimeZones

extension MaintenanceWindow {
    /// Looks that the next change may take: a schedule may change often within windows.
    private static let steps = 400

    /// What is wanted of a database of a schedule that has this window, too.
    ///
    /// - Parameters:
    ///   - own: What the schedule alone answers.
    ///   - instant: When, in seconds since 1970.
    ///   - clock: The schedule, asked only where a change of its own falls into a window.
    /// - Returns: What both want together.
    func answer(over own: ScheduleAnswer, at instant: Int64, _ clock: inout ScheduleClock)
        -> ScheduleAnswer
    {
        var answer = own
        if let end = end(ofRunAt: instant) {
            answer.fault = nil
            answer.decision = Decision(.running, period: Self.period)
            answer.change = change(from: end, own, &clock)
            return answer
        }
        guard let desired = own.decision?.desired else { return own }
        if desired == .running {
            guard let change = own.change, self.end(ofRunAt: change.instant) != nil else { return own }
            answer.change = firstStop(from: change.instant, &clock)
        } else if let begin = begin(after: instant), own.change.map({ begin <= $0.instant }) ?? true {
            answer.change = Change(instant: begin, state: .running)
        }
        return answer
    }

    /// The change after a run that ends at `end`, where the schedule alone answered `own` within the run.
    private func change(from end: Int64, _ own: ScheduleAnswer, _ clock: inout ScheduleClock)
        -> Change?
    {
        guard let decision = own.decision, own.change.map({ $0.instant > end }) ?? true else {
            return firstStop(from: end, &clock)
        }
        guard decision.desired == .running else { return Change(instant: end, state: decision.desired) }
        guard let change = own.change else { return nil }
        return self.end(ofRunAt: change.instant) == nil
            ? change : firstStop(from: change.instant, &clock)
    }

    /// The first instant from `time` on at which neither the schedule nor the window wants it running.
    private func firstStop(from time: Int64, _ clock: inout ScheduleClock) -> Change? {
        var time = time
        for _ in 0..<Self.steps {
            if let end = end(ofRunAt: time) {
                time = end
                continue
            }
            guard let desired = try? clock.decision(at: time).desired else {
                return Change(instant: time, state: nil)
            }
            guard desired == .running else { return Change(instant: time, state: desired) }
            guard let next = try? clock.nextChange(after: time) else { return nil }
            time = next.instant
        }
        return nil
    }
}

extension WeekStrip {
    /// How much of the week of `instant` it is to run with the runs of a maintenance window besides.
    ///
    /// - Cost: a look at the days that the window touches.
    func sum(with window: MaintenanceWindow, at instant: Int64, in zone: Zone) -> WeekSum {
        var sum = sum
        let monday = Int64(Self.monday(of: instant, in: zone)) * 86400
        for run in window.runs(around: instant) {
            let offset = zone.offset(at: run.lowerBound)
            let start = max(Int(run.lowerBound + offset - monday), 0)
            let end = min(Int(run.upperBound + offset - monday), 7 * 86400)
            guard start < end else { continue }
            for day in (start / 86400)...((end - 1) / 86400) {
                for part in days[day] where part.state != .running {
                    let seconds = min(day * 86400 + part.end, end) - max(day * 86400 + part.start, start)
                    guard seconds > 0 else { continue }
                    sum.running += seconds
                    if part.state == .any { sum.free -= seconds }
                }
            }
        }
        return sum
    }
}
