/// A pace that is kept: so many requests at once, so many per second.
///
/// - Shape: a request takes a token, from the future if need be, and waits until that token exists.
package struct TokenBucket: Sendable {
    /// Requests per second.
    let rate: Double
    /// Requests at once after a quiet time.
    let burst: Double
    /// Below zero: tokens that were promised and do not exist yet.
    private var tokens: Double
    private var filledAt: ContinuousClock.Instant

    package init(rate: Double, burst: Double, now: ContinuousClock.Instant) {
        self.rate = rate
        self.burst = burst
        tokens = burst
        filledAt = now
    }

    /// When the next request may be sent, which it then is expected to be.
    package mutating func take(now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        fill(now)
        tokens -= 1
        return tokens >= 0 ? now : now + .seconds(-tokens / rate)
    }

    /// A request that had been given a token will not be sent.
    package mutating func giveBack(now: ContinuousClock.Instant) {
        fill(now)
        tokens = min(tokens + 1, burst)
    }

    /// Whether it is as good as a new one.
    package func isFull(now: ContinuousClock.Instant) -> Bool {
        var later = self
        later.fill(now)
        return later.tokens >= burst
    }

    private mutating func fill(_ now: ContinuousClock.Instant) {
        guard now > filledAt else { return }
        tokens = min(tokens + (now - filledAt) / .seconds(1) * rate, burst)
        filledAt = now
    }
}
