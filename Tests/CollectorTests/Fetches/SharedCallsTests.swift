import AWS
import Collector
import Synchronization
import Testing

@Suite("Calls that several kinds share")
struct SharedCallsTests {
    /// Answers nobody, until it is cancelled.
    final class SilentClient: APICalling {
        let calls = Mutex(0)

        func call(_ call: APICall) async throws(APIError) -> APIResult {
            calls.withLock { $0 += 1 }
            do { try await Task.sleep(for: .seconds(3600)) } catch { throw APIError(.cancelled, "cancelled") }
            throw APIError(.timeout, "an hour has gone")
        }
    }

    @Test("one call serves all callers, and ends with the last of them")
    func cancelled() async throws {
        let client = SilentClient()
        let topics = OperationName(service: "sns", operation: "ListTopics")
        let shared = SharedCalls(client, shared: [topics])
        let call = APICall(topics, account: "prod", region: "eu-west-1", deadline: .now + .seconds(7200))
        let callers = (0..<3).map { _ in
            Task { () -> APIError.Code? in
                do throws(APIError) { _ = try await shared.call(call) } catch { return error.code }
                return nil
            }
        }
        while client.calls.withLock({ $0 }) == 0 { await Task.yield() }
        for caller in callers { caller.cancel() }
        for caller in callers { #expect(await caller.value == .cancelled) }
        #expect(client.calls.withLock { $0 } >= 1)
    }
}
