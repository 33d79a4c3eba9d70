import Testing

@testable import AWS

@Suite("The door to one service")
struct ServiceGateTests {
    private let time = FakeTime()

    private func pass(_ gate: ServiceGate, _ count: Int) async throws {
        for _ in 0..<count {
            try await gate.pass(before: time.now + .seconds(60)) { () throws(APIError) in }
            gate.answered(isThrottled: false)
        }
    }

    @Test("the lower of the documented pace and of what the service stands wins", arguments: [true, false])
    func lower(isPaced: Bool) async throws {
        let gate = ServiceGate(.init(own: .init(burst: 5, rate: 10)), isPaced: isPaced, time: time.keeper)
        try await pass(gate, 5)
        #expect(time.elapsed == .zero)
        try await pass(gate, 20)
        #expect(abs(time.elapsed / .seconds(1) - (isPaced ? 2 : 0)) < 1e-6)
        for _ in 0..<6 { gate.answered(isThrottled: true) }
        let before = time.elapsed
        try await pass(gate, 10)
        #expect(time.elapsed - before > .seconds(1.5), "complaints slow the next requests down")
        #expect(!gate.isAtRest)
    }

    @Test("a turn that would come too late is told at once, and takes nobody's token")
    func late() async throws {
        let gate = ServiceGate(.init(own: .init(burst: 1, rate: 1)), isPaced: true, time: time.keeper)
        try await pass(gate, 1)
        for _ in 0..<50 {
            await #expect(throws: APIError.self) {
                try await gate.pass(before: time.now + .milliseconds(500)) { () throws(APIError) in }
            }
        }
        #expect(time.elapsed == .zero)
        try await pass(gate, 1)
        #expect(time.elapsed == .seconds(1))
    }

    @Test("a deadline that has passed is a timeout, not the service's complaint")
    func passed() async throws {
        let gate = ServiceGate(.init(own: .init(burst: 1, rate: 1)), isPaced: true, time: time.keeper)
        await #expect(throws: APIError(.timeout, "no time was left for another request")) {
            try await gate.pass(before: time.now) { () throws(APIError) in }
        }
        try await pass(gate, 1)
        await #expect(throws: APIError(.throttled, "too many calls of this service wait for their turn")) {
            try await gate.pass(before: time.now + .milliseconds(1)) { () throws(APIError) in }
        }
    }

    @Test("gates at rest are forgotten, those in use are not")
    func forgotten() async throws {
        var gates = ServiceGates()
        func gate(_ number: Int) -> ServiceGate {
            gates.gate(
                of: ServiceScope(account: "\(number)", region: "r", service: "rds"), isPaced: true, time: time.keeper)
        }
        let held = gate(-1)
        try await gate(-2).pass(before: time.now + .seconds(60)) { () throws(APIError) in }
        for number in 0..<20_000 { _ = gate(number) }
        #expect(gates.count <= 8_192)
        #expect(gate(-1) === held)
        #expect(!gate(-2).isAtRest)
        time.pass(.seconds(1))
        #expect(gate(-2).isAtRest)
    }
}
