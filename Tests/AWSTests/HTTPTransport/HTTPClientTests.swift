import HTTPTransport
import Synchronization
import Testing

@Suite("The HTTP client, over loopback")
struct HTTPClientTests {
    @Test("a request arrives as written and its answer comes back whole")
    func roundTrip() async throws {
        let seen = Seen()
        let server = try LoopbackServer { request in
            seen.add(request)
            return LoopbackAnswer(404, "nö", headers: [("X-Amzn-RequestId", " r1 "), ("Set-Cookie", "a=b")])
        }
        defer { server.close() }
        let client = try HTTPClient()
        defer { client.shutdown() }
        let response = try await client.send(
            HTTPRequest(
                method: "POST", url: "\(server.url)/a/../b//%2e/?x=%20&y",
                headers: [
                    HTTPHeader("Content-Type", "application/x-amz-json-1.0"), HTTPHeader("X-Empty", ""),
                    HTTPHeader("Host", "elsewhere.example"),
                ],
                body: Array("{}".utf8)), deadline: .now + .seconds(600))
        #expect(response.status == 404)
        #expect(String(decoding: response.body, as: UTF8.self) == "nö")
        #expect(response[header: "x-amzn-requestid"] == "r1")
        let request = try #require(seen.requests.first)
        #expect(request.method == "POST")
        #expect(request.target == "/a/../b//%2e/?x=%20&y")
        #expect(request.text == "{}")
        #expect(request.headers["host"] == "elsewhere.example")
        #expect(request.headers["x-empty"] == "")
        #expect(
            request.headers.keys.sorted() == [
                "accept", "accept-encoding", "content-length", "content-type", "host", "x-empty",
            ])
    }

    @Test("nothing of one request is left in the next on the same handle")
    func reuse() async throws {
        let seen = Seen()
        let server = try LoopbackServer { request in
            seen.add(request)
            return LoopbackAnswer(200, request.method, headers: [("X-\(request.method)", "1")])
        }
        defer { server.close() }
        let client = try HTTPClient()
        defer { client.shutdown() }
        let requests = [
            HTTPRequest(method: "POST", url: server.url + "/", headers: [HTTPHeader("X-One", "1")], body: [1, 2, 3]),
            HTTPRequest(url: server.url + "/"), HTTPRequest(method: "HEAD", url: server.url + "/"),
            HTTPRequest(method: "POST", url: server.url + "/"), HTTPRequest(method: "PUT", url: server.url + "/"),
        ]
        for request in requests where request.method != "HEAD" {
            let response = try await client.send(request, deadline: .now + .seconds(600))
            #expect(response.body == Array(request.method.utf8))
            #expect(
                response.headers.filter { $0.name.hasPrefix("x-") }.map(\.name) == ["x-\(request.method.lowercased())"])
        }
        #expect(server.accepted == 1)
        #expect(seen.requests.map(\.body.count) == [3, 0, 0, 0])
        #expect(seen.requests.map { $0.headers["x-one"] } == ["1", nil, nil, nil])
        #expect(seen.requests.allSatisfy { $0.headers["content-type"] == nil })
    }

    @Test("many requests share few connections")
    func concurrency() async throws {
        let server = try LoopbackServer { LoopbackAnswer(200, $0.target) }
        defer { server.close() }
        var limits = HTTPLimits()
        limits.connectionsPerHost = 8
        let client = try HTTPClient(limits: limits)
        defer { client.shutdown() }
        let wrong = await withTaskGroup(of: Int.self) { group in
            for number in 0..<400 {
                group.addTask {
                    let url = "\(server.url)/\(number)"
                    let response = try? await client.send(HTTPRequest(url: url), deadline: .now + .seconds(600))
                    return response?.body == Array("/\(number)".utf8) ? 0 : 1
                }
            }
            return await group.reduce(0, +)
        }
        #expect(wrong == 0)
        #expect((1...8).contains(server.accepted))
    }

    @Test("a redirect is an answer")
    func redirect() async throws {
        let server = try LoopbackServer { _ in LoopbackAnswer(302, headers: [("Location", "http://169.254.169.254/")]) }
        defer { server.close() }
        let client = try HTTPClient()
        defer { client.shutdown() }
        let response = try await client.send(HTTPRequest(url: server.url), deadline: .now + .seconds(600))
        #expect(response.status == 302)
        #expect(server.accepted == 1)
    }

    @Test(
        "what cannot be sent as written is not sent",
        arguments: [
            HTTPRequest(method: "get", url: "http://127.0.0.1/"), HTTPRequest(method: "", url: "http://127.0.0.1/"),
            HTTPRequest(url: "http://127.0.0.1/a b"), HTTPRequest(url: "http://127.0.0.1/\u{0}"),
            HTTPRequest(url: "http://127.0.0.1/ü"), HTTPRequest(url: ""), HTTPRequest(url: "http://"),
            HTTPRequest(url: "http://127.0.0.1/", headers: [HTTPHeader("X", "a\r\nY: b")]),
            HTTPRequest(url: "http://127.0.0.1/", headers: [HTTPHeader("X", "a\u{0}")]),
            HTTPRequest(url: "http://127.0.0.1/", headers: [HTTPHeader("X:Y", "a")]),
            HTTPRequest(url: "http://127.0.0.1/", headers: [HTTPHeader("", "a")]),
        ])
    func invalid(request: HTTPRequest) async throws {
        let client = try HTTPClient()
        defer { client.shutdown() }
        let failure = await #expect(throws: HTTPFailure.self) {
            try await client.send(request, deadline: .now + .seconds(600))
        }
        #expect(failure?.code == .invalidRequest)
    }

    @Test("no scheme but http and https", arguments: ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/"])
    func schemes(url: String) async throws {
        let client = try HTTPClient()
        defer { client.shutdown() }
        let failure = await #expect(throws: HTTPFailure.self) {
            try await client.send(HTTPRequest(url: url), deadline: .now + .seconds(600))
        }
        #expect(failure?.code == .malformed)
    }
}

/// The requests a server saw.
final class Seen: Sendable {
    private let list = Mutex<[LoopbackRequest]>([])

    var requests: [LoopbackRequest] { list.withLock { $0 } }

    @discardableResult
    func add(_ request: LoopbackRequest) -> Int {
        list.withLock { list in
            list.append(request)
            return list.count
        }
    }
}
