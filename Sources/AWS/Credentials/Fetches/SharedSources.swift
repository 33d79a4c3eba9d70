import FoundationEssentials
import Synchronization

/// What several accounts take from one place and fetch once: credentials that assume their roles, and SSO tokens.
///
/// - Isolation: callable from anywhere.
final class SharedSources: Sendable {
    private let owners = Mutex<[Base: Owner]>([:])
    private let renewals = Mutex<[String: Task<Result<SignOnToken, APIError>, Never>]>([:])

    /// What decides which credentials a plan gives: it, and whose endpoint settings count.
    private struct Base: Hashable {
        let plan: CredentialPlan
        let access: AccountAccess
    }

    /// Credentials that assume roles, and how fast they may: AWS counts who assumes, not into which accounts.
    struct Owner: Sendable {
        let credentials: AccountCredentials
        let gates: TokenServiceGates
    }

    /// A file's keys change with the file: what nobody asks for any more must not pile up.
    private static let limit = 1_024

    /// The one owner of what `plan` gives, for all accounts that reach it the same way.
    func owner(
        of plan: CredentialPlan, for access: AccountAccess, _ exchange: Exchange,
        fetch: @escaping @Sendable () async throws(APIError) -> Credentials
    ) -> Owner {
        let settings = AccountAccess(
            name: "", source: access.source.innermost, endpointURL: access.endpointURL, partition: access.partition,
            usesFIPS: access.usesFIPS, usesDualStack: access.usesDualStack)
        let key = Base(plan: plan, access: settings)
        return owners.withLock { owners in
            if let known = owners[key] { return known }
            if owners.count >= Self.limit { owners.removeAll() }
            let made = Owner(
                credentials: AccountCredentials(now: exchange.date, jitter: exchange.jitter, fetch: fetch),
                gates: TokenServiceGates(time: exchange.time))
            owners[key] = made
            return made
        }
    }

    /// The token of a sign-on, which `renew` looks at and replaces when it is about to end; one renewal at a time.
    func token(
        of signOn: SignOn, _ environment: HostEnvironment,
        renew: @escaping @Sendable (SignOnToken) async throws(APIError) -> SignOnToken
    ) async throws(APIError) -> SignOnToken {
        let path = try SignOnToken.path(of: signOn, environment)
        let task = renewals.withLock { renewals in
            if let running = renewals[path] { return running }
            let task = Task { () -> Result<SignOnToken, APIError> in
                defer { forget(path) }
                do throws(APIError) {
                    return .success(try await renew(SignOnToken(of: signOn, environment)))
                } catch {
                    return .failure(error)
                }
            }
            renewals[path] = task
            return task
        }
        return try await task.value.get()
    }

    private func forget(_ path: String) { renewals.withLock { _ = $0.removeValue(forKey: path) } }
}

extension AccountAccess.Source {
    /// The source whose credentials assume the first role.
    fileprivate var innermost: AccountAccess.Source {
        guard case .role(_, _, let base) = self else { return self }
        return base.innermost
    }
}
