import FoundationEssentials
import Synchronization

/// The accounts of the configuration, and how their credentials are got.
///
/// - Isolation: callable from anywhere.
final class AccountSessions: Sendable {
    private let sessions = Mutex<[String: AccountSession]>([:])
    private let make: @Sendable (AccountAccess) -> AccountSession

    /// What fetching credentials and asking for identities may take, all attempts together.
    static let patience = Duration.seconds(15)

    init(
        _ accounts: [AccountAccess], environment: HostEnvironment, endpoints: EndpointResolver, exchange: Exchange
    ) {
        let service = SecurityTokenService(exchange: exchange)
        make = { access in
            let caller = TokenServiceCaller(access: access, endpoints: endpoints, service: service)
            let credentials = AccountCredentials(now: exchange.date) { () throws(APIError) in
                try await caller.run(CredentialPlan(access.source, environment: environment))
            }
            return AccountSession(access, credentials: credentials, now: exchange.time.now) {
                credentials throws(APIError) in
                try await caller.identity(of: credentials)
            }
        }
        add(accounts)
    }

    /// Lets further accounts in; one that is known and the same keeps its credentials.
    func add(_ accounts: [AccountAccess]) {
        sessions.withLock { sessions in
            for access in accounts where sessions[access.name]?.access != access {
                sessions[access.name] = make(access)
            }
        }
    }

    /// The account called `name`.
    ///
    /// - Throws: `APIError` (`credentialsMissing`) when the configuration has none.
    subscript(name: String) -> AccountSession {
        get throws(APIError) {
            guard let session = sessions.withLock({ $0[name] }) else {
                throw APIError(.credentialsMissing, "the configuration has no account \(name)")
            }
            return session
        }
    }
}

/// Calls STS for one account.
struct TokenServiceCaller: Sendable {
    let access: AccountAccess
    let endpoints: EndpointResolver
    let service: SecurityTokenService
    private let gate: ServiceGate

    init(access: AccountAccess, endpoints: EndpointResolver, service: SecurityTokenService) {
        self.access = access
        self.endpoints = endpoints
        self.service = service
        gate = ServiceGate(.of(service: "sts"), isPaced: access.endpointURL == nil, time: service.exchange.time)
    }

    /// Does what `plan` says, from its innermost keys outwards.
    func run(_ plan: CredentialPlan) async throws(APIError) -> Credentials {
        switch plan {
        case .fixed(let credentials): return credentials
        case .assume(let role, let base):
            let keys = try await run(base)
            let home = try home().name
            return try await anywhere(in: role.partition ?? home, with: AccountCredentials { keys }) {
                context throws(APIError) in
                try await service.assume(role, context)
            }
        }
    }

    func identity(of credentials: AccountCredentials) async throws(APIError) -> CallerIdentity {
        try await anywhere(in: home().name, with: credentials, action: "sts:GetCallerIdentity") {
            context throws(APIError) in
            try await service.callerIdentity(context)
        }
    }

    private func home() throws(APIError) -> Partitions.Partition {
        try endpoints.partition(of: EndpointResolver.globalRegion, for: access)
    }

    /// Asks the partition's first region, and its second when the first is out of reach: any region's STS will do.
    private func anywhere<T>(
        in partition: String, with credentials: AccountCredentials, action: String = "sts:AssumeRole",
        _ call: (Exchange.Context) async throws(APIError) -> T
    ) async throws(APIError) -> T {
        guard let partition = endpoints.partitions[partition] else {
            throw APIError(.unreachable, "there is no partition \(partition)")
        }
        let deadline = service.exchange.time.now() + AccountSessions.patience
        var failure: APIError?
        for region in partition.tokenServiceRegions {
            let endpoint = try endpoints.endpoint(of: "sts", region: region, for: access)
            let context = Exchange.Context(
                endpoint: endpoint, signingName: "sts", action: action, policy: .standard, gate: gate,
                credentials: credentials, deadline: deadline)
            do throws(APIError) { return try await call(context) } catch {
                guard [.unreachable, .timeout, .badResponse].contains(error.code), !endpoint.isReplacement else {
                    throw error
                }
                failure = failure ?? error
            }
        }
        throw failure ?? APIError(.unreachable, "the partition \(partition.name) has no region to ask")
    }
}

extension Partitions.Partition {
    /// Regions that no account has to enable, the usual one first.
    fileprivate var tokenServiceRegions: [String] {
        let others = ["us-west-2", "cn-north-1", "us-gov-east-1"].filter { regions[$0] != nil }
        return [signingRegion] + others
    }
}
