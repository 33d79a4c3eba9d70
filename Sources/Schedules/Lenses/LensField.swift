import Document
import FoundationEssentials
import Inventory
import TimeZones

/// One column of the lens.
enum LensField: CaseIterable {
    /// The verdict, beside the columns of other tables.
    case standing
    case verdict, schedule, period, desired, change, then, local, hours, saving, note, action, error, manager

    /// The columns of the lens's own table.
    static let shown: [Kind.Shown] =
        [.column(verdict.name), .builtin(.name), .builtin(.state)]
        + [schedule, period, desired, change, local, then, hours, saving, note, action, error].map { .column($0.name) }

    /// The word in JSON, CSV and filters: `schedule:late` means the same in every table.
    var name: String {
        switch self {
        case .standing, .schedule: "schedule"
        case .verdict: "verdict"
        case .period: "active_period"
        case .desired: "desired"
        case .change: "next_change"
        case .then: "next_state"
        case .local: "next_local"
        case .hours: "hours_per_week"
        case .saving: "saving"
        case .note: "note"
        case .action: "last_action"
        case .error: "scheduler_error"
        case .manager: "managed_by"
        }
    }

    var title: String {
        switch self {
        case .standing, .schedule: "Schedule"
        case .verdict: "Verdict"
        case .period: "Active period"
        case .desired: "Desired now"
        case .change: "Next change"
        case .then: "Then"
        case .local: "In its zone"
        case .hours: "Hours a week"
        case .saving: "Saving"
        case .note: "Note"
        case .action: "Last action"
        case .error: "Scheduler's error"
        case .manager: "Managed by"
        }
    }

    var help: String {
        switch self {
        case .standing: "Whether it is as its schedule wants it; schedule:late finds what is not."
        case .verdict: "Whether it is as its schedule wants it; late finds what is not."
        case .schedule: "The schedule that its tag names, or Cloud Custodian's off-hours."
        case .period: "The period that keeps it running now."
        case .desired: "What the schedule wants now: running, stopped, or any."
        case .change: "When the schedule wants something else, UTC."
        case .then: "What the schedule wants then."
        case .local: "The same moment on the clocks of the schedule's time zone."
        case .hours: "Hours of this week in which it is to run, with the RDS maintenance window."
        case .saving: "How much less of the week it is to run than always on, at least, in percent."
        case .note: "Why, and what to know besides."
        case .action: "What Instance Scheduler did last, from its tag IS-LastAction."
        case .error: "What Instance Scheduler could not do, from its tags IS-Error and IS-ErrorMessage."
        case .manager: "The hub that manages it, from the tag IS-ManagedBy."
        }
    }

    var form: Form {
        switch self {
        case .standing, .verdict, .desired, .then: .state
        case .schedule, .period, .local, .note, .action, .error: .text
        case .change: .time
        case .hours: .decimal
        case .saving: .percent
        case .manager: .id
        }
    }

    /// Whether it shows more than the verdict and what decides it.
    var needsNotes: Bool {
        switch self {
        case .standing, .verdict, .schedule, .period, .desired, .change, .then, .local: false
        case .hours, .saving, .note, .action, .error, .manager: true
        }
    }

    /// All that it can say, where that is known; the name of a schedule beside the verdict stands in its tag, too.
    var vocabulary: [String]? {
        switch self {
        case .standing, .verdict: Array(Set(Verdict.allCases.flatMap(\.words))).sorted()
        default: nil
        }
    }

    func reading(of assessment: Assessment) -> LensColumn.Reading {
        switch self {
        case .standing:
            let name = assessment.schedule.map { [$0] } ?? []
            return LensColumn.Reading(.string(assessment.verdict.rawValue), words: assessment.verdict.words + name)
        case .verdict: return LensColumn.Reading(.string(assessment.verdict.rawValue), words: assessment.verdict.words)
        case .schedule: return LensColumn.Reading(Self.text(assessment.schedule), words: assessment.verdict.words)
        default: return LensColumn.Reading(value(of: assessment))
        }
    }

    private func value(of assessment: Assessment) -> Value {
        switch self {
        case .standing, .verdict: .string(assessment.verdict.rawValue)
        case .schedule: Self.text(assessment.schedule)
        case .period: Self.text(assessment.decision?.period)
        case .desired: Self.text(assessment.decision?.desired.rawValue)
        case .change: Self.text(assessment.change.map { Timestamp.text($0.date) })
        case .then: Self.text(assessment.change.map { $0.state?.rawValue ?? "error" })
        case .local: Self.text(assessment.localChange)
        case .hours: Self.rounded(assessment.sum?.runningHours)
        case .saving: Self.rounded(assessment.sum?.saving)
        case .note: Self.text(assessment.notes.isEmpty ? nil : assessment.notes.joined(separator: "; "))
        case .action: Self.text(assessment.lastAction)
        case .error: Self.text(assessment.error)
        case .manager: Self.text(assessment.managedBy)
        }
    }

    private static func text(_ text: String?) -> Value { text.map { .string($0) } ?? .null }

    private static func rounded(_ number: Double?) -> Value {
        guard let tenths = number.map({ ($0 * 10).rounded() }) else { return .null }
        return tenths.remainder(dividingBy: 10) == 0 ? .integer(Int(tenths / 10)) : .double(tenths / 10)
    }
}

extension Assessment {
    /// The next change as clocks in the schedule's zone show it: `Mon 2026-03-30 09:00 BST (Europe/London)`.
    var localChange: String? {
        guard let change, let zone else { return nil }
        let wall = change.instant + zone.offset(at: change.instant)
        let (day, second) = wall.quotientAndRemainderFloored(by: 86400)
        let civil = CivilDay(daysSince1970: Int(day))
        let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let weekday = names[((Int(day) + 3) % 7 + 7) % 7]
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date = "\(weekday) \(civil.year)-\(two(civil.month))-\(two(civil.day)) \(Int(second).clock)"
        return "\(date) \(zone.abbreviation(at: change.instant)) (\(zone.name))"
    }
}
