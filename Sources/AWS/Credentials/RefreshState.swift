import FoundationEssentials

/// When an account's credentials are fetched anew: decisions without clocks or calls.
///
/// - Shape: whatever fails, the next wish after the pause tries again; no failure is kept for ever.
struct RefreshState: Sendable {
    private var credentials: Credentials?
    private var isRefreshing = false
    private var failures = 0
    private var pausedUntil = Date.distantPast
    private var lastError: APIError?

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

    /// How long before their end credentials are replaced: longer than any one call takes.
    static let margin: TimeInterval = 300
    /// The first pause after a failure, doubled by each further one, and the longest.
    static let pauses: (first: TimeInterval, longest: TimeInterval) = (1, 60)

    /// Somebody wants to sign something.
    mutating func want(now: Date) -> Action {
        guard let credentials, !isOver(credentials, now) else {
            if isRefreshing { return .wait }
            if now < pausedUntil, let lastError { return .fail(lastError) }
            isRefreshing = true
            return .refresh
        }
        let isDue = credentials.expiration.map { now >= $0.addingTimeInterval(-Self.margin) } ?? false
        guard isDue, !isRefreshing, now >= pausedUntil else { return .use(credentials) }
        isRefreshing = true
        return .useAndRefresh(credentials)
    }

    /// The fetch that this state asked for has ended.
    mutating func ended(_ result: Result<Credentials, APIError>, now: Date) {
        isRefreshing = false
        switch result {
        case .success(let fetched):
            credentials = fetched
            failures = 0
            pausedUntil = .distantPast
            lastError = nil
        case .failure(let error):
            // A caller that gave up says nothing about the credentials.
            guard error.code != .cancelled else { return }
            let pause = min(Self.pauses.first * Double(1 << min(failures, 10)), Self.pauses.longest)
            failures += 1
            pausedUntil = now.addingTimeInterval(pause)
            lastError = error
        }
    }

    /// AWS no longer takes `rejected`: they are not used again, while newer ones stay.
    mutating func reject(_ rejected: Credentials) {
        if credentials == rejected { credentials = nil }
    }

    private func isOver(_ credentials: Credentials, _ now: Date) -> Bool {
        credentials.expiration.map { now >= $0 } ?? false
    }
}
