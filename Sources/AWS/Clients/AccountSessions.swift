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
        _ accounts: [AccountAccess], environment: HostEnvironment, endpoints: EndpointResolver, exchange: Exchange,
        warn: @escaping @Sendable (_ account: String, APIError) -> Void
    ) {
        let shared = SharedSources()
        make = { access in
            let fetcher = CredentialFetcher(
                access: access, environment: environment, endpoints: endpoints, exchange: exchange, shared: shared)
            let credentials = AccountCredentials(
                now: exchange.date, jitter: exchange.jitter, warn: { warn(access.name, $0) }
            ) { () throws(APIError) in
                try await fetcher.fetch()
            }
            return AccountSession(access, credentials: credentials, now: exchange.time.now) {
                credentials throws(APIError) in
                try await fetcher.identity(of: credentials)
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
