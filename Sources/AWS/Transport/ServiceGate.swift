import Synchronization

/// The door through which one account's requests to one service in one region go: at the pace that AWS documents or, where
/// that is lower, at the rate that the service was seen to stand.
///
/// - Isolation: callable from anywhere.
final class ServiceGate: Sendable {
    private let slots: Slots
    private let state: Mutex<State>
    private let time: Timekeeper
    /// Where its seconds begin.
    private let origin: ContinuousClock.Instant

    private struct State {
        /// Nil for endpoints that are not AWS's.
        var bucket: TokenBucket?
        var adaptive: AdaptiveRate
        var quota = RetryQuota()
    }

    /// A gate that keeps `pace`; `isPaced: false` waits for no complaint less, for endpoints that are not AWS's.
    init(_ pace: ServicePace, isPaced: Bool, time: Timekeeper) {
        origin = time.now()
        slots = Slots(pace.concurrency, time: time)
        state = Mutex(
            State(
                bucket: isPaced ? TokenBucket(rate: pace.own.rate, burst: pace.own.burst, now: origin) : nil,
                adaptive: AdaptiveRate(at: 0)))
        self.time = time
    }

    /// Runs `body` when it is its turn.
    ///
    /// - Throws: `APIError`: `throttled` when the turn would come after `deadline`, `timeout` when that has passed, `cancelled`, or what `body` throws.
    func pass<T: Sendable>(
        before deadline: ContinuousClock.Instant, _ body: () async throws(APIError) -> T
    ) async throws(APIError) -> T {
        guard await slots.enter(before: deadline) else {
            guard !Task.isCancelled else { throw APIError(.cancelled, "the call was cancelled") }
            throw APIError(.timeout, "other calls of this service took all the time")
        }
        defer { slots.leave() }
        let turn = state.withLock { $0.bucket?.take(now: time.now()) } ?? time.now()
        do throws(APIError) {
            try await wait(until: turn, before: deadline)
            while let turn = adaptiveTurn() { try await wait(until: turn, before: deadline) }
        } catch {
            state.withLock { $0.bucket?.giveBack(now: time.now()) }
            throw error
        }
        return try await body()
    }

    /// When to ask again for a token of the rate that the service stands; nil when it was given.
    private func adaptiveTurn() -> ContinuousClock.Instant? {
        let now = time.now()
        let wait = state.withLock { $0.adaptive.take(at: seconds(now)) }
        return wait > 0 ? now + .seconds(wait) : nil
    }

    private func wait(
        until turn: ContinuousClock.Instant, before deadline: ContinuousClock.Instant
    ) async throws(APIError) {
        guard turn < deadline else {
            throw turn > time.now()
                ? APIError(.throttled, "too many calls of this service wait for their turn")
                : APIError(.timeout, "no time was left for another request")
        }
        try await time.wait(until: turn)
    }

    /// An attempt was answered, with a complaint about too many requests or with anything else.
    func answered(isThrottled: Bool) {
        let now = seconds(time.now())
        state.withLock { $0.adaptive.answered(isThrottled: isThrottled, at: now) }
    }

    func withQuota<T>(_ body: (inout RetryQuota) -> T) -> T { state.withLock { body(&$0.quota) } }

    /// Whether a new gate would be as good as this one.
    var isAtRest: Bool {
        let now = time.now()
        return slots.areFree
            && state.withLock {
                $0.bucket?.isFull(now: now) ?? true && !$0.adaptive.isEnabled
                    && $0.quota.available == RetryQuota.capacity
            }
    }

    private func seconds(_ instant: ContinuousClock.Instant) -> Double { (instant - origin) / .seconds(1) }
}

extension Timekeeper {
    /// Waits until `instant`, unless it has passed.
    ///
    /// - Throws: `APIError` (`cancelled`).
    func wait(until instant: ContinuousClock.Instant) async throws(APIError) {
        guard instant > now() else { return }
        do { try await sleep(instant) } catch { throw APIError(.cancelled, "the call was cancelled") }
    }
}
