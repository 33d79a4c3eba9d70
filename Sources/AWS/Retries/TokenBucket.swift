/// A pace that is kept: so many requests at once, so many per second, fewer after a complaint.
///
/// - Shape: a request takes a token, from the future if need be, and waits until that token exists.
package struct TokenBucket: Sendable {
    /// Requests per second when nobody complains.
    let fullRate: Double
    /// Requests at once after a quiet time.
    let burst: Double
    /// Requests per second now.
    package private(set) var rate: Double
    /// Below zero: tokens that were promised and do not exist yet.
    private var tokens: Double
    private var filledAt: ContinuousClock.Instant
    private var slowedAt: ContinuousClock.Instant?

    /// As botocore's adaptive mode: one request in two seconds is still an answer.
    static let slowest = 0.5
    /// One throttled burst brings many complaints; they count once.
    static let settling = Duration.seconds(2)
    /// How long without complaint until the pace is raised by a tenth of the full one.
    static let recovery = Duration.seconds(5)

    package init(rate: Double, burst: Double, now: ContinuousClock.Instant) {
        fullRate = rate
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

    /// AWS asked for fewer requests: half the pace, and no burst.
    package mutating func throttled(now: ContinuousClock.Instant) {
        fill(now)
        if let slowedAt, now - slowedAt < Self.settling { return }
        slowedAt = now
        rate = max(rate / 2, Self.slowest)
        tokens = min(tokens, 0)
    }

    private mutating func fill(_ now: ContinuousClock.Instant) {
        guard now > filledAt else { return }
        if let slowedAt, now - slowedAt >= Self.recovery {
            let steps = ((now - slowedAt) / Self.recovery).rounded(.down)
            rate = min(rate + steps * fullRate / 10, fullRate)
            self.slowedAt = rate < fullRate ? slowedAt + Self.recovery * steps : nil
        }
        tokens = min(tokens + (now - filledAt) / .seconds(1) * rate, burst)
        filledAt = now
    }
}
