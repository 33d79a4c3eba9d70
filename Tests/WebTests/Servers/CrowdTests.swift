import HTTPServer
import Testing

@Suite("The HTTP server with more clients than places")
struct CrowdTests {
    @Test("who has kept it waiting longest makes room for who comes")
    func silentClients() async throws {
        var options = HTTPServerTests.patient
        options.connections = 3
        try await HTTPServerTests.withServer(options: options) { port in
            let first = try await served(port)
            var last = first
            for _ in 1...20 { last = try await served(port) }
            #expect(await first.readToEnd() == "")
            last.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await last.readAnswer()?.status == 200)
        }
    }

    /// A client that has its answer and keeps its connection.
    ///
    /// It may be closed while those that make room are on their way out; then it comes again.
    private func served(_ port: Int) async throws -> RawClient {
        while true {
            let client = try RawClient(port: port)
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            let answer = await client.readAnswer()
            if answer != "" {
                #expect(answer?.status == 200)
                return client
            }
        }
    }

    @Test("nobody whose answer is being made goes for another; that one is closed")
    func busy() async throws {
        var options = HTTPServerTests.patient
        options.connections = 3
        let kitchen = Kitchen()
        try await HTTPServerTests.withServer(options: options, handler: { _ in .later { await kitchen.serve() } }) {
            port in
            var clients: [RawClient] = []
            for count in 1...3 {
                let client = try RawClient(port: port)
                client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                await kitchen.hasOrders(count)
                clients.append(client)
            }
            let fourth = try RawClient(port: port)
            #expect(await fourth.readToEnd() == "")
            await kitchen.finish()
            for client in clients { #expect(await client.readAnswer()?.status == 200) }
        }
    }

    @Test("who reads slowly makes room, too, after a while")
    func slowReaders() async throws {
        var options = HTTPServerTests.patient
        options.connections = 1
        options.lingering = .milliseconds(50)
        try await HTTPServerTests.withServer(options: options, handler: Self.large) { port in
            let slow = try RawClient(port: port)
            slow.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await slow.readAnswer(hasBody: false)?.status == 200)
            var answer: String?
            // Closed until the slow one may be ended.
            repeat {
                let other = try RawClient(port: port)
                other.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                answer = await other.readAnswer()
            } while answer == ""
            #expect(answer?.status == 200)
        }
    }

    @Test("what is held for slow readers is bounded; small answers come all the same")
    func memory() async throws {
        var options = HTTPServerTests.patient
        options.heldBytes = 1 << 20
        try await HTTPServerTests.withServer(options: options, handler: Self.large) { port in
            var slow: RawClient? = try RawClient(port: port)
            slow?.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await slow?.readAnswer(hasBody: false)?.status == 200)
            let second = try RawClient(port: port)
            second.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
            let refusal = try #require(await second.readAnswer())
            #expect(refusal.status == 503)
            #expect(refusal.header("Retry-After") == "10")
            second.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await second.readAnswer()?.status == 200)
            // Once it has gone, what was held for it is free.
            slow = nil
            var status: Int?
            repeat {
                let other = try RawClient(port: port)
                other.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
                status = await other.readAnswer(hasBody: false)?.status
            } while status == 503
            #expect(status == 200)
        }
    }

    /// More than the system keeps for a client that does not read.
    private static let large: @Sendable (HTTPRequest) -> HTTPReply = { request in
        .now(request.target == "/large" ? HTTPResponse(body: much) : .text(200, "little"))
    }
    private static let much = [UInt8](repeating: 0x61, count: 32 << 20)
}

/// Answers that wait for one another.
private actor Kitchen {
    private var orders: [CheckedContinuation<Void, Never>] = []
    private var watchers: [(count: Int, waiting: CheckedContinuation<Void, Never>)] = []
    private var isOpen = true

    func serve() async -> HTTPResponse {
        if isOpen {
            await withCheckedContinuation { order in
                orders.append(order)
                for watcher in watchers where watcher.count <= orders.count { watcher.waiting.resume() }
                watchers.removeAll { $0.count <= orders.count }
            }
        }
        return .text(200, "ready")
    }

    func hasOrders(_ count: Int) async {
        guard orders.count < count else { return }
        await withCheckedContinuation { watchers.append((count, $0)) }
    }

    func finish() {
        isOpen = false
        for order in orders { order.resume() }
        orders = []
    }
}
