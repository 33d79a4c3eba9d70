/// What AWS counts requests by.
struct ServiceScope: Hashable {
    let account: String
    let region: String
    /// As `models/` names it.
    let service: String
}

/// The gates of all accounts, regions and services that are being asked.
struct ServiceGates {
    private var gates: [ServiceScope: ServiceGate] = [:]
    private var sweepAt = Self.fewest

    /// So many are kept without a look at whether they are needed.
    private static let fewest = 4_096

    /// The gate of `scope`, or of its account where AWS counts all regions together.
    mutating func gate(of scope: ServiceScope, isPaced: Bool, time: Timekeeper) -> ServiceGate {
        let pace = ServicePace.of(service: scope.service)
        let scope =
            pace.isPerAccount
            ? ServiceScope(account: scope.account, region: EndpointResolver.globalRegion, service: scope.service)
            : scope
        if let gate = gates[scope] { return gate }
        if gates.count >= sweepAt { sweep() }
        let gate = ServiceGate(pace, isPaced: isPaced, time: time)
        gates[scope] = gate
        return gate
    }

    var count: Int { gates.count }

    /// Forgets the gates that nobody holds and that a new one would be as good as.
    private mutating func sweep() {
        var kept: [ServiceScope: ServiceGate] = [:]
        while case (let scope, var gate)? = gates.popFirst() {
            if !isKnownUniquelyReferenced(&gate) || !gate.isAtRest { kept[scope] = gate }
        }
        gates = kept
        sweepAt = max(Self.fewest, 2 * gates.count)
    }
}
