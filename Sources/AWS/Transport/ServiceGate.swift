import Synchronization

/// The door through which one account's requests to one service in one region go.
///
/// - Isolation: callable from anywhere.
final class ServiceGate: Sendable {
    private let slots: Slots
    private let bucket: Mutex<TokenBucket>
    private let quota = Mutex(RetryQuota())
    private let time: Timekeeper
    private let isPaced: Bool

    /// A gate that keeps `pace`; `isPaced: false` limits concurrency alone, for endpoints that are not AWS's.
    init(_ pace: ServicePace, isPaced: Bool, time: Timekeeper) {
        slots = Slots(pace.concurrency)
        bucket = Mutex(TokenBucket(rate: pace.rate, burst: pace.burst, now: time.now()))
        self.isPaced = isPaced
        self.time = time
    }

    /// Runs `body` when it is its turn.
    ///
    /// - Throws: `APIError`: `throttled` when the turn would come after `deadline`, `cancelled`, or what `body` throws.
    func pass<T: Sendable>(
        before deadline: ContinuousClock.Instant, _ body: () async throws(APIError) -> T
    ) async throws(APIError) -> T {
        guard await slots.enter(before: deadline) else {
            guard !Task.isCancelled else { throw APIError(.cancelled, "the call was cancelled") }
            throw APIError(.timeout, "other calls of this service took all the time")
        }
        defer { slots.leave() }
        if isPaced {
            let turn = bucket.withLock { $0.take(now: time.now()) }
            do throws(APIError) {
                guard turn < deadline else {
                    throw APIError(.throttled, "too many calls of this service wait for their turn")
                }
                try await time.wait(until: turn)
            } catch {
                bucket.withLock { $0.giveBack(now: time.now()) }
                throw error
            }
        }
        return try await body()
    }

    /// AWS asked for fewer requests.
    func slowDown() { bucket.withLock { $0.throttled(now: time.now()) } }

    func withQuota<T>(_ body: (inout RetryQuota) -> T) -> T { quota.withLock { body(&$0) } }
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
