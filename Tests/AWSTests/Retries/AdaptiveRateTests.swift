import Document
import FoundationEssentials
import Testing

@testable import AWS

@Suite("The rate that a service stands")
struct AdaptiveRateTests {
    /// Written by tools/rate-cases, which runs botocore.
    private static let cases: [Value] = {
        let file = Sources.root.appending(path: "Tests/Fixtures/adaptive-rate.jsonl")
        let lines = (try? Published.bytes(file).split(separator: UInt8(ascii: "\n"))) ?? []
        return lines.compactMap { try? Value(json: Array($0)) }
    }()

    @Test("six courses of requests go as with botocore: waits, rates and what was measured")
    func botocore() throws {
        #expect(Self.cases.count == 6)
        var kept = 0
        for course in Self.cases {
            var rate = AdaptiveRate(at: 0)
            for (number, step) in try #require(course["steps"]?.array).enumerated() {
                let fields = try #require(step.array)
                let times = fields[..<3].compactMap(\.double)
                let place = "course \(course["seed"] ?? .null), step \(number)"
                var asked = times[0]
                while case let wait = rate.take(at: asked), wait > 0 { asked += wait }
                #expect(abs(asked - times[1]) < 1e-6, "\(place)")
                if asked > times[0] { kept += 1 }
                rate.answered(isThrottled: fields[3] == .bool(true), at: times[2])
                #expect(abs(rate.rate - (fields[4].double ?? -1)) < 1e-6, "\(place)")
                #expect(abs(rate.measured - (fields[5].double ?? -1)) < 1e-6, "\(place)")
            }
        }
        #expect(kept > 100, "the courses hardly say anything")
    }

    /// The figures of botocore's test_throttling.py, seen from outside: 70 % at the complaint, the old rate after k seconds.
    @Test("a complaint takes three tenths; the rate is back after the time that the curve has for it, and then goes on")
    func curve() {
        var rate = AdaptiveRate(at: 0)
        for step in 1...400 { rate.answered(isThrottled: false, at: Double(step) / 8) }
        #expect(abs(rate.measured - 8) < 1e-9)
        rate.answered(isThrottled: true, at: 50)
        #expect(abs(rate.rate - 8 * 0.7) < 0.1)
        var back: Double?
        for step in 1...80 {
            let time = 50 + Double(step) / 8
            rate.answered(isThrottled: false, at: time)
            if back == nil, rate.rate >= 8 { back = time - 50 }
            #expect(rate.rate <= 2 * rate.measured + 1e-9)
        }
        #expect(abs((back ?? 0) - 1.8171205928321397) < 0.2)
        #expect(rate.rate > 15)
    }

    @Test("nothing waits before the first complaint; after it, however many come, one request in two seconds goes")
    func bounds() {
        var rate = AdaptiveRate(at: 0)
        for _ in 0..<1_000 { #expect(rate.take(at: 1) == 0) }
        for step in 0..<100 { rate.answered(isThrottled: true, at: 1 + Double(step) / 100) }
        #expect(rate.rate == 0.5)
        #expect(rate.take(at: 2) == 0, "the first second left a token")
        #expect(abs(rate.take(at: 2) - 2) < 1e-9)
        #expect(abs(rate.take(at: 3) - 1) < 1e-9)
        #expect(rate.take(at: 4) == 0)
        #expect(abs(rate.take(at: 4) - 2) < 1e-9)
    }

    @Test("time that runs back neither gives nor takes")
    func backwards() {
        var rate = AdaptiveRate(at: 100)
        rate.answered(isThrottled: true, at: 101)
        _ = rate.take(at: 101)
        let wait = rate.take(at: 101)
        #expect(wait > 0)
        #expect(rate.take(at: 50) == wait)
        #expect(rate.take(at: 101) == wait)
    }
}
