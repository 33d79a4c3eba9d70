import FoundationEssentials
import Synchronization

/// One account as the client knows it: its credentials and to whom they belong.
///
/// - Isolation: an actor; many callers cause one call to STS.
actor AccountSession {
    nonisolated let access: AccountAccess
    nonisolated let credentials: AccountCredentials
    private let settings = Mutex<EndpointSettings?>(nil)
    private let ask: @Sendable (AccountCredentials) async throws(APIError) -> CallerIdentity
    private let now: @Sendable () -> ContinuousClock.Instant
    private var known: Known?
    private var asking: Question?
    private var questions = 0

    private struct Known {
        let identity: CallerIdentity
        let accessKeyID: String
        let at: ContinuousClock.Instant
    }

    /// A call to STS on its way, for the credentials that were in use when it began.
    private struct Question {
        let number: Int
        let accessKeyID: String
        let task: Task<Result<CallerIdentity, APIError>, Never>
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

    /// What the account and its profile say of endpoints and retries, read once.
    ///
    /// - Throws: `APIError`; what cannot be read is read again the next time.
    nonisolated func settings(_ resolver: EndpointResolver) throws(APIError) -> EndpointSettings {
        if let known = settings.withLock(\.self) { return known }
        let read = try resolver.settings(of: access)
        settings.withLock { $0 = read }
        return read
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
        guard let result = await question(about: current.accessKeyID).value(before: deadline) else {
            guard !Task.isCancelled else { throw APIError(.cancelled, "the call was cancelled") }
            throw APIError(.timeout, "STS did not say before the deadline whose the credentials are")
        }
        return try result.get()
    }

    /// The call to STS for these credentials that is under way, or else a new one.
    ///
    /// Its end is its own business: a caller that gives up leaves neither an old answer nor an old failure to the next.
    private func question(about accessKeyID: String) -> Task<Result<CallerIdentity, APIError>, Never> {
        if let asking, asking.accessKeyID == accessKeyID { return asking.task }
        questions += 1
        let number = questions
        let task = Task { [ask, credentials] () -> Result<CallerIdentity, APIError> in
            let result: Result<CallerIdentity, APIError>
            do throws(APIError) { result = .success(try await ask(credentials)) } catch { result = .failure(error) }
            ended(number, result)
            return result
        }
        asking = Question(number: number, accessKeyID: accessKeyID, task: task)
        return task
    }

    /// Whether STS is being asked for the credentials of now.
    var isAsking: Bool { asking != nil }

    private func ended(_ number: Int, _ result: Result<CallerIdentity, APIError>) {
        guard let question = asking, question.number == number else { return }
        asking = nil
        guard case .success(let identity) = result else { return }
        known = Known(identity: identity, accessKeyID: question.accessKeyID, at: now())
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
