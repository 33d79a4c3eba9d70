import AWS
import Collector
import Synchronization

/// Makes calls through a client and remembers what each took.
final class CallRecorder: APICalling, AccountIdentifying {
    /// One call that was made.
    struct Made: Sendable {
        let operation: OperationName
        let requests: Int
        let took: Duration
        let error: APIError?
    }

    private let client: any APICalling & AccountIdentifying
    private let seen = Mutex<[Made]>([])

    init(_ client: any APICalling & AccountIdentifying) { self.client = client }

    /// All calls in the order of their ends.
    var made: [Made] { seen.withLock { $0 } }

    func call(_ call: APICall) async throws(APIError) -> APIResult {
        let start = ContinuousClock.now
        do throws(APIError) {
            let result = try await client.call(call)
            note(call, result.requests, start, nil)
            return result
        } catch {
            note(call, 1, start, error)
            throw error
        }
    }

    func identity(of account: String) async throws(APIError) -> CallerIdentity {
        try await client.identity(of: account)
    }

    private func note(_ call: APICall, _ requests: Int, _ start: ContinuousClock.Instant, _ error: APIError?) {
        let made = Made(operation: call.operation, requests: requests, took: .now - start, error: error)
        seen.withLock { $0.append(made) }
    }
}
