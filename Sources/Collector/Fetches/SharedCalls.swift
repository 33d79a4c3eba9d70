package import AWS
import Document
import Synchronization

/// Makes the same call that two kinds need in one account and region only once per round.
///
/// - Shape: only operations that more than one kind lists or joins are kept, each for `lifetime`; failures are not kept.
/// - Isolation: an actor; waiting callers share one call in flight.
package actor SharedCalls {
    /// What makes two calls the same; the deadline does not.
    private struct Identity: Hashable {
        let operation: OperationName
        let input: Object
        let account: String
        let region: String
    }

    private struct Entry {
        let task: Task<Result<APIResult, APIError>, Never>
        let expires: ContinuousClock.Instant
    }

    private let client: any APICalling
    private let shared: Set<OperationName>
    private let lifetime: Duration
    private var entries: [Identity: Entry] = [:]

    /// How long an answer serves a second kind of the same round.
    package static let roundLifetime = Duration.seconds(20)

    package init(_ client: any APICalling, shared: Set<OperationName>, lifetime: Duration = roundLifetime) {
        self.client = client
        self.shared = shared
        self.lifetime = lifetime
    }

    /// The answer to `call`, and whether it was made for this caller (so that requests are counted once).
    package func call(_ call: APICall) async throws(APIError) -> (result: APIResult, isNew: Bool) {
        guard shared.contains(call.operation) else { return (try await client.call(call), true) }
        let identity = Identity(
            operation: call.operation, input: call.input, account: call.account, region: call.region)
        let now = ContinuousClock.now
        entries = entries.filter { $0.value.expires > now }
        if let entry = entries[identity] { return (try await entry.task.value.get(), false) }
        let client = client
        let task = Task { () -> Result<APIResult, APIError> in
            do throws(APIError) { return .success(try await client.call(call)) } catch { return .failure(error) }
        }
        entries[identity] = Entry(task: task, expires: now + lifetime)
        let result = await task.value
        if case .failure = result { entries[identity] = nil }
        return (try result.get(), true)
    }
}
