import FoundationEssentials

/// Owns one account's credentials and fetches them anew, one fetch at a time.
///
/// - Isolation: an actor; thousands of callers cause one fetch.
actor AccountCredentials {
    private var state = RefreshState()
    private var refresh: Task<Void, Never>?
    private let fetch: @Sendable () async throws(APIError) -> Credentials
    private let now: @Sendable () -> Date
    private let jitter: @Sendable () -> Double
    private let warn: @Sendable (APIError) -> Void

    /// `now` is the wall clock, `jitter` gives random numbers from 0 to 1, `warn` hears why credentials that are still
    /// used could not be replaced.
    init(
        now: @escaping @Sendable () -> Date = { Date() },
        jitter: @escaping @Sendable () -> Double = { .random(in: 0...1) },
        warn: @escaping @Sendable (APIError) -> Void = { _ in },
        fetch: @escaping @Sendable () async throws(APIError) -> Credentials
    ) {
        self.warn = warn
        self.now = now
        self.jitter = jitter
        self.fetch = fetch
    }

    /// Credentials that are good now, waited for until `deadline`.
    ///
    /// - Throws: `APIError` of the last fetch when there are none; `timeout`, `cancelled`.
    func credentials(before deadline: ContinuousClock.Instant) async throws(APIError) -> Credentials {
        // A wait ends with the fetch's result in the state: the next look there decides.
        while true {
            switch state.want(now: now()) {
            case .use(let credentials): return credentials
            case .useAndRefresh(let credentials):
                start()
                return credentials
            case .refresh:
                try await wait(for: start(), until: deadline)
            case .wait:
                if let refresh { try await wait(for: refresh, until: deadline) }
            case .fail(let error): throw error
            }
        }
    }

    /// Credentials to use after AWS rejected `rejected`; the same key where there is no other.
    func credentials(
        insteadOf rejected: Credentials, before deadline: ContinuousClock.Instant
    ) async throws(APIError) -> Credentials {
        state.reject(rejected)
        return try await credentials(before: deadline)
    }

    private func wait(for refresh: Task<Void, Never>, until deadline: ContinuousClock.Instant) async throws(APIError) {
        guard await refresh.value(before: deadline) == nil else { return }
        guard !Task.isCancelled else { throw APIError(.cancelled, "the call was cancelled") }
        throw APIError(.timeout, "no credentials before the deadline")
    }

    /// Fetches in a task of its own, which no caller's cancellation ends: the others wait for it, too.
    @discardableResult
    private func start() -> Task<Void, Never> {
        let task = Task {
            let result: Result<Credentials, APIError>
            do throws(APIError) { result = .success(try await fetch()) } catch { result = .failure(error) }
            if let warning = state.ended(result, now: now(), jitter: jitter()) { warn(warning) }
        }
        refresh = task
        return task
    }
}
