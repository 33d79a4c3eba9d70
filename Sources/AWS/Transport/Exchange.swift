import FoundationEssentials
import HTTPTransport

/// Sends one API request until it is answered, refused for good or out of time.
///
/// - Shape: each attempt waits for its turn, is signed anew, and its answer is understood before it counts.
struct Exchange: Sendable {
    let http: any HTTPSending
    let time: Timekeeper
    let keys: SigningKeys
    let offsets: ClockOffsets
    /// The wall clock, for signatures.
    let date: @Sendable () -> Date
    /// A random number from 0 to 1.
    let jitter: @Sendable () -> Double

    /// What a request needs besides itself.
    struct Context: Sendable {
        let endpoint: Endpoint
        let signingName: String
        /// What to name in an error (`rds:DescribeDBInstances`).
        let action: String
        let policy: RetryPolicy
        let gate: ServiceGate
        let credentials: AccountCredentials
        let deadline: ContinuousClock.Instant
    }

    /// An understood answer.
    struct Result<Output: Sendable>: Sendable {
        let output: Output
        let requestID: String?
        /// Of the answer's body, decompressed.
        let bytes: Int
    }

    /// Sends `request` as `context` says.
    ///
    /// - Throws: `APIError`.
    func send<Output: Sendable>(
        _ request: WireRequest, _ context: Context,
        understand: @Sendable (HTTPResponse) throws(APIError) -> WireAnswer<Output>
    ) async throws(APIError) -> Result<Output> {
        var requests = 0
        return try await send(request, context, counting: &requests, understand: understand)
    }

    /// The same; `requests` grows by those that were sent, also where none succeeded.
    func send<Output: Sendable>(
        _ request: WireRequest, _ context: Context, counting requests: inout Int,
        understand: @Sendable (HTTPResponse) throws(APIError) -> WireAnswer<Output>
    ) async throws(APIError) -> Result<Output> {
        var retries = RetryState(context.policy, deadline: context.deadline)
        var credentials = try await context.credentials.credentials(before: context.deadline)
        var mayCorrectClock = true
        var mayRefresh = true
        var last: APIError?
        while true {
            let signedAt = offsets.date(at: context.endpoint.host, now: date())
            let signed = sign(request, context, with: credentials, at: signedAt)
            let attempt: Attempt<Output>
            do throws(APIError) {
                attempt = try await self.attempt(signed, context, understand)
            } catch {
                // No turn for another attempt: what went wrong with the one before says more.
                throw error.code == .cancelled ? error : last ?? error
            }
            requests += 1
            switch attempt {
            case .answered(let output, let requestID, let bytes):
                context.gate.answered(isThrottled: false)
                context.gate.withQuota { retries.succeeded(quota: &$0) }
                return Result(output: output, requestID: requestID, bytes: bytes)
            case .failed(let error, let retry):
                context.gate.answered(isThrottled: false)
                try await pause(&retries, retry, retryAfter: nil, or: error, context)
                last = error
            case .fault(let fault, let response):
                let meaning = FaultClass(status: response.status, code: fault.code, message: fault.message)
                let error = APIError(fault, class: meaning, status: response.status, action: context.action)
                context.gate.answered(isThrottled: meaning.retry == .throttling)
                if meaning.mayBeSkew, mayCorrectClock,
                    offsets.note(response, from: context.endpoint.host, signedAt: signedAt, now: date())
                {
                    mayCorrectClock = false
                    continue
                }
                if meaning.mayBeStale, mayRefresh {
                    mayRefresh = false
                    let others = try await context.credentials.credentials(
                        insteadOf: credentials, before: context.deadline)
                    guard !others.isSameKey(as: credentials) else { throw error }
                    credentials = others
                    continue
                }
                let retryAfter = Duration(retryAfter: response[header: "x-amz-retry-after"])
                try await pause(&retries, meaning.retry, retryAfter: retryAfter, or: error, context)
                last = error
            }
        }
    }

    private enum Attempt<Output: Sendable>: Sendable {
        case answered(Output, requestID: String?, bytes: Int)
        case fault(WireFault, HTTPResponse)
        case failed(APIError, RetryReason?)
    }

    /// One request and its answer, in its turn.
    private func attempt<Output: Sendable>(
        _ request: HTTPRequest, _ context: Context,
        _ understand: @Sendable (HTTPResponse) throws(APIError) -> WireAnswer<Output>
    ) async throws(APIError) -> Attempt<Output> {
        try await context.gate.pass(before: context.deadline) { () async throws(APIError) -> Attempt<Output> in
            let response: HTTPResponse
            do throws(HTTPFailure) {
                response = try await http.send(request, deadline: context.deadline)
            } catch {
                return .failed(APIError(error), RetryReason(error))
            }
            do throws(APIError) {
                return switch try understand(response) {
                case .output(let output, let requestID):
                    .answered(output, requestID: requestID, bytes: response.body.count)
                case .fault(let fault): .fault(fault, response)
                }
            } catch {
                // A server in trouble, or a proxy before it, answers in its own language.
                return response.status >= 400 ? .fault(WireFault(), response) : .failed(error, nil)
            }
        }
    }

    private func pause(
        _ retries: inout RetryState, _ reason: RetryReason?, retryAfter: Duration?, or error: APIError,
        _ context: Context
    ) async throws(APIError) {
        let action = context.gate.withQuota { quota in
            retries.failed(reason, retryAfter: retryAfter, now: time.now(), quota: &quota, jitter: jitter())
        }
        guard case .retry(let instant) = action else { throw error }
        try await time.wait(until: instant)
    }

    private func sign(
        _ request: WireRequest, _ context: Context, with credentials: Credentials, at date: Date
    ) -> HTTPRequest {
        let endpoint = context.endpoint
        // A replacement has one name; the virtual hosts of AWS stand in no other's DNS.
        let host = (endpoint.isReplacement ? "" : request.hostPrefix ?? "") + endpoint.host
        // Paths in a bucket are empty where the endpoint holds its name.
        let joined = endpoint.basePath + request.path
        let path = joined.isEmpty ? "/" : joined
        let signature = Signer(region: endpoint.signingRegion, service: context.signingName, keys: keys).sign(
            SignableRequest(
                method: request.method, host: host, path: path, query: request.query,
                headers: request.headers + endpoint.headers, body: request.body),
            with: credentials, at: date)
        return HTTPRequest(
            method: request.method,
            url: "\(endpoint.scheme)://\(host)\(path)\(request.query.isEmpty ? "" : "?")\(request.query)",
            headers: signature.headers + [HTTPHeader("User-Agent", "elastatus")], body: request.body)
    }
}
