import Configuration
import HTTPServer
import Testing

@testable import Web

@Suite("What a proxy says of the client")
struct ProxyRuleTests {
    private func rule(_ ranges: String...) -> ProxyRule { ProxyRule(trusted: ranges.compactMap { AddressRange($0) }) }

    private func request(_ headers: [(String, String)], from peer: String = "10.0.0.1") -> HTTPRequest {
        HTTPRequest(method: .get, target: "/", headers: HTTPHeaders(headers), peer: peer)
    }

    @Test("counts from trusted peers alone")
    func trust() throws {
        let headers = [
            ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "aws.example.com"),
        ]
        let believed = try rule("10.0.0.0/8").origin(of: request(headers))
        #expect(believed == ClientOrigin(address: "203.0.113.9", scheme: "https", host: "aws.example.com"))
        for peer in ["11.0.0.1", "", "::ffff:11.0.0.1", "fd00::1"] {
            let plain = try rule("10.0.0.0/8").origin(of: request(headers, from: peer))
            #expect(plain == ClientOrigin(address: peer))
        }
        #expect(try rule().origin(of: request(headers)) == ClientOrigin(address: "10.0.0.1"))
        #expect(try rule("10.0.0.0/8").origin(of: request(headers, from: "::ffff:10.9.9.9")).scheme == "https")
    }

    /// Header, what follows from it for the address.
    static let chains: [(String, String)] = [
        // What the client itself claims stands to the left of what the proxies saw.
        ("1.1.1.1, 203.0.113.9", "203.0.113.9"), ("1.1.1.1, 203.0.113.9, 10.2.2.2", "203.0.113.9"),
        ("10.3.3.3, 10.2.2.2", "10.3.3.3"), ("203.0.113.9:4711", "203.0.113.9"),
        ("[2001:db8::7]:4711", "2001:db8::7"), ("2001:db8::7", "2001:db8::7"),
        // What hides the client leaves the nearest that is known.
        ("unknown", "10.0.0.1"), ("1.1.1.1, unknown, 10.2.2.2", "10.2.2.2"), ("203.0.113.9, 1.1.1.1/8", "10.0.0.1"),
        ("", "10.0.0.1"), (" , ", "10.0.0.1"), ("203.0.113.9\u{0}", "10.0.0.1"), ("0x7f.1", "10.0.0.1"),
    ]

    @Test("the address is the last one that no trusted proxy has", arguments: chains.indices)
    func chain(index: Int) throws {
        let (header, address) = Self.chains[index]
        #expect(try rule("10.0.0.0/8").origin(of: request([("X-Forwarded-For", header)])).address == address)
        // The same over two fields, as some proxies add theirs.
        let halves = header.split(separator: ",").map { ("X-Forwarded-For", String($0)) }
        #expect(try rule("10.0.0.0/8").origin(of: request(halves)).address == address)
    }

    @Test("of several schemes and hosts the nearest proxy's count")
    func last() throws {
        let headers = [
            ("X-Forwarded-Proto", "https, http"), ("X-Forwarded-Host", "evil.example"),
            ("X-Forwarded-Host", "good.example"),
        ]
        let origin = try rule("10.0.0.1").origin(of: request(headers))
        #expect(origin.scheme == "http" && origin.host == "good.example")
    }

    /// `Forwarded`, and what it says: address, scheme, host.
    static let forwarded: [(String, String, String?, String?)] = [
        ("for=203.0.113.9;proto=https;host=aws.example.com", "203.0.113.9", "https", "aws.example.com"),
        ("For=\"[2001:db8::7]:4711\" ; Proto=HTTPS", "2001:db8::7", "https", nil),
        ("for=1.1.1.1;host=evil.example, for=203.0.113.9;host=\"a\\.example\"", "203.0.113.9", nil, "a.example"),
        ("for=203.0.113.9;proto=https, for=10.2.2.2;proto=http", "203.0.113.9", "https", nil),
        ("for=_hidden;proto=https", "10.0.0.1", "https", nil), ("proto=https", "10.0.0.1", "https", nil),
        (",, for=203.0.113.9 ,", "203.0.113.9", nil, nil), ("for=203.0.113.9;;secret=x", "203.0.113.9", nil, nil),
    ]

    @Test("RFC 7239's field is read by its grammar", arguments: forwarded.indices)
    func standard(index: Int) throws {
        let (header, address, scheme, host) = Self.forwarded[index]
        let origin = try rule("10.0.0.0/8").origin(of: request([("Forwarded", header)]))
        #expect(origin == ClientOrigin(address: address, scheme: scheme, host: host))
    }

    @Test(
        "what has no one meaning is refused",
        arguments: [
            "for=1.1.1.1;for=2.2.2.2", "for", "for=", "for=\"1.1.1.1", "for=1.1.1.1 2.2.2.2", "for=[::1]", "=x",
            "proto=gopher", "for=\"a\\", "host=a b", "proto=http\u{E9}",
        ])
    func malformed(header: String) {
        #expect(throws: BadForwarding.malformed) {
            try rule("10.0.0.1").origin(of: request([("Forwarded", header)]))
        }
        #expect(throws: Never.self) {
            try rule("10.0.0.1").origin(of: request([("Forwarded", header)], from: "10.0.0.2"))
        }
    }

    @Test("so are both kinds at once, schemes nobody speaks, and chains without end")
    func ambiguous() {
        let both = [("Forwarded", "for=1.1.1.1"), ("X-Forwarded-For", "203.0.113.9")]
        #expect(throws: BadForwarding.twoKinds) { try rule("10.0.0.1").origin(of: request(both)) }
        #expect(throws: BadForwarding.malformed) {
            try rule("10.0.0.1").origin(of: request([("X-Forwarded-Proto", "javascript")]))
        }
        let long = Array(repeating: "10.0.0.1", count: 51).joined(separator: ",")
        #expect(throws: BadForwarding.malformed) {
            try rule("10.0.0.1").origin(of: request([("X-Forwarded-For", long)]))
        }
    }

    @Test("decides which site a form may come from, which names are answered to, and what browsers are told of TLS")
    func consequences() async throws {
        var configuration = TestSite.configuration
        configuration.serving.trustedProxies = [try #require(AddressRange("127.0.0.1"))]
        let site = try TestSite(configuration: configuration, hosts: ["aws.example.com"])
        let forwarded = [("X-Forwarded-Host", "aws.example.com"), ("X-Forwarded-Proto", "https")]
        let page = await site.ask("/overview", headers: forwarded)
        #expect(page.status == 200)
        #expect(page["Strict-Transport-Security"] == "max-age=31536000")
        #expect(await site.ask("/overview").status == 421)
        let target = Route.refresh(target: "/production/all/ec2").path
        for (origin, status) in [
            ("https://aws.example.com", 303), ("http://aws.example.com", 403), ("https://localhost:5000", 403),
        ] {
            let answer = await site.ask(target, method: .post, headers: forwarded + [("Origin", origin)])
            #expect(answer.status == status, "\(origin)")
        }
        #expect(await site.ask("/overview", headers: [("Forwarded", "for")]).status == 400)
        let untrusting = try TestSite(hosts: ["aws.example.com"])
        #expect(await untrusting.ask("/overview", headers: forwarded).status == 421)
    }
}
