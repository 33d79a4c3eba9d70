import Synchronization

/// The gates to STS of one caller, one for each region.
///
/// - Isolation: callable from anywhere.
final class TokenServiceGates: Sendable {
    private let gates = Mutex<[String: ServiceGate]>([:])
    private let time: Timekeeper

    init(time: Timekeeper) { self.time = time }

    /// The gate to the STS at `endpoint`.
    func gate(to endpoint: Endpoint) -> ServiceGate {
        gates.withLock { gates in
            if let known = gates[endpoint.host] { return known }
            let made = ServiceGate(.of(service: "sts"), isPaced: !endpoint.isReplacement, time: time)
            gates[endpoint.host] = made
            return made
        }
    }
}
