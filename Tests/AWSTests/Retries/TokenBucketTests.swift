import FoundationEssentials
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
        #expect(bucket.isFull(now: start))
        #expect((0..<2).map { _ in seconds(&bucket, at: 0) } == [0, 1])
        #expect(!bucket.isFull(now: start))
    }

    @Test("whatever comes, no span of time sees more than the burst and what it refills, to one in a hundred")
    func overshoot() {
        var chance = SystemRandomNumberGenerator()
        for (rate, burst) in [(5.0, 10.0), (10, 50), (0.5, 1)] {
            var bucket = TokenBucket(rate: rate, burst: burst, now: start)
            var sent: [Double] = []
            var time = 0.0
            for _ in 0..<600 {
                // Bursts, steady streams and quiet times.
                time += [0, 0, 0.01, 0.3, 9].randomElement(using: &chance) ?? 0
                let now = start + .seconds(time)
                sent.append((bucket.take(now: now) - start) / .seconds(1))
            }
            var excess = 0.0
            for first in sent.indices {
                for last in sent.indices[first...] {
                    let allowed: Double = burst + rate * (sent[last] - sent[first])
                    excess = max(excess, Double(last - first + 1) / allowed)
                }
            }
            #expect(excess <= 1.01, "more than \(burst) and \(rate) a second")
        }
    }

    @Test("what AWS documents is never reached, and what it does not is asked five times a second")
    func limits() throws {
        let services = try ModelStore(directories: [Sources.root.appending(path: "models").path()]).services
        for (service, pace) in ServicePace.known {
            #expect(services.contains(service), "there is no \(service)")
            guard let quota = pace.quota else {
                #expect(pace.own.rate <= 5 && pace.own.burst <= 10)
                continue
            }
            #expect(pace.own.rate <= quota.rate / 2 && pace.own.burst <= quota.burst, "\(service)")
        }
        #expect(ServicePace.of(service: "ec2").quota == .init(burst: 100, rate: 20))
        #expect(ServicePace.of(service: "sts").quota == .init(burst: 600, rate: 600))
        #expect(ServicePace.of(service: "elb").quota == .init(burst: 40, rate: 10))
        #expect(ServicePace.of(service: "route53").own.rate <= 5 && ServicePace.of(service: "route53").isPerAccount)
        for service in ["rds", "cloudformation", "elasticache", "sns", "sqs"] {
            #expect(ServicePace.of(service: service) == ServicePace(own: .init(burst: 10, rate: 5)))
        }
    }
}
