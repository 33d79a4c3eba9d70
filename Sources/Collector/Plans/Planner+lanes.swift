import Inventory

extension Planner {
    /// One cell's plan.
    struct Entry: Sendable {
        enum State: UInt8, Sendable {
            case waiting, ready, inFlight, gone
        }

        let cell: CellKey
        /// Seconds.
        let every: Double
        var due: Double
        var started = -Double.infinity
        var ended = -Double.infinity
        var looked = -Double.infinity
        private let laneNumber: Int32
        /// Tickets with another one are void.
        var stamp: UInt32 = 0
        private var failed: UInt8 = 0
        private var empty: UInt8 = 0
        var state = State.waiting
        var isRequested = false
        /// Waits to ask a second time whether rows have really gone.
        var isConfirming = false
        /// The last read waited for somebody who did not answer.
        var isSlow = false

        init(cell: CellKey, lane: Int, every: Double, due: Double) {
            self.cell = cell
            self.every = every
            self.due = due
            laneNumber = Int32(clamping: lane)
        }

        var lane: Int { Int(laneNumber) }
        var failures: Int {
            get { Int(failed) }
            set { failed = UInt8(clamping: newValue) }
        }
        /// Times in a row that it was read and empty.
        var empties: Int {
            get { Int(empty) }
            set { empty = UInt8(clamping: newValue) }
        }
    }

    /// An entry in line, for its time to come or for a place.
    struct Ticket: Sendable, Comparable {
        let due: Double
        private let place: Int32
        let stamp: UInt32
        /// Smaller goes first, whatever is due.
        let rank: UInt8

        init(rank: UInt8, due: Double, slot: Int, stamp: UInt32) {
            self.due = due
            place = Int32(clamping: slot)
            self.stamp = stamp
            self.rank = rank
        }

        var slot: Int { Int(place) }

        static func < (left: Ticket, right: Ticket) -> Bool {
            (left.rank, left.due, left.slot) < (right.rank, right.due, right.slot)
        }
    }

    /// An account that has a place left and a cell for it.
    struct Offer: Sendable, Comparable {
        let head: Ticket
        let lane: Int
        let stamp: UInt32

        static func < (left: Offer, right: Offer) -> Bool { left.head < right.head }
    }

    /// The end of an account's wait.
    struct Pause: Sendable, Comparable {
        let until: Double
        let lane: Int

        static func < (left: Pause, right: Pause) -> Bool { left.until < right.until }
    }

    /// One account's cells that are due, and how many of them may be read at once.
    struct Lane: Sendable {
        var ready = Heap<Ticket>()
        /// Those that nobody answered the last time.
        var slow = Heap<Ticket>()
        var slots: [String: [Int]] = [:]
        var cells = 0
        var inFlight = 0
        let limit: Int
        /// Offers with another one are void.
        var stamp: UInt32 = 0
        var badCredentials = 0
        var rounds = 0
        var pausedUntil: Double?
        /// Whether one cell may find out if the pause can end.
        var isProbing = false

        var hasRoom: Bool { pausedUntil == nil ? inFlight < limit : isProbing && inFlight == 0 }

        mutating func recover() {
            badCredentials = 0
            rounds = 0
            pausedUntil = nil
            isProbing = false
        }
    }

    /// So many cells must find the credentials bad before the others are not tried.
    static let badCredentialsNeeded = 3

    /// Lets an account's fetch teach how to go on with the account.
    mutating func note(_ outcome: Outcome, of lane: Int, at time: Double) {
        switch outcome {
        case .succeeded, .held: lanes[lane].recover()
        case .failed(.credentialsMissing), .failed(.credentialsExpired), .failed(.credentialsInvalid),
            .failed(.accountMismatch):
            lanes[lane].badCredentials += 1
            let isOld = lanes[lane].pausedUntil != nil && !lanes[lane].isProbing
            guard !isOld, lanes[lane].badCredentials >= min(Self.badCredentialsNeeded, lanes[lane].cells) else {
                return
            }
            lanes[lane].rounds += 1
            lanes[lane].isProbing = false
            let until = time + PlanWaits.pause(rounds: lanes[lane].rounds)
            lanes[lane].pausedUntil = until
            pauses.add(Pause(until: until, lane: lane))
        case .failed(.timeout), .failed(.unreachable), .failed(.tls), .failed(.cancelled): break
        case .failed: lanes[lane].recover()
        }
    }

