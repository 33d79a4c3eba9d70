package import FoundationEssentials
package import Inventory

/// Decides which cells are due, and when the others will be: a pure state machine.
///
/// - Shape: one entry per cell; at most one fetch of a cell is in flight; failures wait longer each time, and so does what
///   stays empty; of the cells that are due those go first that somebody asked for, then those that somebody looks at, then
///   those that are due longest; an account gets a share of the places alone.
/// - Cost: each step costs by the logarithm of the number of cells, about 140 bytes a cell; finding one costs by the number of kinds.
package struct Planner: Sendable {
    /// When a cell is read next, and how often it is while nothing happens.
    package struct Schedule: Sendable, Hashable {
        package let due: Date
        package let every: Duration

        package init(due: Date, every: Duration) {
            self.due = due
            self.every = every
        }
    }

    /// What a fetch came to, as far as the plan minds.
    package enum Outcome: Sendable, Hashable {
        case succeeded(isEmpty: Bool)
        /// The answer is to be confirmed soon.
        case held
        case failed(CellError.Code)
    }

    /// A refresh asked for sooner than this after the last start is dropped.
    package static let refreshSpacing = Duration.seconds(5)
    /// So long after somebody looked a cell goes before the others.
    package static let interest = Duration.seconds(900)
    /// Looks in quick succession count once.
    private static let lookSpacing = 10.0

    var entries: [Entry] = []
    private var freeSlots: [Int] = []
    var waiting = Heap<Ticket>()
    var lanes: [Lane] = []
    private var laneNumbers: [String: Int] = [:]
    var offers = Heap<Offer>()
    var slowOffers = Heap<Offer>()
    private var slowInFlight = 0
    var pauses = Heap<Pause>()
    /// The places that one account may take.
    let perAccount: Int
    package internal(set) var inFlight = 0

    /// A plan in which one account has at most `perAccount` cells in flight.
    package init(perAccount: Int = .max) { self.perAccount = max(perAccount, 1) }

    /// Makes room for `count` cells at once.
    package mutating func reserve(_ count: Int) {
        entries.reserveCapacity(count)
        waiting.reserve(count)
    }

    /// Adds a cell that is to be read about `every` so often, for the first time at `due`.
    package mutating func add(_ cell: CellKey, every: Duration, due: Date) {
        guard slot(of: cell) == nil else { return }
        let lane = laneNumber(of: cell.account)
        let entry = Entry(cell: cell, lane: lane, every: every.inSeconds, due: due.timeIntervalSinceReferenceDate)
        let slot: Int
        if let free = freeSlots.popLast() {
            slot = free
            let stamp = entries[slot].stamp
            entries[slot] = entry
            entries[slot].stamp = stamp &+ 1
        } else {
            slot = entries.count
            entries.append(entry)
        }
        lanes[lane].slots[cell.region, default: []].append(slot)
        lanes[lane].cells += 1
        wait(slot, until: entries[slot].due)
    }

    /// Forgets a cell; what a fetch of it in flight brings is not planned again.
    package mutating func remove(_ cell: CellKey) {
        guard let slot = slot(of: cell) else { return }
        let lane = entries[slot].lane
        leaveFlight(slot)
        entries[slot].state = .gone
        entries[slot].stamp &+= 1
        lanes[lane].cells -= 1
        lanes[lane].slots[cell.region]?.removeAll { $0 == slot }
        freeSlots.append(slot)
        offer(lane)
    }

    /// The cells to start now, at most `limit`; each is in flight from here on.
    ///
    /// - Shape: cells that nobody answered the last time take half of all places at most, so that an outage leaves room for the others.
    package mutating func start(now: Date, limit: Int) -> [CellKey] {
        let time = now.timeIntervalSinceReferenceDate
        ripen(at: time)
        var started: [CellKey] = []
        let roomForSlow = (max(limit, 0) + inFlight + 1) / 2
        while started.count < limit, let slot = nextReady(isRoomForSlow: slowInFlight < roomForSlow) {
            if entries[slot].isSlow { slowInFlight += 1 }
            entries[slot].state = .inFlight
            entries[slot].stamp &+= 1
            entries[slot].isRequested = false
            entries[slot].started = time
            inFlight += 1
            let lane = entries[slot].lane
            lanes[lane].inFlight += 1
            offer(lane)
            started.append(entries[slot].cell)
        }
        return started
    }

    /// Notes the end of a fetch and answers when the cell is due again.
    ///
    /// - Parameters:
    ///   - cell: The cell that was read.
    ///   - outcome: What came of it.
    ///   - now: When it ended.
    ///   - jitter: 0 to 1, spreads cells by up to a tenth of their wait.
    /// - Returns: nil for a cell that is not planned.
    @discardableResult
    package mutating func finished(_ cell: CellKey, _ outcome: Outcome, now: Date, jitter: Double) -> Schedule? {
        guard let slot = slot(of: cell) else { return nil }
        let time = now.timeIntervalSinceReferenceDate
        leaveFlight(slot)
        note(outcome, of: entries[slot].lane, at: time)
        entries[slot].ended = time
        entries[slot].isConfirming = outcome == .held
        switch outcome {
        case .succeeded(let isEmpty):
            entries[slot].failures = 0
            entries[slot].isSlow = false
            entries[slot].empties = isEmpty ? min(entries[slot].empties + 1, 64) : 0
        case .held: break
        case .failed(let code):
            entries[slot].failures = min(entries[slot].failures + 1, 64)
            entries[slot].isSlow = code == .timeout || code == .unreachable
        }
        let wait = PlanWaits.after(
            outcome, every: entries[slot].every, failures: entries[slot].failures, empties: entries[slot].empties)
        self.wait(slot, until: time + (outcome == .held ? wait : wait * (0.95 + 0.1 * jitter)))
        offer(entries[slot].lane)
        return schedule(of: slot)
    }

    /// Whether a cell can be asked for.
    package enum Readiness: Sendable, Hashable {
        /// In flight, or asked for and waiting for a place.
        case underWay
        /// Started a moment ago.
        case recent
        /// Asked a second time soon, before its rows are believed to be gone.
        case confirming
        /// So long after its last start.
        case free(rested: Duration)
    }

    /// Whether `cell` can be asked for; nil for a cell that is not planned.
    package func readiness(of cell: CellKey, now: Date) -> Readiness? {
        guard let slot = slot(of: cell) else { return nil }
        let entry = entries[slot]
        if entry.state == .inFlight || entry.isRequested && entry.state == .ready { return .underWay }
        if entry.isConfirming { return .confirming }
        let rested = now.timeIntervalSinceReferenceDate - entry.started
        if rested < Self.refreshSpacing.inSeconds { return .recent }
        return .free(rested: .seconds(min(rested, 1e9)))
    }

    /// Makes `cell` due at once, unless it is in flight, was started a moment ago or waits for a second opinion.
    package mutating func request(_ cell: CellKey, now: Date) {
        guard let slot = slot(of: cell) else { return }
        let time = now.timeIntervalSinceReferenceDate
        let entry = entries[slot]
        guard entry.state != .inFlight, !entry.isConfirming, time - entry.started >= Self.refreshSpacing.inSeconds
        else { return }
        entries[slot].empties = 0
        entries[slot].isRequested = true
        entries[slot].due = min(entry.due, time)
        makeReady(slot, at: time)
        // Whoever asks wants to know whether the account is back, too.
        probe(entry.lane)
    }

    /// Somebody looks at `cells`: they go before others for a while, and are read as often as the busy ones.
    ///
    /// - Returns: the cells that are now due sooner.
    package mutating func look(at cells: some Sequence<CellKey>, now: Date) -> [(cell: CellKey, next: Schedule)] {
        let time = now.timeIntervalSinceReferenceDate
        return cells.compactMap { cell in
            guard let slot = slot(of: cell), time - entries[slot].looked > Self.lookSpacing else { return nil }
            entries[slot].looked = time
            if entries[slot].state == .ready { makeReady(slot, at: time) }
            return hasten(slot, at: time)
        }
    }

    /// Something appeared in a region: what is empty there is read as often as the rest again.
    ///
    /// - Returns: the cells that are now due sooner.
    package mutating func revive(
        _ account: String, region: String, now: Date
    ) -> [(cell: CellKey, next: Schedule)] {
        guard let lane = laneNumbers[account], let slots = lanes[lane].slots[region] else { return [] }
        return slots.compactMap { hasten($0, at: now.timeIntervalSinceReferenceDate) }
    }

    /// Until when an account's cells wait because its credentials do not work; nil while they do.
    package func pause(of account: String) -> Date? {
        guard let lane = laneNumbers[account], let until = lanes[lane].pausedUntil else { return nil }
        return Date(timeIntervalSinceReferenceDate: until)
    }

    /// The account's credentials work: its cells go on.
    package mutating func resume(_ account: String) {
        guard let lane = laneNumbers[account] else { return }
        lanes[lane].recover()
        offer(lane)
    }

    /// When the next cell is due or an account is tried again; nil while nothing waits.
    ///
    /// - Shape: sooner than that at times, never later; cells that only want a place do not count.
    package var nextDue: Date? {
        [waiting.first?.due, pauses.first?.until].compactMap(\.self).min().map(
            Date.init(timeIntervalSinceReferenceDate:))
    }

    /// Where a cell stands.
    ///
    /// - Shape: the few dozen kinds of an account's region stand side by side; a dictionary of all cells would be the largest thing here.
    private func slot(of cell: CellKey) -> Int? {
        guard let lane = laneNumbers[cell.account] else { return nil }
        return lanes[lane].slots[cell.region]?.first { entries[$0].cell.kind == cell.kind }
    }

    private mutating func laneNumber(of account: String) -> Int {
        if let number = laneNumbers[account] { return number }
        lanes.append(Lane(limit: perAccount))
        laneNumbers[account] = lanes.count - 1
        return lanes.count - 1
    }

    private mutating func leaveFlight(_ slot: Int) {
        guard entries[slot].state == .inFlight else { return }
        entries[slot].state = .waiting
        inFlight -= 1
        if entries[slot].isSlow { slowInFlight -= 1 }
        lanes[entries[slot].lane].inFlight -= 1
    }

    private func schedule(of slot: Int) -> Schedule {
        let entry = entries[slot]
        return Schedule(
            due: Date(timeIntervalSinceReferenceDate: entry.due),
            every: .seconds(PlanWaits.between(entry.every, empties: entry.empties)))
    }

    /// Ends the longer waits of an empty cell.
    private mutating func hasten(_ slot: Int, at time: Double) -> (cell: CellKey, next: Schedule)? {
        guard entries[slot].empties > 1 else { return nil }
        entries[slot].empties = 1
        let due = max(time, entries[slot].ended + entries[slot].every)
        guard entries[slot].state == .waiting, due < entries[slot].due else { return nil }
        wait(slot, until: due)
        return (entries[slot].cell, schedule(of: slot))
    }
}
