package import FoundationEssentials

/// What there is and how it is, in figures: the same value for page and JSON.
///
/// - Cost: by the number of cells; rows are counted when they are read.
package struct Overview: Sendable {
    /// One account, region, environment or view with its figures.
    package struct Line: Sendable {
        package let name: String
        /// Cells, and the rows in them; empty for an environment, which has rows of many cells.
        package fileprivate(set) var cells = CellTally()
        package fileprivate(set) var rows = 0
        package fileprivate(set) var alarms = 0
        /// Rows in a state that needs a look, alarms left out.
        package fileprivate(set) var bad = 0

        fileprivate init(_ name: String) { self.name = name }
    }

    /// A number with what it counts.
    package struct Count: Sendable, Hashable {
        package let name: String
        package let count: Int
    }

    /// The cells that it counts.
    package let cells: [Cell]
    package private(set) var total = Line("")
    /// In the order of the configuration.
    package private(set) var accounts: [Line] = []
    package private(set) var regions: [Line] = []
    /// The most rows first.
    package private(set) var environments: [Line] = []
    /// In the order of the menus.
    package private(set) var views: [Line] = []
    /// In the order of the catalog.
    package private(set) var kinds: [Line] = []
    /// The states of rows, the most frequent first; at most `stateLimit` and one for all others.
    package private(set) var states: [Count] = []
    /// Rows by how long ago they were made, the youngest first.
    package private(set) var ages: [Count] = []
    /// Rows in the state ALARM, at most `rowLimit`.
    package private(set) var alarms: [Resource] = []
    /// Other rows in a state that needs a look, at most `rowLimit`.
    package private(set) var bad: [Resource] = []
    package let changes: RecentChanges.Counts
    /// The newest first, at most `changeLimit`.
    package let newest: [RecentChange]
    /// Since when changes are counted.
    package let since: Date?
    package let isComplete: Bool

    package static let stateLimit = 11
    package static let rowLimit = 25
    package static let changeLimit = 50

    /// Of the accounts and regions of `request`; services without regions belong to every region.
    ///
    /// - Throws: `LookupProblem` for an account or region that there is not.
    package init(
        accounts accountScope: Scope, regions regionScope: Scope, over snapshot: Snapshot, now: Date
    ) throws(LookupProblem) {
        let accountInfos = try snapshot.accounts(in: accountScope)
        let named = Set(accountInfos.map(\.name))
        let regionNames = try snapshot.regions(in: regionScope)
        let inside = Set(regionNames)
        func isWanted(_ key: CellKey) -> Bool {
            named.contains(key.account) && (inside.contains(key.region) || key.region == CellKey.globalRegion)
        }
        let cells = snapshot.cells.values.filter { isWanted($0.key) }
        self.cells = cells
        isComplete =
            (accountScope != .all || snapshot.knowsAccounts) && accountInfos.allSatisfy(\.areRegionsKnown)
            && cells.allSatisfy(\.isComplete)
        changes = snapshot.changes.counts(where: isWanted)
        newest = Array(
            snapshot.changes.newest.lazy.reversed().filter { isWanted($0.key.cell) }.prefix(Self.changeLimit))
        since = snapshot.changes.since
        count(cells, in: snapshot, now: now)
        let order = accountInfos.map(\.name)
        accounts = order.compactMap { name in accounts.first { $0.name == name } }
        regions = (snapshot.regions + [CellKey.globalRegion]).compactMap { name in regions.first { $0.name == name } }
        alarms.sort(by: Self.precedes)
        bad.sort(by: Self.precedes)
    }

    private static func precedes(_ left: Resource, _ right: Resource) -> Bool {
        let (a, b) = (left.key, right.key)
        return (a.kind, a.account, a.region, left.name) < (b.kind, b.account, b.region, right.name)
    }

    private mutating func count(_ cells: [Cell], in snapshot: Snapshot, now: Date) {
        var byAccount: [String: Line] = [:]
        var byRegion: [String: Line] = [:]
        var byEnvironment: [String: Line] = [:]
        var byKind: [String: Line] = [:]
        var states: [String: Int] = [:]
        var days: [Int32: Int] = [:]
        var dated = 0
        for cell in cells {
            let tally = cell.tally ?? RowTally(cell.rows)
            let every = snapshot.kinds.kind(cell.key.kind)?.every
            func add(to line: inout Line) {
                line.cells.add(cell, every: every, now: now)
                line.rows += cell.rows.count
                line.alarms += tally.alarms
                line.bad += tally.bad
            }
            add(to: &total)
            add(to: &byAccount[cell.key.account, default: Line(cell.key.account)])
            add(to: &byRegion[cell.key.region, default: Line(cell.key.region)])
            add(to: &byKind[cell.key.kind, default: Line(cell.key.kind)])
            for (name, rows) in tally.environments { byEnvironment[name, default: Line(name)].rows += rows }
            for (state, rows) in tally.states { states[state, default: 0] += rows }
            for (day, rows) in tally.days {
                days[day, default: 0] += rows
                dated += rows
            }
            take(tally.alarmIDs, of: cell, in: snapshot, into: \.alarms)
            take(tally.badIDs, of: cell, in: snapshot, into: \.bad)
        }
        accounts = Array(byAccount.values)
        regions = Array(byRegion.values)
        environments = byEnvironment.values.sorted { ($1.rows, $0.name) < ($0.rows, $1.name) }
        kinds = snapshot.kinds.kinds.compactMap { byKind[$0.name] }
        views = snapshot.kinds.views.map { view in
            view.kinds.reduce(into: Line(view.name)) { line, kind in
                guard let other = byKind[kind] else { return }
                line.cells.add(other.cells)
                line.rows += other.rows
                line.alarms += other.alarms
                line.bad += other.bad
            }
        }
        self.states = Self.counts(of: states)
        ages = Self.ages(of: days, undated: total.rows - dated, now: now)
    }

    private mutating func take(
        _ ids: [String], of cell: Cell, in snapshot: Snapshot, into rows: WritableKeyPath<Overview, [Resource]>
    ) {
        for id in ids where self[keyPath: rows].count < Self.rowLimit {
            let key = ResourceKey(account: cell.key.account, region: cell.key.region, kind: cell.key.kind, id: id)
            if let row = snapshot.resource(key) { self[keyPath: rows].append(row) }
        }
    }

    private static func counts(of states: [String: Int]) -> [Count] {
        let sorted = states.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let rest = sorted.dropFirst(stateLimit).reduce(0) { $0 + $1.value }
        let shown = sorted.prefix(stateLimit).map { Count(name: $0.key, count: $0.value) }
        return rest > 0 ? shown + [Count(name: RowTally.others, count: rest)] : shown
    }

    /// The ages that are told apart: up to so many days.
    private static let ageSteps: [(days: Int, name: String)] = [
        (1, "up to a day"), (7, "up to a week"), (30, "up to 30 days"), (90, "up to 90 days"), (365, "up to a year"),
        (730, "up to 2 years"), (.max, "older"),
    ]

    private static func ages(of days: [Int32: Int], undated: Int, now: Date) -> [Count] {
        let today = Int((now.timeIntervalSince1970 / 86400).rounded(.down))
        var counts = ageSteps.map { _ in 0 }
        for (day, rows) in days {
            let age = today - Int(day)
            counts[ageSteps.firstIndex { age < $0.days } ?? ageSteps.count - 1] += rows
        }
        return zip(ageSteps, counts).map { Count(name: $0.name, count: $1) }
            + (undated > 0 ? [Count(name: "not told", count: undated)] : [])
    }
}
