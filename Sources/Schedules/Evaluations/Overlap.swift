import TimeZones

/// Two periods of a schedule that both want it running at some time of a day.
package struct Overlap: Sendable, Hashable {
    /// The one that begins first.
    let first: Schedule.Entry
    let second: Schedule.Entry
    /// The one whose type counts where both run: the one that began last; of those alike, the one named first.
    let deciding: Schedule.Entry
    /// When both want it running.
    ///
    /// - Units: seconds since midnight on the wall.
    let span: Range<Int>
    /// The first day, so many after 1970-01-01, on which they do.
    let day: Int
}

extension ScheduleClock {
    /// Days looked ahead, and pairs told of.
    private static let overlapDays = 400
    private static let overlapLimit = 20

    /// The periods of the schedule that overlap on days after `instant`, each with the one that it overlaps most.
    ///
    /// - Units: seconds since 1970.
    /// - Cost: days on which the same periods count are looked at once.
    mutating func overlaps(after instant: Int64) -> [Overlap] {
        guard schedule.entries.count > 1 else { return [] }
        let today = Int(
            (instant + schedule.zone.offset(at: instant)).quotientAndRemainderFloored(by: 86400).quotient)
        var seen: Set<DayKind> = []
        var pairs: Set<[Int]> = []
        var found: [Overlap] = []
        for day in today...(today + Self.overlapDays) {
            let kind = kind(of: day)
            guard seen.insert(kind).inserted else { continue }
            for (first, second, span) in overlapping(on: kind)
            where pairs.insert([first, second]).inserted {
                guard found.count < Self.overlapLimit else { return found }
                let (one, other) = (schedule.entries[first], schedule.entries[second])
                found.append(
                    Overlap(
                        first: one, second: other, deciding: deciding(first, second), span: span, day: day))
            }
        }
        return found
    }

    /// Places of entries that overlap on days of a kind, the one that begins first in front.
    private func overlapping(on kind: DayKind) -> [(Int, Int, Range<Int>)] {
        guard let counts = try? counting(on: kind) else { return [] }
        var running: [(place: Int, span: Range<Int>)] = []
        for (place, entry) in schedule.entries.enumerated() where counts[place] {
            if let span = entry.period.running { running.append((place, span)) }
        }
        running.sort { ($0.span.lowerBound, $0.place) < ($1.span.lowerBound, $1.place) }
        var found: [(Int, Int, Range<Int>)] = []
        var furthest: (place: Int, span: Range<Int>)?
        for one in running {
            if let other = furthest, one.span.lowerBound < other.span.upperBound {
                found.append((other.place, one.place, one.span.clamped(to: other.span)))
            }
            if furthest.map({ one.span.upperBound > $0.span.upperBound }) ?? true { furthest = one }
        }
        return found
    }

    private func deciding(_ first: Int, _ second: Int) -> Schedule.Entry {
        let (early, late) = (min(first, second), max(first, second))
        let (one, other) = (schedule.entries[early], schedule.entries[late])
        guard let begin = other.period.begin else { return one }
        return one.period.begin.map { begin > $0 } ?? true ? other : one
    }
}

extension Period {
    /// When it wants something running in its days; nil for never.
    fileprivate var running: Range<Int>? {
        switch (begin, end) {
        case (nil, nil): 0..<86400
        case (nil, _?): nil
        case (let begin?, nil): begin..<86400
        case (let begin?, let end?): begin < end ? begin..<end : nil
        }
    }
}
