import FoundationEssentials
import Synchronization
import Testing

@testable import AWS

/// Whose an account's credentials are, while a question to STS takes longer than who asked it.
@Suite("Identities of accounts")
struct AccountSessionTests {
    private let time = FakeTime()
    private let key = Text("K1")
    private let sts = SlowSTS()

    private final class Text: Sendable {
        let value: Mutex<String>
        init(_ value: String) { self.value = Mutex(value) }
    }

    /// An STS that keeps its first answer until it is released.
    private final class SlowSTS: Sendable {
        private let count = Mutex(0)
        private let gate = AsyncStream<Void>.makeStream()
        let started = AsyncStream<Void>.makeStream()
        let first = Mutex(Result<String, APIError>.success("111111111111"))

        var questions: Int { count.withLock(\.self) }
        func release() { gate.continuation.finish() }

        /// The first question gets `first`, the second one an account of twos, and so on.
        func answer() async throws(APIError) -> CallerIdentity {
            let number = count.withLock { count in
                count += 1
                return count
            }
            guard number == 1 else { return Self.identity(String(repeating: "\(number)", count: 12)) }
            started.continuation.finish()
            for await _ in gate.stream {}
            return Self.identity(try first.withLock(\.self).get())
        }

        private static func identity(_ account: String) -> CallerIdentity {
            CallerIdentity(accountID: account, arn: "arn:aws:iam::\(account):user/u")
        }
    }

    /// A session of which one caller has asked and given up.
    private func abandoned() async throws -> AccountSession {
        let credentials = AccountCredentials(now: { [time] in time.date }) { [key] () throws(APIError) in
            Credentials(accessKeyID: key.value.withLock(\.self), secretAccessKey: "s")
        }
        let access = AccountAccess(name: "a", source: .profile("p"), expectedAccountID: "111111111111")
        let session = AccountSession(access, credentials: credentials, now: { [time] in time.now }) {
            [sts] _ throws(APIError) in
            try await sts.answer()
        }
        let impatient = Task { try await session.identity(before: .now + .seconds(600)) }
        for await _ in sts.started.stream {}
        impatient.cancel()
        await #expect(throws: APIError(.cancelled, "the call was cancelled")) { try await impatient.value }
        return session
    }

    /// Lets the first question end.
    private func release(_ session: AccountSession) async {
        sts.release()
        while await session.isAsking { await Task.yield() }
    }

    private func account(_ session: AccountSession, noOlderThan age: Duration? = nil) async throws -> String {
        try await session.identity(before: .now + .seconds(60), noOlderThan: age).accountID
    }

    @Test("a failure that came too late for who asked is not the next one's: STS is asked again")
    func lateFailure() async throws {
        sts.first.withLock { $0 = .failure(APIError(.timeout, "late")) }
        let session = try await abandoned()
        await release(session)
        #expect(try await account(session) == "222222222222")
        #expect(sts.questions == 2)
    }

    @Test("an answer that came too late for who asked is the next one's, and as old as it is")
    func lateAnswer() async throws {
        let session = try await abandoned()
        await release(session)
        #expect(try await account(session) == "111111111111")
        #expect(try await account(session, noOlderThan: .seconds(5)) == "111111111111")
        #expect(sts.questions == 1)
        time.pass(.seconds(60))
        #expect(try await account(session, noOlderThan: .seconds(5)) == "222222222222")
    }

    @Test("who comes while STS is asked waits for the same answer")
    func joined() async throws {
        let session = try await abandoned()
        let next = Task { try await account(session) }
        await release(session)
        #expect(try await next.value == "111111111111")
        #expect(sts.questions == 1)
    }

    @Test("an answer for the credentials of before says nothing of those of now")
    func otherCredentials() async throws {
        let session = try await abandoned()
        let old = try await session.credentials.credentials(before: .now + .seconds(60))
        key.value.withLock { $0 = "K2" }
        let new = try await session.credentials.credentials(insteadOf: old, before: .now + .seconds(60))
        #expect(new.accessKeyID == "K2")
        await #expect(throws: APIError.self) { try await session.checkedIdentity(before: .now + .seconds(60)) }
        sts.release()
        for _ in 0..<1_000 { await Task.yield() }
        #expect(try await account(session) == "222222222222")
        #expect(sts.questions == 2)
    }
}
