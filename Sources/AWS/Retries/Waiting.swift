import Synchronization

extension Task where Failure == Never {
    /// The task's value, if it comes before `deadline` and before the calling task is cancelled.
    ///
    /// - Returns: nil otherwise; the task goes on for others.
    func value(before deadline: ContinuousClock.Instant) async -> Success? {
        let once = Once<Success?>()
        let work = Task<Void, Never> { once.resume(await value) }
        let timer = Task<Void, Never> {
            try? await Task<Never, Never>.sleep(until: deadline, clock: .continuous)
            once.resume(nil)
        }
        defer {
            work.cancel()
            timer.cancel()
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { once.wait($0) }
        } onCancel: {
            once.resume(nil)
        }
    }
}

/// A continuation that the first of several is to resume.
private final class Once<Value: Sendable>: Sendable {
    private let state = Mutex(State.empty)

    private enum State {
        case empty
        case waiting(CheckedContinuation<Value, Never>)
        case early(Value)
        case done
    }

    func wait(_ continuation: CheckedContinuation<Value, Never>) {
        let early = state.withLock { state -> Value? in
            guard case .early(let value) = state else {
                state = .waiting(continuation)
                return nil
            }
            state = .done
            return value
        }
        if let early { continuation.resume(returning: early) }
    }

    func resume(_ value: Value) {
        let waiting = state.withLock { state -> CheckedContinuation<Value, Never>? in
            switch state {
            case .empty: state = .early(value)
            case .waiting(let continuation):
                state = .done
                return continuation
            case .early, .done: break
            }
            return nil
        }
        waiting?.resume(returning: value)
    }
}
