import AWS
import Document
import Synchronization

/// Canned answers by operation, account and region; counts what is asked.
final class FakeClient: APICalling, AccountIdentifying {
    typealias Answer = @Sendable (APICall) throws(APIError) -> Value

    private struct State {
        var answers: [String: Answer] = [:]
        var calls: [APICall] = []
        var identities: [String: Result<CallerIdentity, APIError>] = [:]
        var onIdentity: (@Sendable (String) -> Void)?
    }

    private let state = Mutex(State())

    /// Answers `operation` (`rds:DescribeDBInstances`) from now on.
    func on(_ operation: String, _ answer: @escaping Answer) {
        state.withLock { $0.answers[operation] = answer }
    }

    func identify(_ account: String, as identity: Result<CallerIdentity, APIError>) {
        state.withLock { $0.identities[account] = identity }
    }

    /// Runs `action` with the account's name each time somebody asks who it is.
    func onIdentity(_ action: @escaping @Sendable (String) -> Void) { state.withLock { $0.onIdentity = action } }

    var calls: [APICall] { state.withLock { $0.calls } }

    func count(_ operation: String) -> Int { calls.count { $0.operation.description == operation } }

    func call(_ call: APICall) async throws(APIError) -> APIResult {
        let answer = state.withLock { state -> Answer? in
            state.calls.append(call)
            return state.answers[call.operation.description]
        }
        guard let answer else { throw APIError(.unsupported, "no canned answer for \(call.operation)") }
        return APIResult(output: try answer(call), requests: 1, requestID: "req-1")
    }

    func identity(of account: String) async throws(APIError) -> CallerIdentity {
        let (identity, action) = state.withLock { ($0.identities[account], $0.onIdentity) }
        action?(account)
        return try identity?.get() ?? CallerIdentity(accountID: "111122223333", arn: "arn:aws:iam::111122223333:root")
    }
}
