import Synchronization

/// A number of places, given out in the order of asking.
///
/// - Isolation: callable from anywhere.
final class Slots: Sendable {
    private let state: Mutex<State>
    private let time: Timekeeper
    private let count: Int

    private struct State {
        var free: Int
        var waiters: [(id: UInt64, continuation: CheckedContinuation<Bool, Never>)] = []
        var nextID: UInt64 = 0
        /// Asked and neither placed nor waiting yet; false once given up.
        var arriving: [UInt64: Bool] = [:]
    }

    init(_ count: Int, time: Timekeeper = .continuous) {
        state = Mutex(State(free: count))
        self.time = time
        self.count = count
    }

    /// Whether nobody is inside or waits.
    var areFree: Bool { state.withLock { $0.free == count && $0.arriving.isEmpty } }

    /// Waits for a place, no longer than until `deadline`.
    ///
    /// - Returns: false, without a place, when the task was cancelled or time was up.
    func enter(before deadline: ContinuousClock.Instant) async -> Bool {
        let id = state.withLock { state -> UInt64? in
            guard state.free == 0 else {
                state.free -= 1
                return nil
            }
            state.nextID += 1
            state.arriving[state.nextID] = true
            return state.nextID
        }
        guard let id else { return true }
        let timer = Task {
            try? await time.expire(deadline)
            giveUp(id)
        }
        defer { timer.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { wait(id, $0) }
        } onCancel: {
            giveUp(id)
        }
    }

    /// Gives the place to whoever has waited longest.
    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard !state.waiters.isEmpty else {
                state.free += 1
                return nil
            }
            return state.waiters.removeFirst().continuation
        }
        next?.resume(returning: true)
    }

    private func wait(_ id: UInt64, _ continuation: CheckedContinuation<Bool, Never>) {
        let verdict = state.withLock { state -> Bool? in
            guard state.arriving.removeValue(forKey: id) == true else { return false }
            // A place may have come free since.
            guard state.free == 0 else {
                state.free -= 1
                return true
            }
            state.waiters.append((id, continuation))
            return nil
        }
        if let verdict { continuation.resume(returning: verdict) }
    }

    /// Ends a wait that has not ended yet.
    private func giveUp(_ id: UInt64) {
        let waiter = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            if let index = state.waiters.firstIndex(where: { $0.id == id }) {
                return state.waiters.remove(at: index).continuation
            }
            if state.arriving[id] != nil { state.arriving[id] = false }
            return nil
        }
        waiter?.resume(returning: false)
    }
}
