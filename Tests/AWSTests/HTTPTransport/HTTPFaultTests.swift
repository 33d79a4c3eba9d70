import HTTPTransport
import Testing

@Suite("What goes wrong on the wire, over loopback")
struct HTTPFaultTests {
    /// Small enough for a test to go beyond; no time, which a busy machine would go beyond by itself.
    private static var limits: HTTPLimits {
        var limits = HTTPLimits()
        (limits.connect, limits.firstByte, limits.stall) = (.seconds(600), .seconds(600), .seconds(600))
        limits.body = 100_000
        limits.headers = 4_000
        return limits
    }

    /// Short enough for a test to wait for; only for peers that never get on.
    private static var impatient: HTTPLimits {
        var limits = limits
        limits.firstByte = .milliseconds(400)
        limits.stall = .milliseconds(300)
        return limits
    }

    private func failure(
        of answer: [UInt8], reset: Bool = false, limits: HTTPLimits = Self.limits
    ) async throws -> HTTPFailure.Code? {
        let server = try LoopbackServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write(answer)
            if reset { connection.resetOnClose() }
        }
        defer { server.close() }
        return try await failure(at: server.url, limits: limits)
    }

    private func failure(
        at url: String, limits: HTTPLimits = Self.limits, within time: Duration = .seconds(600)
    ) async throws -> HTTPFailure.Code? {
        let client = try HTTPClient(limits: limits)
        defer { client.shutdown() }
        do {
            _ = try await client.send(HTTPRequest(url: url), deadline: .now + time)
            return nil
        } catch {
            #expect(!error.message.isEmpty)
            return error.code
        }
    }

    @Test("a body cut at every sixteenth is truncated", arguments: 0..<16)
    func cutBody(sixteenth: Int) async throws {
        let whole = LoopbackAnswer(200, bytes: [UInt8](repeating: 65, count: 1_600)).bytes
        let head = whole.count - 1_600
        #expect(try await failure(of: Array(whole.prefix(head + sixteenth * 100))) == .truncated)
    }

    @Test(
        "a cut head is no answer",
        arguments: [(1, HTTPFailure.Code.unreachable), (9, .unreachable), (20, .truncated), (38, .truncated)])
    func cutHead(count: Int, code: HTTPFailure.Code) async throws {
        #expect(try await failure(of: Array(LoopbackAnswer(200, "body").bytes.prefix(count))) == code)
    }

    @Test("chunks that stop are truncated", arguments: ["", "5\r\nab", "2\r\nab\r\n", "2\r\nab\r\n0"])
    func cutChunks(chunks: String) async throws {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        #expect(try await failure(of: Array((head + chunks).utf8)) == .truncated)
    }

    @Test("a chunk without a size is malformed or cut, never an answer")
    func badChunk() async throws {
        let answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n"
        let code = try await failure(of: Array(answer.utf8))
        #expect(code == .truncated || code == .malformed)
    }

    @Test("a reset in the middle of a body is truncated")
    func reset() async throws {
        #expect(
            try await failure(of: Array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc".utf8), reset: true)
                == .truncated)
    }

    @Test("a connection that closes without a word is unreachable")
    func silence() async throws {
        #expect(try await failure(of: []) == .unreachable)
        #expect(try await failure(of: [], reset: true) == .unreachable)
    }

    @Test(
        "garbage is malformed",
        arguments: ["<html>portal</html>", "SSH-2.0-OpenSSH_9\r\n", "HTTP/1.1 abc\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n"])
    func garbage(answer: String) async throws {
        #expect(try await failure(of: Array(answer.utf8)) == .malformed)
    }

    @Test("a body beyond the limit is refused, announced or not")
    func bigBody() async throws {
        let body = [UInt8](repeating: 65, count: 100_001)
        #expect(try await failure(of: LoopbackAnswer(200, bytes: body).bytes) == .tooLarge)
        #expect(try await failure(of: Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + body) == .tooLarge)
        #expect(try await failure(of: Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + body.dropLast()) == nil)
    }

    @Test("headers beyond the limit are refused")
    func bigHead() async throws {
        let long = "HTTP/1.1 200 OK\r\nX: \(String(repeating: "a", count: 5_000))\r\nContent-Length: 0\r\n\r\n"
        let many = "HTTP/1.1 200 OK\r\n\(String(repeating: "X: a\r\n", count: 1_000))Content-Length: 0\r\n\r\n"
        let endless = String(
            repeating: "HTTP/1.1 100 Continue\r\nX: \(String(repeating: "a", count: 90))\r\n\r\n", count: 60)
        for head in [long, many, endless] { #expect(try await failure(of: Array(head.utf8)) == .tooLarge) }
    }

    @Test("a port on which nobody listens is unreachable")
    func refused() async throws {
        #expect(try await failure(at: "http://127.0.0.1:\(LoopbackServer.refusedPort())/") == .unreachable)
    }

    @Test("a name that cannot exist is unreachable")
    func noSuchHost() async throws {
        #expect(try await failure(at: "http://nothing.invalid/") == .unreachable)
    }

    @Test("plain text on a TLS port is a TLS failure, not a fallback")
    func plainForTLS() async throws {
        let server = try LoopbackServer { connection in
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        }
        defer { server.close() }
        #expect(try await failure(at: "https://127.0.0.1:\(server.port)/") == .tls)
    }

    @Test("a server that never answers meets the first-byte limit")
    func noFirstByte() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            connection.waitForPeer()
        }
        defer { server.close() }
        #expect(try await failure(at: server.url, limits: Self.impatient) == .timeout)
    }

    @Test("a server that stops in the middle meets the stall limit")
    func stall() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
            connection.waitForPeer()
        }
        defer { server.close() }
        #expect(try await failure(at: server.url, limits: Self.impatient) == .timeout)
    }

    @Test("a server that drips meets the stall limit")
    func drip() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n")
            while !connection.waitForPeer(milliseconds: 60), connection.write("a") {}
        }
        defer { server.close() }
        #expect(try await failure(at: server.url, limits: Self.impatient) == .timeout)
    }

    @Test("a lively server meets the caller's deadline")
    func deadline() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\n\r\n")
            while !connection.waitForPeer(milliseconds: 10), connection.write(String(repeating: "a", count: 100)) {}
        }
        defer { server.close() }
        var limits = HTTPLimits()
        limits.stall = .seconds(600)
        #expect(try await failure(at: server.url, limits: limits, within: .milliseconds(300)) == .timeout)
        #expect(try await failure(at: server.url, limits: limits, within: .zero) == .timeout)
    }

    @Test("a compressed body is inflated, and its limit counts what comes out")
    func gzip() async throws {
        let headers = [("Content-Encoding", "gzip")]
        let server = try LoopbackServer { request in
            LoopbackAnswer(
                200, bytes: request.target == "/cut" ? Array(Gzip.hello.dropLast(12)) : Gzip.hello, headers: headers)
        }
        defer { server.close() }
        let client = try HTTPClient()
        defer { client.shutdown() }
        let response = try await client.send(HTTPRequest(url: server.url), deadline: .now + .seconds(600))
        #expect(String(decoding: response.body, as: UTF8.self) == "hello, hello, hello, hello")

        #expect(try await failure(of: LoopbackAnswer(200, bytes: Gzip.bomb, headers: headers).bytes) == .tooLarge)
        #expect(try await failure(of: LoopbackAnswer(200, "plain", headers: headers).bytes) == .malformed)
    }

    @Test("a compressed body that ends too soon is no answer", arguments: [1, 4, 8, 9, 12, 16])
    func cutGzip(missing: Int) async throws {
        let cut = Array(Gzip.hello.dropLast(missing))
        let code = try await failure(of: LoopbackAnswer(200, bytes: cut, headers: [("Content-Encoding", "gzip")]).bytes)
        #expect(code == .truncated)
    }

    @Test("an encoding that was not asked for is no answer", arguments: ["br", "gzip, gzip", "deflate", "\u{1F}"])
    func unknownEncoding(name: String) async throws {
        let answer = LoopbackAnswer(200, bytes: Gzip.hello, headers: [("Content-Encoding", name)])
        #expect(try await failure(of: answer.bytes) == .malformed)
        let twice = LoopbackAnswer(
            200, bytes: Gzip.hello, headers: [("Content-Encoding", "gzip"), ("Content-Encoding", "gzip")])
        #expect(try await failure(of: twice.bytes) == .malformed)
    }

    @Test("bytes behind the compressed body are no answer")
    func gzipTail() async throws {
        let headers = [("Content-Encoding", "gzip")]
        #expect(
            try await failure(of: LoopbackAnswer(200, bytes: Gzip.hello + [1], headers: headers).bytes) == .malformed)
        #expect(try await failure(of: LoopbackAnswer(200, bytes: [], headers: headers).bytes) == nil)
    }
}

/// Bodies made with Python's `gzip.compress(…, mtime=0)`.
enum Gzip {
    static let hello: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0xD7, 0x51, 0xC8,
        0xC0, 0xA4, 0x00, 0x55, 0xA3, 0x82, 0x77, 0x1A, 0x00, 0x00, 0x00,
    ]
    /// 200,000 times the same letter.
    static let bomb: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xED, 0xC1, 0x31, 0x01, 0x00, 0x00, 0x00, 0xC2,
        0xA0, 0xAC, 0xEB, 0x5F, 0xC2, 0x0C, 0xFE, 0x40, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0xAF, 0x01, 0x9B, 0x53, 0x69, 0xE0, 0x40, 0x0D, 0x03, 0x00,
    ]
}
