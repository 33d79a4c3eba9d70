import HTTPServer
import Testing

@Suite("The HTTP server over a socket")
struct HTTPServerTests {
    /// Limits of time that a client of these tests never meets, however busy the machine is.
    static var patient: HTTPServerOptions {
        var options = HTTPServerOptions()
        (options.idle, options.head, options.body) = (.seconds(3600), .seconds(3600), .seconds(3600))
        return options
    }

    /// Runs `body` against a server that answers with what it was asked.
    static func withServer(
        options: HTTPServerOptions = patient,
        handler: @escaping @Sendable (HTTPRequest) -> HTTPReply = echo,
        _ body: (Int) async throws -> Void
    ) async throws {
        let server = HTTPServer(options: options, handler: handler)
        let port = try server.start(host: "127.0.0.1", port: 0)
        do {
            try await body(port)
            await server.stop()
        } catch {
            await server.stop()
            throw error
        }
    }

    static let echo: @Sendable (HTTPRequest) -> HTTPReply = { request in
        .now(.text(200, "\(request.method.rawValue) \(request.target) \(request.body.count)"))
    }

    private func ask(_ text: String, port: Int) async throws -> String {
        let client = try RawClient(port: port)
        client.send(text)
        return try #require(await client.readToEnd())
    }

    @Test("targets arrive as they were sent, and connections are kept")
    func keepAlive() async throws {
        try await Self.withServer { port in
            let client = try RawClient(port: port)
            for target in ["/a%2Fb/../%00?q=%zz&a=b", "/", "/?", "//x?a&b&c=", "/\u{7E}"] {
                client.send("GET \(target) HTTP/1.1\r\nHost: x\r\n\r\n")
                let answer = try #require(await client.readAnswer())
                #expect(answer.status == 200)
                #expect(answer.hasSuffix("GET \(target) 0\n"))
                #expect(answer.header("Connection") == nil)
            }
        }
    }

    @Test("pipelined requests are answered in order")
    func pipelined() async throws {
        try await Self.withServer { port in
            let text = (1...5).map { "GET /\($0) HTTP/1.1\r\nHost: x\r\n\($0 == 5 ? "Connection: close\r\n" : "")\r\n" }
            let answer = try await ask(text.joined(), port: port)
            #expect(answer.components("GET /") == ["1 0\n", "2 0\n", "3 0\n", "4 0\n", "5 0\n"])
        }
    }

    @Test("a HEAD says how long the GET is and sends nothing")
    func head() async throws {
        try await Self.withServer { port in
            let client = try RawClient(port: port)
            client.send("GET /x HTTP/1.1\r\nHost: x\r\n\r\n")
            let get = try #require(await client.readAnswer())
            client.send("HEAD /xx HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            let head = try #require(await client.readToEnd())
            #expect(get.header("Content-Length") == "9")
            #expect(head.header("Content-Length") == "11")
            #expect(head.hasSuffix("\r\n\r\n"))
        }
    }

    @Test("a body is read where one is taken")
    func body() async throws {
        try await Self.withServer { port in
            let client = try RawClient(port: port)
            client.send("POST /-/x HTTP/1.1\r\nHost: x\r\nContent-Length: 65536\r\n\r\n")
            client.send([UInt8](repeating: 0x61, count: 65536))
            #expect(await client.readAnswer()?.hasSuffix("POST /-/x 65536\n") == true)
            client.send("GET /next HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await client.readAnswer()?.hasSuffix("GET /next 0\n") == true)
        }
    }

    @Test("an answer may come later, from anywhere")
    func later() async throws {
        let handler: @Sendable (HTTPRequest) -> HTTPReply = { request in
            .later {
                await Task.yield()
                return .text(200, "late \(request.target)")
            }
        }
        try await Self.withServer(handler: handler) { port in
            let client = try RawClient(port: port)
            for number in 1...20 {
                client.send("GET /\(number) HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(await client.readAnswer()?.hasSuffix("late /\(number)\n") == true)
            }
        }
    }

    @Test("a second server cannot take the same port, and says so as a value")
    func portInUse() async throws {
        try await Self.withServer { port in
            let second = HTTPServer(handler: Self.echo)
            let error = #expect(throws: HTTPServerError.self) { try second.start(host: "127.0.0.1", port: port) }
            #expect(error?.code == .addressInUse)
            // The same value goes on to the next port.
            let other = try second.start(host: "127.0.0.1", port: 0)
            #expect(other != port)
            await second.stop()
        }
        let nobody = HTTPServer(handler: Self.echo)
        #expect(throws: HTTPServerError.self) { try nobody.start(host: "no-such-host.invalid", port: 0) }
        #expect(throws: HTTPServerError.self) { try nobody.start(host: "192.0.2.1", port: 0) }
        #expect(throws: HTTPServerError.self) { try nobody.start(host: "127.0.0.1", port: 70000) }
    }

    @Test("stopping answers what waits and ends what idles")
    func stopping() async throws {
        var options = HTTPServerOptions()
        options.drain = .milliseconds(50)
        let held = Held()
        let server = HTTPServer(options: options) { request in
            request.target == "/wait" ? .later { await held.response() } : Self.echo(request)
        }
        let port = try server.start(host: "127.0.0.1", port: 0)
        let idle = try RawClient(port: port)
        idle.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(await idle.readAnswer()?.status == 200)
        let waiting = try RawClient(port: port)
        waiting.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n")
        await held.isAsked()
        await server.stop()
        #expect(await waiting.readToEnd()?.status == 503)
        #expect(await idle.readToEnd() == "")
        // The late answer meets nobody and does no harm.
        await held.release()
        #expect(throws: RawClient.Failure.self) { try RawClient(port: port) }
        await server.stop()
    }
}

/// An answer that waits until it is let go.
private actor Held {
    private var asked: [CheckedContinuation<Void, Never>] = []
    private var answers: [CheckedContinuation<HTTPResponse, Never>] = []

    func response() async -> HTTPResponse {
        await withCheckedContinuation { waiting in
            answers.append(waiting)
            for each in asked { each.resume() }
            asked = []
        }
    }

    func isAsked() async {
        guard answers.isEmpty else { return }
        await withCheckedContinuation { asked.append($0) }
    }

    func release() {
        for each in answers { each.resume(returning: .text(200, "too late")) }
        answers = []
    }
}

extension String {
    /// What follows each `mark` that begins a line.
    fileprivate func components(_ mark: String) -> [String] {
        split { $0.isNewline }.filter { $0.hasPrefix(mark) }.map { $0.dropFirst(mark.count) + "\n" }
    }
}
