import Inventory

/// How many resources there are by verdict and by schedule.
package struct ScheduleTally: Sendable {
    package private(set) var verdicts: [Verdict: Int] = [:]
    /// The members of each schedule that a tag names, and how many of them are late.
    package private(set) var members: [String: (all: Int, late: Int)] = [:]

    init(_ assessor: Assessor, over snapshot: Snapshot) {
        let kinds = Dictionary(
            ScheduleSubject.kinds.compactMap { name in snapshot.kinds.kind(name).map { (name, ScheduledKind($0)) } },
            uniquingKeysWith: { $1 })
        for cell in snapshot.cells.values {
            guard let kind = kinds[cell.key.kind] else { continue }
            for row in cell.rows {
                let assessment = assessor.assess(row, kind, withNotes: false)
                verdicts[assessment.verdict, default: 0] += 1
                guard let name = assessment.schedule else { continue }
                let late = assessment.verdict.isLate ? 1 : 0
                Self.add((1, late), to: &members[name, default: (0, 0)])
            }
        }
    }

    private static func add(_ more: (all: Int, late: Int), to sum: inout (all: Int, late: Int)) {
        sum.all += more.all
        sum.late += more.late
    }
}
