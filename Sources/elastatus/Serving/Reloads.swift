import Synchronization

/// Reads the configuration again when asked: one reading at a time, and one more for all that were asked for meanwhile.
///
/// - Isolation: callable from anywhere; whoever asks does not wait.
final class Reloads: Sendable {
    private enum State { case idle, reading, askedAgain }

    private let state = Mutex(State.idle)
    private let read: @Sendable () async -> Void

    init(_ read: @escaping @Sendable () async -> Void) { self.read = read }

    /// Sees to it that a reading begins after this moment.
    func ask() {
        let begins = state.withLock { state in
            defer { state = state == .idle ? .reading : .askedAgain }
            return state == .idle
        }
        guard begins else { return }
        Task {
            repeat { await read() } while goesOn()
        }
    }

    private func goesOn() -> Bool {
        state.withLock { state in
            defer { state = state == .askedAgain ? .reading : .idle }
            return state == .askedAgain
        }
    }
}
