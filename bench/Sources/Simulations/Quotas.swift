import AWS

/// Counts requests as AWS does: against the pace we promise, and as a share of what AWS documents.
struct Quotas {
    private struct Bucket {
        var tokens: Double
        var at: Double
        var minute = 0
        var count = 0
    }

    private var buckets: [Int: Bucket] = [:]
    private(set) var requests = 0
    /// Requests that came faster than promised.
    private(set) var overshoot = 0
    /// Of the busiest minute of any bucket, what AWS allows in a minute.
    private(set) var busiestShare = 0.0
    private(set) var busiest = ""

    /// A request of `account` to `service` in `region`, `time` seconds after the start.
    mutating func note(account: Substring, region: Substring, service: String, at time: Double) {
        requests += 1
        let pace = ServicePace.of(service: service)
        var hasher = Hasher()
        hasher.combine(account)
        hasher.combine(service)
        if !pace.isPerAccount { hasher.combine(region) }
        let key = hasher.finalize()
        var bucket = buckets[key] ?? Bucket(tokens: pace.own.burst, at: time)
        bucket.tokens = min(pace.own.burst, bucket.tokens + (time - bucket.at) * pace.own.rate) - 1
        bucket.at = time
        // Rounding is nobody's fault.
        if bucket.tokens < -1e-6 {
            overshoot += 1
            bucket.tokens += 1
        }
        let minute = Int(time / 60)
        bucket.count = bucket.minute == minute ? bucket.count + 1 : 1
        bucket.minute = minute
        buckets[key] = bucket
        guard let quota = pace.quota else { return }
        let share = Double(bucket.count) / (quota.rate * 60)
        if share > busiestShare {
            busiestShare = share
            busiest = service
        }
    }
}
