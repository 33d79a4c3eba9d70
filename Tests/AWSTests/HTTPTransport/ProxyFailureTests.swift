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

    /// What libcurl says of settings that it cannot read; Tests/EndToEnd/test_proxy.py has it say so.
    @Test(
        "never repeat the setting, which may hold a password",
        arguments: [
            "Unsupported proxy syntax in 'http://svc:canary/ss@proxy:3128'",
            "Unsupported proxy syntax in 'http://svc:canary/ss@proxy:3128': Port number was not a decimal number",
            "Unsupported proxy scheme for 'gopher://svc:canary@proxy:3128'",
            "Unsupported proxy 'https://svc:canary@proxy:3128', libcurl is built without the HTTPS-proxy support.",
            "Could not resolve proxy: svc:canary@proxy",
        ])
    func silence(text: String) {
        let failure = HTTPFailure(.unreachable, text).namingProxy(of: HTTPRequest(url: "https://a.example/"))
        #expect(
            failure
                == HTTPFailure(
                    .unreachable, "the value of HTTPS_PROXY or HTTP_PROXY is no URL like http://host:port"))
    }
}
