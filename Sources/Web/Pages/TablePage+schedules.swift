import Document
import FoundationEssentials
import Inventory
import Schedules
import Templating

/// Above the table of `/schedules`: each schedule with its week.
extension TablePage {
    /// Schedules drawn with their weeks; further ones are linked.
    private static let drawn = 30
    /// Further schedules that are linked.
    private static let linked = 500

    func writeSchedules(to data: inout TemplateData) {
        let assessor = site.schedules.assessor(over: snapshot, at: now)
        let tally = site.schedules.tally(over: snapshot, at: now)
        data.section("SCHEDULES_LIST") { data in
            if let unread = assessor.book.unread {
                data.section("DEFINITIONS_UNREAD") { $0.set("WORDS", VisibleText.message(unread)) }
            }
            for fault in assessor.book.faults.prefix(Self.drawn) {
                data.section("DEFINITION_FAULT") { $0.set("WORDS", VisibleText.message(fault.message)) }
            }
            for verdict in Verdict.allCases {
                guard let count = tally.verdicts[verdict] else { continue }
                data.section("VERDICT_SUM") {
                    $0.set("VERDICT", verdict.rawValue)
                    $0.set("TONE", StateTone(of: verdict.rawValue).rawValue)
                    $0.set("HREF", Route.schedules("verdict:\(verdict.rawValue)").path)
                    $0.set("N", Amounts.grouped(count))
                }
            }
            let entries = shownEntries(of: assessor.book)
            for entry in entries.prefix(Self.drawn) { write(entry, assessor, tally, to: &data) }
            guard entries.count > Self.drawn else { return }
            data.section("MORE_SCHEDULES") { data in
                data.set("N", Amounts.grouped(entries.count - Self.drawn))
                for entry in entries.dropFirst(Self.drawn).prefix(Self.linked) {
                    data.section("OTHER_SCHEDULE") {
                        $0.set("NAME", VisibleText.cell(entry.name).text)
                        $0.set("HREF", Route.members(of: entry.name).path)
                    }
                }
            }
        }
    }

    /// All schedules, or with a filter those that the rows found have.
    private func shownEntries(of book: ScheduleBook) -> [ScheduleBook.Entry] {
        guard !request.filter.isEmpty, let place = table.columns.firstIndex(where: { $0.name == "schedule" }) else {
            return book.entries
        }
        let named = Set(table.rows.compactMap { $0.values[place].string })
        // A schedule without members is asked for by its name.
        return book.entries.filter {
            named.contains($0.name) || request.filter == "schedule:\(Glob(literal: $0.name).filterText)"
        }
    }

    private func write(
        _ entry: ScheduleBook.Entry, _ assessor: Assessor, _ tally: ScheduleTally, to data: inout TemplateData
    ) {
        data.section("SCHEDULE") { data in
            data.set("NAME", VisibleText.cell(entry.name).text)
            data.set("MEMBERS", Route.members(of: entry.name).path)
            if let words = entry.definition?.description, !words.isEmpty {
                data.section("DESCRIPTION") { $0.set("WORDS", VisibleText.message(words)) }
            }
            switch entry.schedule {
            case .failure(let fault): data.section("FAULT") { $0.set("WORDS", VisibleText.message(fault.message)) }
            case .success(let schedule): write(schedule, assessor, to: &data)
            }
            let members = tally.members[entry.name] ?? (0, 0)
            fact("Members", Amounts.grouped(members.all) + (members.late > 0 ? ", \(members.late) late" : ""), &data)
            fact("Defined in", entry.origin == .table ? "the ConfigTable" : "config.yaml", &data)
        }
    }

    private func write(_ schedule: Schedule, _ assessor: Assessor, to data: inout TemplateData) {
        if let standing = assessor.standing(of: schedule) {
            data.section("NOW") {
                $0.set("DESIRED", standing.decision.desired.rawValue)
                $0.set("TONE", StateTone(of: standing.decision.desired.rawValue).rawValue)
                $0.set("WORDS", Self.words(on: standing.change, now: now))
            }
        } else {
            data.section("FAULT") { $0.set("WORDS", "Instance Scheduler itself fails on this schedule now.") }
        }
        let week = assessor.week(schedule)
        data.section("WEEK") { data in
            data.set("WORDS", VisibleText.message(week.words))
            for (place, hour) in week.hours.enumerated() {
                data.section("HOUR") {
                    $0.set("X", String(place % 24))
                    $0.set("Y", String(place / 24))
                    $0.set("TONE", hour.tone)
                }
            }
        }
        fact("Time zone", schedule.zoneName, &data)
        for entry in schedule.entries {
            let name = entry.period.name + (entry.type.map { "@\($0)" } ?? "")
            fact("Period \(VisibleText.cell(name).text)", entry.period.words, &data)
        }
        for overlap in assessor.overlaps(schedule) { fact("Overlap", overlap.words, &data) }
        let hours =
            "\(Humanised.hours(week.sum.runningHours)) of 168, saves \(Int(week.sum.saving.rounded())) %"
        fact("This week", hours, &data)
        if let words = assessor.groupWords(schedule) { fact("Auto Scaling groups", words, &data) }
        if !schedule.settingWords.isEmpty { fact("Settings", schedule.settingWords, &data) }
    }

    private func fact(_ term: String, _ words: String, _ data: inout TemplateData) {
        data.section("FACT") {
            $0.set("TERM", term)
            $0.set("WORDS", VisibleText.message(words))
        }
    }

    private static func words(on change: Change?, now: Date) -> String {
        guard let change else { return "now, and it never changes" }
        let when = Moments.relative(change.date, now: now)
        return "now, \(change.state?.rawValue ?? "undecidable") \(when) (\(Moments.exact(change.date)))"
    }
}

extension Humanised {
    /// Hours without needless decimals.
    fileprivate static func hours(_ hours: Double) -> String {
        hours == hours.rounded() ? "\(Int(hours)) h" : "\((hours * 10).rounded() / 10) h"
    }
}

extension Schedule {
    /// What differs from an ordinary schedule, in words.
    fileprivate var settingWords: String {
        var words: [String] = []
        if let override { words.append("override_status: always \(override.rawValue)") }
        if isEnforced { words.append("enforced") }
        if hibernates { words.append("hibernate") }
        if retainsRunning { words.append("retain_running") }
        if !stopsNewInstances { words.append("stop_new_instances is off") }
        if !usesMaintenanceWindow { words.append("use_maintenance_window is off") }
        if !ssmMaintenanceWindows.isEmpty {
            words.append("maintenance windows \(ssmMaintenanceWindows.joined(separator: ", "))")
        }
        return words.joined(separator: ", ")
    }
}
