import FoundationEssentials
import Synchronization

/// What several accounts take from one place and fetch once: credentials that assume their roles, and SSO tokens.
///
/// - Isolation: callable from anywhere.
final class SharedSources: Sendable {
    private let bases = Mutex<[Base: AccountCredentials]>([:])
    private let renewals = Mutex<[String: Task<Result<SignOnToken, APIError>, Never>]>([:])

    /// What decides which credentials a plan gives: it, and whose endpoint settings count.
    private struct Base: Hashable {
        let plan: CredentialPlan
        let access: AccountAccess
    }

    /// A file's keys change with the file: what nobody asks for any more must not pile up.
    private static let limit = 1_024

    /// The one owner of what `plan` gives, for all accounts that reach it the same way.
    func credentials(
        of plan: CredentialPlan, for access: AccountAccess, now: @escaping @Sendable () -> Date,
        jitter: @escaping @Sendable () -> Double,
        fetch: @escaping @Sendable () async throws(APIError) -> Credentials
    ) -> AccountCredentials {
        let settings = AccountAccess(
            name: "", source: access.source.innermost, endpointURL: access.endpointURL, partition: access.partition,
            usesFIPS: access.usesFIPS, usesDualStack: access.usesDualStack)
        let key = Base(plan: plan, access: settings)
        return bases.withLock { bases in
            if let known = bases[key] { return known }
            if bases.count >= Self.limit { bases.removeAll() }
            let made = AccountCredentials(now: now, jitter: jitter, fetch: fetch)
            bases[key] = made
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