    /// Lets one cell of a paused account find out whether it is back.
    mutating func probe(_ lane: Int) {
        guard lanes[lane].pausedUntil != nil else { return }
        lanes[lane].isProbing = true
        offer(lane)
    }

    /// Plans an entry for later.
    mutating func wait(_ slot: Int, until due: Double) {
        entries[slot].due = due
        entries[slot].state = .waiting
        entries[slot].stamp &+= 1
        waiting.add(Ticket(rank: 0, due: due, slot: slot, stamp: entries[slot].stamp))
        if waiting.count > 2 * entries.count + 1_024 {
            let entries = entries
            waiting.retain { entries[$0.slot].stamp == $0.stamp }
        }
    }

    /// Puts an entry in its account's line, anew where it stands there.
    mutating func makeReady(_ slot: Int, at time: Double) {
        let entry = entries[slot]
        guard entry.state != .inFlight, entry.state != .gone else { return }
        let isLookedAt = time - entry.looked <= Self.interest.inSeconds
        entries[slot].state = .ready
        entries[slot].stamp &+= 1
        let ticket = Ticket(
            rank: entry.isRequested ? 0 : isLookedAt ? 1 : 2, due: entry.due, slot: slot, stamp: entries[slot].stamp)
        if entry.isSlow { lanes[entry.lane].slow.add(ticket) } else { lanes[entry.lane].ready.add(ticket) }
        offer(entry.lane)
    }

    /// Moves what has become due into the lines.
    mutating func ripen(at time: Double) {
        while let ticket = waiting.first, ticket.due <= time {
            _ = waiting.popFirst()
            if entries[ticket.slot].stamp == ticket.stamp { makeReady(ticket.slot, at: time) }
        }
        while let pause = pauses.first, pause.until <= time {
            _ = pauses.popFirst()
            if lanes[pause.lane].pausedUntil == pause.until { probe(pause.lane) }
        }
    }

    /// Says that an account has something to do, if it has room for it.
    mutating func offer(_ lane: Int) {
        lanes[lane].stamp &+= 1
        guard lanes[lane].hasRoom else { return }
        while let ticket = lanes[lane].ready.first {
            if entries[ticket.slot].stamp == ticket.stamp {
                offers.add(Offer(head: ticket, lane: lane, stamp: lanes[lane].stamp))
                break
            }
            _ = lanes[lane].ready.popFirst()
        }
        while let ticket = lanes[lane].slow.first {
            if entries[ticket.slot].stamp == ticket.stamp {
                slowOffers.add(Offer(head: ticket, lane: lane, stamp: lanes[lane].stamp))
                break
            }
            _ = lanes[lane].slow.popFirst()
        }
        let lanes = lanes
        let most = 4 * lanes.count + 1_024
        if offers.count > most { offers.retain { lanes[$0.lane].stamp == $0.stamp } }
        if slowOffers.count > most { slowOffers.retain { lanes[$0.lane].stamp == $0.stamp } }
    }

    /// Takes the next entry out of the lines, a slow one only where there is room for it.
    mutating func nextReady(isRoomForSlow: Bool) -> Int? {
        while let offer = offers.first, lanes[offer.lane].stamp != offer.stamp { _ = offers.popFirst() }
        while let offer = slowOffers.first, lanes[offer.lane].stamp != offer.stamp { _ = slowOffers.popFirst() }
        let slow = isRoomForSlow ? slowOffers.first : nil
        if let slow, offers.first.map({ slow < $0 }) ?? true {
            _ = slowOffers.popFirst()
            return lanes[slow.lane].slow.popFirst()?.slot
        }
        return offers.popFirst().flatMap { lanes[$0.lane].ready.popFirst()?.slot }
    }
}
