import FoundationEssentials

/// What the rows of one cell come to, counted once for each reading.
///
/// - Cost: bounded by `limit` words of each sort, whatever the rows say; what is beyond counts under `others`.
package final class RowTally: Sendable {
    /// Different states or environments that are told apart.
    package static let limit = 100
    /// Rows in a bad state, or alarms, whose ids are kept.
    package static let idLimit = 25
    /// The word under which whatever is beyond `limit` counts.
    package static let others = "(others)"

    package let states: [String: Int]
    package let environments: [String: Int]
    /// Rows by the day they were made on, in days since 1970.
    package let days: [Int32: Int]
    /// Rows in a state that needs a look, alarms left out.
    package let bad: Int
    /// Rows in the state ALARM.
    package let alarms: Int
    /// Ids of the first of them.
    package let badIDs: [String]
    package let alarmIDs: [String]

    package static let none = RowTally([])

    package init(_ rows: [Resource]) {
        var states: [String: Int] = [:]
        var environments: [String: Int] = [:]
        var days: [Int32: Int] = [:]
        var (bad, alarms) = (0, 0)
        var (badIDs, alarmIDs): ([String], [String]) = ([], [])
        for row in rows {
            if let state = row.state {
                Self.count(state, in: &states)
                if Self.isAlarm(state) {
                    alarms += 1
                    if alarmIDs.count < Self.idLimit { alarmIDs.append(row.id) }
                } else if StateTone(of: state) == .bad {
                    bad += 1
                    if badIDs.count < Self.idLimit { badIDs.append(row.id) }
                }
            }
            if let environment = row.environment { Self.count(environment, in: &environments) }
            if let createdAt = row.createdAt {
                let day = (createdAt.timeIntervalSince1970 / 86400).rounded(.down)
                days[Int32(max(min(day, 1e8), -1e8)), default: 0] += 1
            }
        }
        self.states = states
        self.environments = environments
        self.days = days
        self.bad = bad
        self.alarms = alarms
        self.badIDs = badIDs
        self.alarmIDs = alarmIDs
    }

    /// Whether a state says that something rings.
    private static func isAlarm(_ state: String) -> Bool { state.utf8.count == 5 && state.lowercased() == "alarm" }

    private static func count(_ word: String, in counts: inout [String: Int]) {
        let isKnown = counts[word] != nil || counts.count < limit && word.utf8.count <= 128
        counts[isKnown ? word : others, default: 0] += 1
    }
}
