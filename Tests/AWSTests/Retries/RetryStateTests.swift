import Testing

@testable import AWS

@Suite("Retries")
struct RetryStateTests {
    private let start = ContinuousClock.now

    /// The pauses of a request that always fails, with jitter 1.
    private func pauses(
        _ policy: RetryPolicy, _ reason: RetryReason?, retryAfter: Duration? = nil, deadline: Duration = .seconds(600)
    ) -> [Duration] {
        var state = RetryState(policy, deadline: start + deadline)
        var quota = RetryQuota()
        var pauses: [Duration] = []
        while case .retry(let at) = state.failed(reason, retryAfter: retryAfter, now: start, quota: &quota, jitter: 1) {
            pauses.append(at - start)
        }
        return pauses
    }

    @Test("three attempts, DynamoDB four, with bases by reason")
    func standard() {
        #expect(pauses(.standard, .transient) == [.milliseconds(50), .milliseconds(100)])
        #expect(pauses(.standard, .throttling) == [.seconds(1), .seconds(2)])
        #expect(
            pauses(.of(service: "dynamodb"), .transient) == [.milliseconds(25), .milliseconds(50), .milliseconds(100)])
        #expect(pauses(.of(service: "dynamodb"), .throttling) == [.seconds(1), .seconds(2), .seconds(4)])
        #expect(RetryPolicy.of(service: "rds") == .standard)
    }

    @Test("what the next attempt would only meet again is not retried")
    func final() {
        #expect(pauses(.standard, nil) == [])
    }

    @Test("no pause is longer than twenty seconds")
    func longest() {
        var policy = RetryPolicy.standard
        policy.attempts = 80
        let pauses = pauses(policy, .throttling)
        #expect(pauses.count == 79)
        #expect(Array(pauses[..<6]) == [1, 2, 4, 8, 16, 20].map { Duration.seconds($0) })
        #expect(pauses.allSatisfy { $0 <= .seconds(20) })
    }

    @Test("jitter scales the pause down to nothing")
    func jitter() {
        for (jitter, pause) in [(0.0, Duration.zero), (0.5, .milliseconds(500)), (1.0, .seconds(1))] {
            var state = RetryState(.standard, deadline: start + .seconds(60))
            var quota = RetryQuota()
            let action = state.failed(.throttling, now: start, quota: &quota, jitter: jitter)
            #expect(action == .retry(at: start + pause))
        }
    }

    @Test(
        "a pause that AWS asks for is kept, within five seconds of our own",
        arguments: [
            ("1500", Duration.milliseconds(1_500)), ("100", .seconds(1)), ("6000", .seconds(6)), ("60000", .seconds(6)),
            ("-1", .seconds(1)), ("0", .seconds(1)), ("soon", .seconds(1)), ("", .seconds(1)), ("1.5", .seconds(1)),
            ("99999999999999999999", .seconds(1)),
        ])
    func retryAfter(header: String, pause: Duration) {
        #expect(pauses(.standard, .throttling, retryAfter: Duration(retryAfter: header)).first == pause)
    }

    @Test("nothing is tried at or beyond the deadline")
    func deadline() {
        #expect(pauses(.standard, .throttling, deadline: .seconds(1)) == [])
        #expect(pauses(.standard, .throttling, deadline: .milliseconds(1_001)) == [.seconds(1)])
    }

    @Test("the quota pays for retries: 35 of transient failures, 100 of throttling")
    func quota() {
        for (reason, cost, count) in [(RetryReason.transient, 14, 35), (.throttling, 5, 100)] {
            var quota = RetryQuota()
            var retries = 0
            while true {
                var state = RetryState(.standard, deadline: start + .seconds(60))
                guard case .retry = state.failed(reason, now: start, quota: &quota, jitter: 0) else { break }
                retries += 1
            }
            #expect(retries == count)
            #expect(quota.available == 500 - cost * count)
        }
    }

    @Test("a success after a retry gives the retry's tokens back, another one gives one, a failure none")
    func giveBack() {
        var quota = RetryQuota()
        var state = RetryState(.standard, deadline: start + .seconds(60))
        _ = state.failed(.transient, now: start, quota: &quota, jitter: 0)
        #expect(quota.available == 486)
        _ = state.failed(.throttling, now: start, quota: &quota, jitter: 0)
        #expect(quota.available == 481)
        var lost = state
        #expect(lost.failed(.throttling, now: start, quota: &quota, jitter: 0) == .giveUp)
        #expect(quota.available == 481)
        state.succeeded(quota: &quota)
        #expect(quota.available == 486)
        RetryState(.standard, deadline: start).succeeded(quota: &quota)
        #expect(quota.available == 487)
        for _ in 0..<20 { RetryState(.standard, deadline: start).succeeded(quota: &quota) }
        #expect(quota.available == 500)
    }
}
