import Synchronization

/// A number of places, given out in the order of asking.
///
/// - Isolation: callable from anywhere.
final class Slots: Sendable {
    private let state: Mutex<State>

    private struct State {
        var free: Int
        var waiters: [(id: UInt64, continuation: CheckedContinuation<Bool, Never>)] = []
        var nextID: UInt64 = 0
        /// Asked and neither placed nor waiting yet; false once cancelled.
        var arriving: [UInt64: Bool] = [:]
    }

    init(_ count: Int) { state = Mutex(State(free: count)) }

    /// Waits for a place.
    ///
    /// - Returns: false, without a place, when the task was cancelled.
    func enter() async -> Bool {
        let id = state.withLock { state in
            state.nextID += 1
            state.arriving[state.nextID] = true
            return state.nextID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let verdict: Bool? = state.withLock { state in
                    guard state.arriving.removeValue(forKey: id) == true else { return false }
                    guard state.free == 0 else {
                        state.free -= 1
                        return true
                    }
                    state.waiters.append((id, continuation))
                    return nil
                }
                if let verdict { continuation.resume(returning: verdict) }
            }
        } onCancel: {
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
}
