import FoundationEssentials
import Synchronization
import Testing

@testable import AWS

@Suite("Refreshing credentials")
struct RefreshTests {
    private let start = Date(timeIntervalSince1970: 1_700_000_000)

    private func keys(_ name: String, _ seconds: Double? = nil) -> Credentials {
        Credentials(accessKeyID: name, secretAccessKey: "s", expiration: seconds.map { start + $0 })
    }

    @Test(
        "credentials are replaced 15 minutes before they end and used meanwhile; from 10 minutes on they are not used")
    func windows() {
        var state = RefreshState()
        #expect(state.want(now: start) == .refresh)
        #expect(state.want(now: start) == .wait)
        let first = keys("1", 3_600)
        state.ended(.success(first), now: start)
        #expect(state.want(now: start + 2_700) == .use(first))
        #expect(state.want(now: start + 2_701) == .useAndRefresh(first))
        #expect(state.want(now: start + 2_702) == .use(first))
        #expect(state.want(now: start + 3_000) == .use(first))
        #expect(state.want(now: start + 3_001) == .wait)
        let second = keys("2", 7_200)
        state.ended(.success(second), now: start + 3_600)
        #expect(state.want(now: start + 3_600) == .use(second))
    }

    @Test("keys without end are never replaced")
    func fixed() {
        var state = RefreshState()
        _ = state.want(now: start)
        state.ended(.success(keys("1")), now: start)
        #expect(state.want(now: start + 1e9) == .use(keys("1")))
    }

    @Test("after a failure old ones are used while they last, attempts pause ever longer, and none is the last")
    func failures() {
        var state = RefreshState()
        let old = keys("1", 3_600)
        let error = APIError(.unreachable, "x")
        _ = state.want(now: start)
        state.ended(.success(old), now: start)
        #expect(state.want(now: start + 2_800) == .useAndRefresh(old))
        state.ended(.failure(error), now: start + 2_800)
        #expect(state.lastError == error)
        #expect(state.want(now: start + 2_800.5) == .use(old))
        #expect(state.want(now: start + 2_801) == .useAndRefresh(old))
        state.ended(.failure(error), now: start + 3_000)
        #expect(state.want(now: start + 3_001) == .fail(error))
        #expect(state.want(now: start + 3_002) == .refresh)

        var now = start + 3_002
        var pauses: [Double] = []
        for _ in 0..<10 {
            state.ended(.failure(error), now: now)
            var pause = 0.0
            while state.want(now: now + pause) == .fail(error) { pause += 1 }
            pauses.append(pause)
            now += pause
        }
        #expect(pauses == [4, 8, 16, 32, 60, 60, 60, 60, 60, 60])
        state.ended(.success(keys("2")), now: now)
        #expect(state.want(now: now) == .use(keys("2")))
    }

    @Test("credentials that had ended already when they came are an error, which asks for the clock")
    func ended() {
        var state = RefreshState()
        _ = state.want(now: start)
        state.ended(.success(keys("1", 0)), now: start)
        let error = APIError(
            .credentialsExpired,
            "the new credentials had ended already when they came, at 2023-11-14T22:13:20Z; is this machine's clock right?"
        )
        #expect(state.want(now: start) == .fail(error))
        #expect(state.want(now: start + 1) == .refresh)
    }

    @Test("short-lived credentials are not fetched all the time: half of their life is advisory, a third mandatory")
    func shortLives() {
        var state = RefreshState()
        _ = state.want(now: start)
        let short = keys("1", 900)
        state.ended(.success(short), now: start)
        #expect(state.want(now: start + 450) == .use(short))
        #expect(state.want(now: start + 451) == .useAndRefresh(short))
        #expect(state.want(now: start + 600) == .use(short))
        #expect(state.want(now: start + 601) == .wait)
    }

    @Test("those of an instance stay in use while no others come, and are asked for again at growing distances")
    func kept() {
        var state = RefreshState()
        _ = state.want(now: start)
        var old = keys("1", 3_600)
        old.isKept = true
        state.ended(.success(old), now: start)
        #expect(state.want(now: start + 3_500) == .refresh)
        state.ended(.failure(APIError(.unreachable, "gone")), now: start + 3_500, jitter: 0)
        // 15 and 2 minutes further: of these the first 2 are quiet.
        var extended = old
        extended.expiration = start + 3_500 + 1_020
        #expect(state.want(now: start + 3_501) == .use(extended))
        #expect(state.want(now: start + 3_620) == .use(extended))
        #expect(state.want(now: start + 3_621) == .useAndRefresh(extended))
        state.ended(.success(keys("2", 7_200)), now: start + 3_622)
        #expect(state.want(now: start + 3_622) == .use(keys("2", 7_200)))
        // AWS itself has the last word.
        state.ended(.success(old), now: start)
        state.reject(old)
        #expect(state.want(now: start) == .refresh)
    }

