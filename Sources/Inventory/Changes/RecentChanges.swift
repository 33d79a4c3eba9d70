package import Document
package import FoundationEssentials

/// One thing that changed between two readings of a cell.
package struct RecentChange: Sendable, Hashable {
    /// What happened.
    package enum Event: Sendable, Hashable {
        case added, gone
        case state(from: String?, to: String?)

        /// The word in JSON.
        package var word: String {
            switch self {
            case .added: "added"
            case .gone: "gone"
            case .state: "state"
            }
        }
    }

    package let at: Date
    package let key: ResourceKey
    package let name: String
    package let event: Event

    package init(at: Date, key: ResourceKey, name: String, event: Event) {
        self.at = at
        self.key = key
        self.name = name
        self.event = event
    }

    /// The change as JSON.
    package var object: Object {
        var object: Object = [
            "at": .string(Timestamp.text(at)), "event": .string(event.word), "account": .string(key.account),
            "region": .string(key.region), "kind": .string(key.kind), "id": .string(key.id), "name": .string(name),
        ]
        if case .state(let from, let to) = event {
            object["from"] = from.map { .string($0) } ?? .null
            object["to"] = to.map { .string($0) } ?? .null
        }
        return object
    }
}

/// What changed since the collector began: exact counts per cell, and the newest changes one by one.
///
/// - Cost: bounded: `limit` changes with texts of at most `longestText` bytes, and three numbers for each cell that ever changed.
package struct RecentChanges: Sendable {
    /// How many there were of each sort.
    package struct Counts: Sendable, Hashable {
        package var added = 0
        package var gone = 0
        package var states = 0

        package init() {}

        package static func += (left: inout Counts, right: Counts) {
            left.added += right.added
            left.gone += right.gone
            left.states += right.states
        }

        package var total: Int { added + gone + states }
    }

    /// Changes that are kept: the oldest goes first.
    package static let limit = 500
    /// Changes of one reading that are kept, so that one cell does not drive out all others.
    package static let limitPerReading = 50
    /// Bytes of a name or state that are kept.
    package static let longestText = 256

    /// When it began; nil where nobody collects.
    package let since: Date?
    /// The newest last.
    package private(set) var newest: [RecentChange] = []
    private var counts: [CellKey: Counts] = [:]

    package init(since: Date? = nil) { self.since = since }

    /// Notes what a believed reading changed in a cell that had been read before; both sorted by id.
    package mutating func note(_ cell: CellKey, from old: [Resource], to new: [Resource], at now: Date) {
        var found = Counts()
        var kept: [RecentChange] = []
        func keep(_ row: Resource, _ event: RecentChange.Event) {
            guard kept.count < Self.limitPerReading else { return }
            kept.append(RecentChange(at: now, key: row.key, name: Self.short(row.name), event: event))
        }
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            let leftID = left < old.count ? old[left].id : nil
            let rightID = right < new.count ? new[right].id : nil
            switch (leftID, rightID) {
            case (let before?, let after?) where before == after:
                let states = (old[left].state, new[right].state)
                if states.0 != states.1 {
                    found.states += 1
                    keep(new[right], .state(from: states.0.map(Self.short), to: states.1.map(Self.short)))
                }
                left += 1
                right += 1
            case (let before?, let after) where after.map { before < $0 } ?? true:
                found.gone += 1
                keep(old[left], .gone)
                left += 1
            default:
                found.added += 1
                keep(new[right], .added)
                right += 1
            }
        }
        guard found.total > 0 else { return }
        counts[cell, default: Counts()] += found
        newest += kept
        if newest.count > Self.limit { newest.removeFirst(newest.count - Self.limit) }
    }

    /// Forgets a cell that is no more.
    package mutating func forget(_ cell: CellKey) { counts[cell] = nil }

    /// What changed in the cells for which `isWanted` says yes.
    package func counts(where isWanted: (CellKey) -> Bool) -> Counts {
        counts.reduce(into: Counts()) { sum, entry in
            if isWanted(entry.key) { sum += entry.value }
        }
    }

    private static func short(_ text: String) -> String {
        guard text.utf8.count > longestText else { return text }
        return String(decoding: text.utf8.prefix(longestText), as: UTF8.self)
    }
}
