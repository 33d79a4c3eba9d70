import HTTPServer
import Inventory
import Testing

@testable import Web

@Suite("Who may ask what")
struct GuardTests {
    @Test(
        "a loopback server answers to loopback names only",
        arguments: [
            ("localhost:5000", true), ("localhost", true), ("127.0.0.1:1", true), ("[::1]:5000", true),
            ("LOCALHOST", true),
            ("evil.example", false), ("localhost.evil.example:5000", false), ("127.0.0.1.evil.example", false),
            ("localhost:5000@evil.example", false), ("[::1]evil", false), ("[::1", false), ("", false),
            ("localhost:x", false),
            ("a b", false),
        ])
    func hosts(host: String, isAllowed: Bool) async throws {
        let answer = try await TestSite().ask("/", headers: [("Host", host)])
        #expect(answer.status == (isAllowed ? 200 : 421))
        #expect(answer["X-Content-Type-Options"] == "nosniff")
    }

    @Test("names can be configured, and a server for others takes any well-formed one")
    func otherHosts() async throws {
        let named = try TestSite(hosts: ["Inventory.example"])
        #expect(await named.ask("/", headers: [("Host", "inventory.example:80")]).status == 200)
        #expect(await named.ask("/", headers: [("Host", "localhost")]).status == 421)
        let open = HostRule(configured: [], listensOn: "0.0.0.0")
        #expect(open.allows("anything.example:5000"))
        #expect(!open.allows("a\"b") && !open.allows(nil))
    }

    static let origins: [([(String, String)], Int)] = [
        ([("Sec-Fetch-Site", "same-origin")], 303), ([("Sec-Fetch-Site", "none")], 303),
        ([("Sec-Fetch-Site", "cross-site")], 403), ([("Sec-Fetch-Site", "same-site")], 403),
        ([("Sec-Fetch-Site", "cross-site"), ("Origin", "http://localhost:5000")], 403),
        ([("Origin", "http://localhost:5000")], 303), ([("Origin", "http://evil.example")], 403),
        ([("Origin", "null")], 403),
        ([], 403),
    ]

    @Test("only a page of this site may ask for a refresh", arguments: origins.indices)
    func origin(index: Int) async throws {
        let (headers, status) = Self.origins[index]
        let site = try TestSite()
        let target = Route.refresh(target: "/production/all/ec2?q=web").path
        let answer = await site.ask(target, method: .post, headers: headers)
        #expect(answer.status == status)
        let cells = ["eu-west-1", "us-east-1"].map { SampleSnapshot.key("production", $0, "ec2") }
        #expect(Set(site.live.refreshed) == (status == 303 ? Set(cells) : []))
        if status == 303 { #expect(answer["Location"] == "/production/all/ec2?q=web&_refreshed=1") }
    }

    @Test(
        "a refresh leads back to a page of ours and nowhere else",
        arguments: [
            "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/%0d%0aX:y",
            "/find?q=web", "/matrix?account=nobody", "",
        ])
    func openRedirect(of: String) async throws {
        let site = try TestSite()
        let answer = await site.ask(
            Route.refresh(target: of).path, method: .post, headers: [("Sec-Fetch-Site", "same-origin")])
        #expect(answer.status == 404)
        #expect(answer["Location"] == nil)
        #expect(site.live.refreshed == [])
    }

    @Test("methods are answered 405 where they have no business")
    func methods() async throws {
        let site = try TestSite()
        let get = await site.ask("/-/refresh?of=/production/all/ec2")
        #expect(get.status == 405)
        #expect(get["Allow"] == "POST")
        let post = await site.ask("/production/all/ec2", method: .post, headers: [("Sec-Fetch-Site", "same-origin")])
        #expect(post.status == 405)
        #expect(post["Allow"] == "GET, HEAD")
    }

    @Test("static files have a tag, a type, and nothing beside them is served")
    func assets() async throws {
        let site = try TestSite()
        for (name, type) in [
            ("elastatus.css", "text/css; charset=utf-8"), ("app.js", "text/javascript; charset=utf-8"),
            ("icon.svg", "image/svg+xml"),
        ] {
            let answer = await site.ask("/static/\(name)")
            #expect(answer.status == 200)
            #expect(answer["Content-Type"] == type)
            let tag = try #require(answer["ETag"])
            let again = await site.ask("/static/\(name)", headers: [("If-None-Match", "\"other\", W/\(tag)")])
            #expect(again.status == 304)
            #expect(again.response.body.isEmpty)
            #expect(await site.ask("/static/\(name)", headers: [("If-None-Match", "\"other\"")]).status == 200)
        }
        #expect(throws: AssetError.self) { try Assets(contents: ["secret.txt": []]) }
        #expect(throws: AssetError.self) { try Assets(directory: "/nonexistent") }
    }
}