    @Test("while old ones are used, the failure to replace them is a warning, once; later it is an error")
    func warning() async throws {
        let now = Mutex(start)
        let fetches = Atomic(0)
        let warnings = AsyncStream<APIError>.makeStream()
        let owner = AccountCredentials(
            now: { now.withLock { $0 } }, warn: { warnings.continuation.yield($0) }
        ) { [self] () throws(APIError) in
            guard fetches.wrappingAdd(1, ordering: .relaxed).newValue == 1 else { throw APIError(.unreachable, "gone") }
            return keys("1", 3_600)
        }
        let first = try await owner.credentials(before: .now + .seconds(600))
        now.withLock { $0 = start + 2_800 }
        #expect(try await owner.credentials(before: .now + .seconds(600)) == first)
        var heard = warnings.stream.makeAsyncIterator()
        #expect(await heard.next() == APIError(.unreachable, "gone"))
        #expect(try await owner.credentials(before: .now + .seconds(600)) == first)
        now.withLock { $0 = start + 3_100 }
        await #expect(throws: APIError(.unreachable, "gone")) {
            try await owner.credentials(before: .now + .seconds(600))
        }
        warnings.continuation.finish()
        #expect(await heard.next() == nil)
    }

    @Test("rejected ones are not used again; newer ones stay")
    func rejected() {
        var state = RefreshState()
        _ = state.want(now: start)
        state.ended(.success(keys("1")), now: start)
        state.reject(keys("0"))
        #expect(state.want(now: start) == .use(keys("1")))
        state.reject(keys("1"))
        #expect(state.want(now: start) == .refresh)
    }

    @Test("an instance's are rejected by their key: another end makes no others of them")
    func rejectedKept() {
        var state = RefreshState()
        _ = state.want(now: start)
        let signed = keys("1", 60).kept(now: start, jitter: 0)
        state.ended(.success(signed), now: start)
        #expect(state.want(now: start + 130) == .useAndRefresh(signed))
        // The same key comes with a later end while a request signed with the earlier one is refused.
        state.ended(.success(keys("1", 60).kept(now: start + 130, jitter: 1)), now: start + 130)
        #expect(state.want(now: start + 131) != .use(signed))
        state.reject(signed)
        #expect(state.want(now: start + 131) == .refresh)
    }

    @Test("ten thousand callers cause one fetch")
    func singleFlight() async throws {
        let fetches = Atomic(0)
        let owner = AccountCredentials(now: { [start] in start }) { [self] () throws(APIError) in
            fetches.wrappingAdd(1, ordering: .relaxed)
            for _ in 0..<100 { await Task.yield() }
            return keys("1", 3_600)
        }
        let all = try await withThrowingTaskGroup(of: Credentials.self) { group in
            for _ in 0..<10_000 { group.addTask { try await owner.credentials(before: .now + .seconds(3600)) } }
            return try await group.reduce(into: Set<Credentials>()) { $0.insert($1) }
        }
        #expect(all == [keys("1", 3_600)])
        #expect(fetches.load(ordering: .relaxed) == 1)
    }

    @Test("a failed fetch fails all who waited, and the next after the pause succeeds")
    func recovery() async throws {
        let now = Mutex(start)
        let fetches = Atomic(0)
        let owner = AccountCredentials(now: { now.withLock { $0 } }) { [self] () throws(APIError) in
            let count = fetches.wrappingAdd(1, ordering: .relaxed).newValue
            for _ in 0..<100 { await Task.yield() }
            guard count > 1 else { throw APIError(.denied, "not yet") }
            return keys("1")
        }
        let failed = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 { group.addTask { (try? await owner.credentials(before: .now + .seconds(3600))) == nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(failed == 50)
        await #expect(throws: APIError(.denied, "not yet")) {
            try await owner.credentials(before: .now + .seconds(3600))
        }
        #expect(fetches.load(ordering: .relaxed) == 1)
        now.withLock { $0 += 1 }
        #expect(try await owner.credentials(before: .now + .seconds(3600)) == keys("1"))
    }

    @Test("a caller that gives up ends nobody's fetch")
    func cancelledCaller() async throws {
        let gate = AsyncStream<Void>.makeStream()
        let started = AsyncStream<Void>.makeStream()
        let owner = AccountCredentials(now: { [start] in start }) { [self] () throws(APIError) in
            started.continuation.yield()
            for await _ in gate.stream { break }
            guard !Task.isCancelled else { throw APIError(.cancelled, "the fetch was cancelled") }
            return keys("1")
        }
        let first = Task { try await owner.credentials(before: .now + .seconds(3600)) }
        for await _ in started.stream { break }
        let second = Task { try await owner.credentials(before: .now + .seconds(3600)) }
        first.cancel()
        await #expect(throws: APIError(.cancelled, "the call was cancelled")) { try await first.value }
        gate.continuation.yield()
        #expect(try await second.value == keys("1"))
    }

    @Test("nobody waits for a hanging fetch beyond the own deadline")
    func deadline() async throws {
        let gate = AsyncStream<Void>.makeStream()
        let owner = AccountCredentials(now: { [start] in start }) { [self] () throws(APIError) in
            for await _ in gate.stream { break }
            return keys("1")
        }
        await #expect(throws: APIError(.timeout, "no credentials before the deadline")) {
            try await owner.credentials(before: .now + .milliseconds(20))
        }
        gate.continuation.yield()
        #expect(try await owner.credentials(before: .now + .seconds(3600)) == keys("1"))
    }
}
