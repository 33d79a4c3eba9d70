import FoundationEssentials

/// When an account's credentials are fetched anew: decisions without clocks or calls.
///
/// - Source: the windows of AWS's SDKs, as botocore has them.
/// - Shape: whatever fails, the next wish after the pause tries again; no failure is kept for ever.
struct RefreshState: Sendable {
    private var credentials: Credentials?
    private var fetchedAt = Date.distantPast
    private var isRefreshing = false
    private var failures = 0
    private var pausedUntil = Date.distantPast
    /// Why the last attempt failed; nil after one that succeeded.
    private(set) var lastError: APIError?

    enum Action: Equatable {
        /// Sign with these.
        case use(Credentials)
        /// Sign with these, and fetch others meanwhile.
        case useAndRefresh(Credentials)
        /// Fetch, and wait for it.
        case refresh
        /// Somebody is fetching: wait for it.
        case wait
        /// The last attempt failed too recently to try again.
        case fail(APIError)
    }

    /// How long before their end others are fetched while they are used.
    static let advisory: TimeInterval = 900
    /// How long before their end they are no longer used.
    static let mandatory: TimeInterval = 600
    /// The first pause after a failure, doubled by each further one, and the longest.
    static let pauses: (first: TimeInterval, longest: TimeInterval) = (1, 60)

    /// Somebody wants to sign something.
    mutating func want(now: Date) -> Action {
        guard let credentials else { return refresh(now) }
        guard let expiration = credentials.expiration else { return .use(credentials) }
        let left = expiration.timeIntervalSince(now)
        let windows = windows(of: credentials, until: expiration)
        guard left >= windows.mandatory else { return refresh(now) }
        guard left < windows.advisory, !isRefreshing, now >= pausedUntil else { return .use(credentials) }
        isRefreshing = true
        return .useAndRefresh(credentials)
    }

    /// The fetch that this state asked for has ended; `jitter` is a random number from 0 to 1.
    ///
    /// - Returns: what to warn of: the first failure of several, while there are older credentials to use.
    @discardableResult
    mutating func ended(_ result: Result<Credentials, APIError>, now: Date, jitter: Double = 0.5) -> APIError? {
        isRefreshing = false
        switch result {
        case .success(let fetched):
            if let end = fetched.expiration, end <= now {
                failed(
                    APIError(
                        .credentialsExpired,
                        "the new credentials had ended already when they came, at \(end.formatted(.iso8601)); is this machine's clock right?"
                    ), now, jitter)
            } else {
                credentials = fetched
                fetchedAt = now
                failures = 0
                pausedUntil = .distantPast
                lastError = nil
            }
        case .failure(let error):
            // A caller that gave up says nothing about the credentials.
            if error.code != .cancelled { failed(error, now, jitter) }
        }
        guard failures == 1, let credentials, let expiration = credentials.expiration, expiration > now else {
            return nil
        }
        return lastError
    }

    /// AWS no longer takes `rejected`: they are not used again, while newer ones stay.
    mutating func reject(_ rejected: Credentials) {
        // An instance's may have got another end meanwhile; they are the same key.
        if let credentials, credentials.isSameKey(as: rejected) { self.credentials = nil }
    }

    private mutating func refresh(_ now: Date) -> Action {
        if isRefreshing { return .wait }
        if now < pausedUntil, let lastError { return .fail(lastError) }
        isRefreshing = true
        return .refresh
    }

    private mutating func failed(_ error: APIError, _ now: Date, _ jitter: Double) {
        let pause = min(Self.pauses.first * Double(1 << min(failures, 10)), Self.pauses.longest)
        failures += 1
        pausedUntil = now.addingTimeInterval(pause)
        lastError = error
        // Those of an instance go on while the service that issues them is away.
        if let credentials, credentials.isKept {
            self.credentials = credentials.kept(now: now, jitter: jitter)
            fetchedAt = now
        }
    }

    /// Smaller for credentials that never had so much time: they would be fetched again and again.
    private func windows(
        of credentials: Credentials, until expiration: Date
    ) -> (advisory: TimeInterval, mandatory: TimeInterval) {
        guard !credentials.isKept else { return (Self.advisory, Self.mandatory) }
        let life = expiration.timeIntervalSince(fetchedAt)
        let advisory = min(Self.advisory, life / 2)
        return (advisory, min(Self.mandatory, advisory * 2 / 3))
    }
}
