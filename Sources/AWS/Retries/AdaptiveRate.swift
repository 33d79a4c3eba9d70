import Glibc

/// The rate that a service was seen to stand: no limit until its first complaint, then one that falls with each and grows back.
///
/// - Source: adaptive mode of the AWS SDKs as botocore has it (`retries/adaptive.py`), number for number.
/// - Units: times are seconds since any moment that stays the same.
package struct AdaptiveRate: Sendable, Hashable {
    private var meter: RateMeter
    private var curve: CubicCurve
    private var bucket: RefillingBucket
    /// Whether the service has complained, so that the rate is kept.
    package private(set) var isEnabled = false

    /// The rate grows to twice of what is really sent at most: a limit that nobody meets says nothing.
    private static let headroom = 2.0

    package init(at time: Double) {
        meter = RateMeter(at: time)
        curve = CubicCurve(limit: 0, at: time)
        bucket = RefillingBucket(rate: 1, at: time)
    }

    /// Requests per second that may be sent now, where the rate is kept.
    package var rate: Double { bucket.rate }
    /// Requests per second that were answered of late.
    package var measured: Double { meter.rate }

    /// An answer came, a complaint about too many requests or any other.
    package mutating func answered(isThrottled: Bool, at time: Double) {
        let measured = meter.record(at: time)
        let next: Double
        if isThrottled {
            next = curve.failed(at: isEnabled ? min(measured, bucket.rate) : measured, time: time)
            isEnabled = true
        } else {
            next = curve.succeeded(at: time)
        }
        bucket.set(rate: min(next, Self.headroom * measured), at: time)
    }

    /// Takes one request's token if there is one.
    ///
    /// - Returns: 0 when it was taken; otherwise how many seconds until there may be one: ask again then.
    package mutating func take(at time: Double) -> Double { isEnabled ? bucket.take(at: time) : 0 }
}

/// How fast answers come, smoothed over half seconds.
private struct RateMeter: Hashable {
    private static let smoothing = 0.8
    private static let span = 0.5

    private(set) var rate = 0.0
    private var count = 0.0
    private var spanBegan: Double

    init(at time: Double) { spanBegan = time.rounded(.down) }

    mutating func record(at time: Double) -> Double {
        let span = (time / Self.span).rounded(.down) * Self.span
        count += 1
        if span > spanBegan {
            rate = count / (span - spanBegan) * Self.smoothing + rate * (1 - Self.smoothing)
            count = 0
            spanBegan = span
        }
        return rate
    }
}

/// The curve of TCP CUBIC: back to where it went wrong quickly, careful around there, then bold.
private struct CubicCurve: Hashable {
    private static let scale = 0.4
    private static let beta = 0.7

    private var limit: Double
    private var failedAt: Double
    /// Seconds from a failure until the curve is back at the limit.
    private var inflection: Double

    init(limit: Double, at time: Double) {
        self.limit = limit
        failedAt = time
        inflection = Self.inflection(of: limit)
    }

    func succeeded(at time: Double) -> Double {
        let distance = time - failedAt - inflection
        return Self.scale * distance * distance * distance + limit
    }

    mutating func failed(at rate: Double, time: Double) -> Double {
        self = CubicCurve(limit: rate, at: time)
        return rate * Self.beta
    }

    private static func inflection(of limit: Double) -> Double { cbrt(limit * (1 - beta) / scale) }
}

/// A token bucket whose rate changes, with room for one second's tokens.
private struct RefillingBucket: Hashable {
    /// Below this an answer is hardly an answer any more.
    private static let slowest = 0.5
    /// A wait that no clock can tell from none.
    private static let nothing = 1e-9

    private(set) var rate: Double
    private var room: Double
    private var tokens = 0.0
    private var filledAt: Double

    init(rate: Double, at time: Double) {
        self.rate = max(rate, Self.slowest)
        room = max(rate, 1)
        filledAt = time
    }

    mutating func set(rate: Double, at time: Double) {
        fill(time)
        self.rate = max(rate, Self.slowest)
        room = max(rate, 1)
        tokens = min(tokens, room)
    }

    mutating func take(at time: Double) -> Double {
        fill(time)
        let wait = (1 - tokens) / rate
        guard wait <= Self.nothing else { return wait }
        tokens -= 1
        return 0
    }

    private mutating func fill(_ time: Double) {
        guard time > filledAt else { return }
        tokens = min(room, tokens + (time - filledAt) * rate)
        filledAt = time
    }
}
