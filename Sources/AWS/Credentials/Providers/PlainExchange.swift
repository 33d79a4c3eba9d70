import HTTPTransport

/// Sends requests that nobody signs: to metadata services, IAM Identity Center and, with a token, to STS.
struct PlainExchange: Sendable {
    let http: any HTTPSending
    let time: Timekeeper
    /// A random number from 0 to 1.
    let jitter: @Sendable () -> Double

    /// One attempt that ends after `patience`.
    ///
    /// - Throws: `HTTPFailure`.
    func ask(_ request: HTTPRequest, within patience: Duration) async throws(HTTPFailure) -> HTTPResponse {
        var request = request
        request.headers.append(HTTPHeader("User-Agent", "elastatus"))
        return try await http.send(request, deadline: time.now() + patience)
    }

    /// Attempts until an answer is understood, as the standard retry mode of AWS has them.
    ///
    /// - Throws: `APIError`; `action` names what was denied.
    func send<Output: Sendable>(
        _ request: HTTPRequest, action: String, before deadline: ContinuousClock.Instant,
        understand: (HTTPResponse) throws(APIError) -> WireAnswer<Output>
    ) async throws(APIError) -> Output {
        var retries = RetryState(.standard, deadline: deadline)
        var quota = RetryQuota()
        while true {
            let (error, reason) = try await attempt(request, action, deadline, understand)
            switch error {
            case .success(let output): return output
            case .failure(let error):
                guard
                    case .retry(let instant) = retries.failed(
                        reason, now: time.now(), quota: &quota, jitter: jitter())
                else { throw error }
                try await time.wait(until: instant)
            }
        }
    }

    private func attempt<Output: Sendable>(
        _ request: HTTPRequest, _ action: String, _ deadline: ContinuousClock.Instant,
        _ understand: (HTTPResponse) throws(APIError) -> WireAnswer<Output>
    ) async throws(APIError) -> (Result<Output, APIError>, RetryReason?) {
        let response: HTTPResponse
        do throws(HTTPFailure) { response = try await ask(request, within: deadline - time.now()) } catch {
            return (.failure(APIError(error)), RetryReason(error))
        }
        do throws(APIError) {
            switch try understand(response) {
            case .output(let output, _): return (.success(output), nil)
            case .fault(let fault):
                let meaning = FaultClass(status: response.status, code: fault.code, message: fault.message)
                let error = APIError(fault, class: meaning, status: response.status, action: action)
                // The token's issuer could not be reached by STS, for once.
                return (.failure(error), fault.code == "IDPCommunicationError" ? .transient : meaning.retry)
            }
        } catch {
            guard response.status >= 400 else { throw error }
            let meaning = FaultClass(status: response.status, code: nil, message: nil)
            return (
                .failure(APIError(WireFault(), class: meaning, status: response.status, action: action)), meaning.retry
            )
        }
    }
}
