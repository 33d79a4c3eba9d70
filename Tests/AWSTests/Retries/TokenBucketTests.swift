import Testing

@testable import AWS

@Suite("The pace of requests")
struct TokenBucketTests {
    private let start = ContinuousClock.now

    private func seconds(_ bucket: inout TokenBucket, at time: Double) -> Double {
        let now = start + .seconds(time)
        return ((bucket.take(now: now) - now) / .seconds(1) * 1_000).rounded() / 1_000
    }

    @Test("a burst at once, then one by one")
    func burst() {
        var bucket = TokenBucket(rate: 5, burst: 3, now: start)
        #expect((0..<6).map { _ in seconds(&bucket, at: 0) } == [0, 0, 0, 0.2, 0.4, 0.6])
        #expect(seconds(&bucket, at: 0.6) == 0.2)
        #expect((0..<4).map { _ in seconds(&bucket, at: 100) } == [0, 0, 0, 0.2])
    }

    @Test("time that stands still or runs back gives nothing")
    func backwards() {
        var bucket = TokenBucket(rate: 1, burst: 1, now: start)
        #expect(seconds(&bucket, at: 10) == 0)
        #expect(seconds(&bucket, at: 10) == 1)
        _ = bucket.take(now: start)
        #expect(seconds(&bucket, at: 10) == 3)
    }

    @Test("a place given back is another's")
    func giveBack() {
        var bucket = TokenBucket(rate: 1, burst: 1, now: start)
        _ = seconds(&bucket, at: 0)
        #expect(seconds(&bucket, at: 0) == 1)
        bucket.giveBack(now: start)
        #expect(seconds(&bucket, at: 0) == 1)
        for _ in 0..<9 { bucket.giveBack(now: start) }
        #expect((0..<2).map { _ in seconds(&bucket, at: 0) } == [0, 1])
    }

    @Test("a complaint halves the pace and takes the burst, many at once count once")
    func throttled() {
        var bucket = TokenBucket(rate: 8, burst: 10, now: start)
        for _ in 0..<20 { bucket.throttled(now: start) }
        #expect(bucket.rate == 4)
        #expect(seconds(&bucket, at: 0) == 0.25)
        bucket.throttled(now: start + .seconds(2))
        #expect(bucket.rate == 2)
        for step in 2..<20 { bucket.throttled(now: start + .seconds(2 * step)) }
        #expect(bucket.rate == 0.5)
    }

    @Test("the pace comes back by a tenth every five quiet seconds, and no further")
    func recovery() {
        var bucket = TokenBucket(rate: 10, burst: 10, now: start)
        bucket.throttled(now: start)
        for (time, rate) in [(4.9, 5.0), (5, 6), (9, 6), (10, 7), (22, 9), (26, 10), (500, 10)] {
            _ = bucket.take(now: start + .seconds(time))
            #expect(abs(bucket.rate - rate) < 1e-9, "after \(time) s")
        }
    }

    @Test("what AWS allows is never reached")
    func limits() {
        for (service, rate, burst) in [("ec2", 20.0, 100.0), ("route53", 10, 50), ("elb", 10, 40), ("elbv2", 10, 40)] {
            let pace = ServicePace.of(service: service)
            #expect(pace.rate <= rate / 2 && pace.burst <= burst / 2)
        }
        #expect(ServicePace.of(service: "rds") == ServicePace(rate: 5, burst: 10, concurrency: 8))
    }
}
