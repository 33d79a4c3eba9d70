import HTTPTransport
import Synchronization
import Testing

@Suite("Giving up on a request")
struct HTTPCancellationTests {
    /// Says when a request has arrived, and when its connection was given up.
    private final class Witness: Sendable {
        let arrived = AsyncStream<Void>.makeStream()
        let left = AsyncStream<Void>.makeStream()
    }

    /// A server that reads a request, never answers, and waits for the peer to leave.
    private func hangingServer(_ witness: Witness) throws -> LoopbackServer {
        try LoopbackServer { connection in
            guard connection.readRequest() != nil else { return }
            witness.arrived.continuation.yield()
            connection.waitForPeer()
            witness.left.continuation.yield()
        }
    }

    @Test("cancelling the task ends the transfer and closes its connection")
    func running() async throws {
        let witness = Witness()
        let server = try hangingServer(witness)
        defer { server.close() }
        let client = try HTTPClient()
        defer { client.shutdown() }
        let task = Task { try await client.send(HTTPRequest(url: server.url), deadline: .now + .seconds(600)) }
        _ = await witness.arrived.stream.first { true }
        task.cancel()
        await #expect(throws: HTTPFailure(.cancelled, "the request was cancelled")) { try await task.value }
        _ = await witness.left.stream.first { true }
    }

    @Test("a task that was cancelled before sends nothing")
    func before() async throws {
        let server = try LoopbackServer { _ in LoopbackAnswer() }
        defer { server.close() }
        let client = try HTTPClient()
        defer { client.shutdown() }
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await client.send(HTTPRequest(url: server.url), deadline: .now + .seconds(600))
        }
        task.cancel()
        await #expect(throws: HTTPFailure(.cancelled, "the request was cancelled")) { try await task.value }
        #expect(server.accepted == 0)
    }

    @Test("a cancelled request leaves the others alone")
    func others() async throws {
        let witness = Witness()
        let server = try LoopbackServer { connection in
            while let request = connection.readRequest() {
                if request.target == "/hang" {
                    witness.arrived.continuation.yield()
                    connection.waitForPeer()
                    return
                }
                connection.write(LoopbackAnswer(200, "ok").bytes)
            }
        }
        defer { server.close() }
        let client = try HTTPClient()
        defer { client.shutdown() }
        let task = Task {
            try await client.send(HTTPRequest(url: server.url + "/hang"), deadline: .now + .seconds(600))
        }
        _ = await witness.arrived.stream.first { true }
        async let first = client.send(HTTPRequest(url: server.url + "/1"), deadline: .now + .seconds(600))
        task.cancel()
        async let second = client.send(HTTPRequest(url: server.url + "/2"), deadline: .now + .seconds(600))
        #expect(try await [first.status, second.status] == [200, 200])
        await #expect(throws: HTTPFailure.self) { try await task.value }
    }

    @Test("many cancellations at every moment: each request gets exactly one answer")
    func storm() async throws {
        let server = try LoopbackServer { _ in LoopbackAnswer(200, "ok") }
        defer { server.close() }
        let client = try HTTPClient()
        defer { client.shutdown() }
        let outcomes = await withTaskGroup(of: String.self) { group in
            for number in 0..<300 {
                group.addTask {
                    let task = Task {
                        try await client.send(HTTPRequest(url: server.url), deadline: .now + .seconds(600)).status
                    }
                    for _ in 0..<(number % 40) { await Task.yield() }
                    task.cancel()
                    switch await task.result {
                    case .success(let status): return "\(status)"
                    case .failure(let failure): return (failure as? HTTPFailure)?.code.rawValue ?? "\(failure)"
                    }
                }
            }
            return await group.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        }
        #expect(outcomes.values.reduce(0, +) == 300)
        #expect(Set(outcomes.keys).isSubset(of: ["200", "cancelled"]))
    }

    @Test("shutting down ends what runs and refuses what comes")
    func shutdown() async throws {
        let witness = Witness()
        let server = try hangingServer(witness)
        defer { server.close() }
        let client = try HTTPClient()
        let task = Task { try await client.send(HTTPRequest(url: server.url), deadline: .now + .seconds(600)) }
        _ = await witness.arrived.stream.first { true }
        client.shutdown()
        let ended = HTTPFailure(.cancelled, "the client was shut down")
        await #expect(throws: ended) { try await task.value }
        await #expect(throws: ended) {
            try await client.send(HTTPRequest(url: server.url), deadline: .now + .seconds(600))
        }
        client.shutdown()
    }
}
