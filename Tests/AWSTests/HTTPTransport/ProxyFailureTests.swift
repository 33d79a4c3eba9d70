import Testing

@testable import HTTPTransport

@Suite("Failures of a proxy")
struct ProxyFailureTests {
    @Test(
        "say that they are",
        arguments: [
            ("CONNECT tunnel failed, response 403", true),
            ("Failed to connect to 10.0.0.1 port 3128 after 0 ms: Couldn't connect to server", true),
            ("Failed to connect to a.example port 443 after 0 ms: Couldn't connect to server", false),
            ("Could not resolve host: a.example", false), ("Could not resolve proxy: p.example", false),
            ("Recv failure: Connection reset by peer", false),
        ])
    func message(text: String, isProxy: Bool) {
        let failure = HTTPFailure(.unreachable, text).namingProxy(of: HTTPRequest(url: "https://a.example:443/x"))
        #expect(failure.code == .unreachable)
        #expect(failure.message.contains("HTTPS_PROXY") == isProxy)
        #expect(failure.message.hasSuffix(text))
    }
}
