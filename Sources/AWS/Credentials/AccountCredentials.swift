import FoundationEssentials

/// Owns one account's credentials and fetches them anew, one fetch at a time.
///
/// - Isolation: an actor; thousands of callers cause one fetch.
actor AccountCredentials {
    private var state = RefreshState()
    private var refresh: Task<Void, Never>?
    private let fetch: @Sendable () async throws(APIError) -> Credentials
    private let now: @Sendable () -> Date

    init(
        now: @escaping @Sendable () -> Date = { Date() },
        fetch: @escaping @Sendable () async throws(APIError) -> Credentials
    ) {
        self.now = now
        self.fetch = fetch
    }

    /// Credentials that are good now.
    ///
    /// - Throws: `APIError` of the last fetch when there are none.
    func credentials() async throws(APIError) -> Credentials {
        // A wait ends with the fetch's result in the state, or, after a caller's cancellation, with another fetch.
        while true {
            switch state.want(now: now()) {
            case .use(let credentials): return credentials
            case .useAndRefresh(let credentials):
                start()
                return credentials
            case .refresh:
                await start().value
            case .wait:
                await refresh?.value
            case .fail(let error): throw error
            }
            if Task.isCancelled { throw APIError(.cancelled, "the call was cancelled") }
        }
    }

    /// Credentials to use after AWS rejected `rejected`; equal to them where there are no others.
    func credentials(insteadOf rejected: Credentials) async throws(APIError) -> Credentials {
        state.reject(rejected)
        return try await credentials()
    }

    /// Fetches in a task of its own, which no caller's cancellation ends: the others wait for it, too.
    @discardableResult
    private func start() -> Task<Void, Never> {
        let task = Task {
            let result: Result<Credentials, APIError>
            do throws(APIError) { result = .success(try await fetch()) } catch { result = .failure(error) }
            state.ended(result, now: now())
        }
        refresh = task
        return task
    }
}
