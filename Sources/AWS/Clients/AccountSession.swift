import FoundationEssentials

/// One account as the client knows it: its credentials and to whom they belong.
///
/// - Isolation: an actor; many callers cause one call to STS.
actor AccountSession {
    nonisolated let access: AccountAccess
    nonisolated let credentials: AccountCredentials
    private let ask: @Sendable (AccountCredentials) async throws(APIError) -> CallerIdentity
    private let now: @Sendable () -> ContinuousClock.Instant
    private var known: Known?
    private var asking: Task<Result<CallerIdentity, APIError>, Never>?

    private struct Known {
        let identity: CallerIdentity
        let accessKeyID: String
        let at: ContinuousClock.Instant
    }

    init(
        _ access: AccountAccess, credentials: AccountCredentials,
        now: @escaping @Sendable () -> ContinuousClock.Instant,
        ask: @escaping @Sendable (AccountCredentials) async throws(APIError) -> CallerIdentity
    ) {
        self.access = access
        self.credentials = credentials
        self.now = now
        self.ask = ask
    }

    /// To whom the credentials belong; asked again when they changed or the answer is older than `age`.
    ///
    /// - Throws: `APIError` of the question; `timeout`, `cancelled`.
    func identity(
        before deadline: ContinuousClock.Instant, noOlderThan age: Duration? = nil
    ) async throws(APIError) -> CallerIdentity {
        let current = try await credentials.credentials(before: deadline)
        if let known, known.accessKeyID == current.accessKeyID, age.map({ now() - known.at <= $0 }) ?? true {
            return known.identity
        }
        let task =
            asking
            ?? Task { [ask, credentials] in
                do throws(APIError) { return .success(try await ask(credentials)) } catch { return .failure(error) }
            }
        asking = task
        guard let result = await task.value(before: deadline) else {
            guard !Task.isCancelled else { throw APIError(.cancelled, "the call was cancelled") }
            throw APIError(.timeout, "STS did not say before the deadline whose the credentials are")
        }
        if asking == task { asking = nil }
        let identity = try result.get()
        known = Known(identity: identity, accessKeyID: current.accessKeyID, at: now())
        return identity
    }

    /// To whom the credentials belong, when that is whom the configuration expects.
    ///
    /// - Throws: `APIError`, `accountMismatch` for another account.
    func checkedIdentity(before deadline: ContinuousClock.Instant) async throws(APIError) -> CallerIdentity {
        let identity = try await identity(before: deadline)
        guard let expected = access.expectedAccountID, expected != identity.accountID else { return identity }
        throw APIError(
            .accountMismatch,
            "the credentials of \(access.name) belong to account \(identity.accountID), not to \(expected)")
    }
}
