/// The attempts of one request: decisions without clocks or calls.
package struct RetryState: Sendable {
    private let policy: RetryPolicy
    private let deadline: ContinuousClock.Instant
    /// Attempts that failed.
    package private(set) var failures = 0
    /// What the last retry took from the quota.
    private var taken = 0

    package init(_ policy: RetryPolicy, deadline: ContinuousClock.Instant) {
        self.policy = policy
        self.deadline = deadline
    }

    /// What the caller does next.
    package enum Action: Sendable, Hashable {
        case retry(at: ContinuousClock.Instant)
        case giveUp
    }

    /// An attempt failed, for a `reason` that is nil where the next attempt would only meet the same again.
    ///
    /// - Shape: `retryAfter` is what `x-amz-retry-after` asked for, `jitter` a random number from 0 to 1.
    package mutating func failed(
        _ reason: RetryReason?, retryAfter: Duration? = nil, now: ContinuousClock.Instant, quota: inout RetryQuota,
        jitter: Double
    ) -> Action {
        failures += 1
        taken = 0
        guard let reason, failures < policy.attempts else { return .giveUp }
        let at = now + pause(reason, retryAfter: retryAfter, jitter: jitter)
        // An attempt that could not be answered in time would only take from others.
        guard at < deadline, quota.take(reason.cost) else { return .giveUp }
        taken = reason.cost
        return .retry(at: at)
    }

    /// An attempt succeeded.
    package func succeeded(quota: inout RetryQuota) { quota.giveBack(taken > 0 ? taken : 1) }

    /// Between nothing and twice as much as before; at least what AWS asked for, within reason.
    private func pause(_ reason: RetryReason, retryAfter: Duration?, jitter: Double) -> Duration {
        let base = reason == .throttling ? policy.throttlingBase : policy.transientBase
        let longest = min(base * (1 << min(failures - 1, 20)), policy.longestPause)
        let pause = longest * jitter
        guard let retryAfter, retryAfter > .zero else { return pause }
        return max(pause, min(retryAfter, pause + .seconds(5)))
    }
}

extension Duration {
    /// The pause in a header `x-amz-retry-after`; nil unless it is a whole number of milliseconds from 1.
    init?(retryAfter header: String?) {
        guard let header, let milliseconds = Int(header), milliseconds > 0 else { return nil }
        self = .milliseconds(milliseconds)
    }
}
