package import AWS
import Document
import Synchronization

/// Makes the same call that two kinds need in one account and region only once per round.
///
/// - Shape: only operations that are listed or joined more than once, by several kinds or by one, are kept, each for `lifetime`; failures are not kept.
/// - Isolation: an actor; waiting callers share one call in flight, which ends when the last of them is cancelled.
package actor SharedCalls {
    /// What makes two calls the same; the deadline does not.
    private struct Identity: Hashable {
        let operation: OperationName
        let input: Object
        let account: String
        let region: String
    }

    private typealias Answer = Result<APIResult, APIError>

    private struct Entry {
        let task: Task<Answer, Never>
        let expires: ContinuousClock.Instant
        /// Callers that wait or have waited, but for those that were cancelled meanwhile.
        var callers = 0
    }

    private let client: any APICalling
    private let shared: Set<OperationName>
    private let lifetime: Duration
    private let now: @Sendable () -> ContinuousClock.Instant
    private var entries: [Identity: Entry] = [:]
    /// The oldest first; all live equally long.
    private var ends: [(identity: Identity, expires: ContinuousClock.Instant)] = []
    private var ended = 0

    /// How long an answer serves a second kind of the same round.
    package static let roundLifetime = Duration.seconds(20)

    package init(
        _ client: any APICalling, shared: Set<OperationName>, lifetime: Duration = roundLifetime,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.client = client
        self.now = now
        self.shared = shared
        self.lifetime = lifetime
    }

    /// Makes a call, or joins another caller's.
    ///
    /// - Parameters:
    ///   - call: What is asked.
    ///   - instant: An answer to a question from before is not taken: who asks again wants to know what is now.
    /// - Returns: The answer, and whether it was made for this caller (so that requests are counted once).
    /// - Throws: `APIError`.
    package func call(
        _ call: APICall, newerThan instant: ContinuousClock.Instant? = nil
    ) async throws(APIError) -> (result: APIResult, isNew: Bool) {
        guard shared.contains(call.operation) else { return (try await client.call(call), true) }
        let identity = Identity(
            operation: call.operation, input: call.input, account: call.account, region: call.region)
        let now = now()
        forget(now)
        if let entry = entries[identity], instant.map({ entry.expires - lifetime >= $0 }) ?? true {
            return (try await answer(of: entry.task, identity).get(), false)
        }
        let client = client
        let task = Task { () -> Answer in
            do throws(APIError) { return .success(try await client.call(call)) } catch { return .failure(error) }
        }
        entries[identity] = Entry(task: task, expires: now + lifetime)
        ends.append((identity, now + lifetime))
        // Whole lists are not to stay in memory until somebody happens to ask for another one.
        Task { [weak self, lifetime] in
            try? await Task.sleep(for: lifetime)
            await self?.forget(task, identity)
        }
        let answer = await answer(of: task, identity)
        if case .failure = answer, entries[identity]?.task == task { entries[identity] = nil }
        return (try answer.get(), true)
    }

    /// The answer to a call that the rest of a cell waits for: where AWS refuses it for too many requests, it is made `again`
    /// so many times, the last ones until `deadline`; all of the cell would have to be read anew.
    package func call(
        _ call: APICall, again: Int, before deadline: ContinuousClock.Instant,
        newerThan instant: ContinuousClock.Instant? = nil
    ) async throws(APIError) -> (result: APIResult, isNew: Bool) {
        var made = call
        for _ in 0..<again {
            do throws(APIError) { return try await self.call(made, newerThan: instant) } catch {
                guard error.code == .throttled, now() < deadline else { throw error }
                made.deadline = deadline
            }
        }
        return try await self.call(made, newerThan: instant)
    }

    private func forget(_ task: Task<Answer, Never>, _ identity: Identity) {
        if entries[identity]?.task == task { entries[identity] = nil }
    }

    /// Drops what is too old.
    private func forget(_ now: ContinuousClock.Instant) {
        while ended < ends.count, ends[ended].expires <= now {
            let (identity, expires) = ends[ended]
            if let entry = entries[identity], entry.expires <= expires { entries[identity] = nil }
            ended += 1
        }
        if ended > 1_024, ended * 2 > ends.count {
            ends.removeFirst(ended)
            ended = 0
        }
    }

    /// Waits for an entry's task as one of its callers.
    private func answer(of task: Task<Answer, Never>, _ identity: Identity) async -> Answer {
        entries[identity]?.callers += 1
        return await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            Task { await self.leave(task, identity) }
        }
    }

    /// A caller was cancelled: nobody is left to want an answer when it was the last.
    private func leave(_ task: Task<Answer, Never>, _ identity: Identity) {
        guard let entry = entries[identity], entry.task == task else { return }
        entries[identity]?.callers -= 1
        guard entry.callers == 1 else { return }
        entries[identity] = nil
        task.cancel()
    }
}
