import Inventory

extension Overlap {
    /// The overlap and what Instance Scheduler does then, as a sentence.
    package var words: String {
        let names = "\(first.period.name) and \(second.period.name)"
        let time =
            "\(span.lowerBound.clock)–\(span.upperBound == 86400 ? "24:00" : span.upperBound.clock)"
        let type = deciding.type.map { "the type \($0)" } ?? "no type"
        let why =
            first.period.begin == second.period.begin
            ? "which is named first and begins alike" : "which begins later"
        var words =
            "\(names) overlap, \(time) on \(CivilDay(daysSince1970: day).words): it runs through, and \(deciding.period.name), \(why), decides: \(type)"
        let ends = [first, second].map { $0.period.end ?? 86400 }
        if let early = ends.min(), let late = ends.max(), early < late {
            words += "; an Auto Scaling group is stopped at \(early.clock) all the same"
        }
        return words
    }
}

extension CivilDay {
    /// The day as `2026-03-30`.
    fileprivate var words: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(two(month))-\(two(day))"
    }
}
