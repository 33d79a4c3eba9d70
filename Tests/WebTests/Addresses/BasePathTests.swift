import Configuration
import HTTPServer
import Testing

@testable import Web

@Suite("Below a base path")
struct BasePathTests {
    private func site(_ base: String) throws -> TestSite {
        var configuration = TestSite.configuration
        configuration.serving.basePath = base
        return try TestSite(configuration: configuration)
    }

    @Test(
        "every address on every page stays below it, and leads somewhere", arguments: ["/aws", "/a/deep-er/base.path"])
    func crawl(base: String) async throws {
        let site = try site(base)
        var open = [base + "/", base]
        var seen = Set(open)
        var links = 0
        while let address = open.popLast() {
            let answer = await site.ask(address)
            #expect([200, 302, 303, 307].contains(answer.status), "\(address): \(answer.status)")
            var found = answer["Location"].map { [$0] } ?? []
            if answer["Content-Type"]?.hasPrefix("text/html") == true {
                found += PageReader(answer.text).tags.flatMap { tag in
                    ["href", "src", "action", "formaction", "data-href", "data-url"].compactMap { tag.attributes[$0] }
                }
            }
            for whole in found where !whole.hasPrefix("#") && !whole.hasPrefix("https://") {
                let link = String(whole.prefix { $0 != "#" })
                links += 1
                #expect(link == base || link.hasPrefix(base + "/"), "\(link) on \(address)")
                #expect(!link.hasPrefix(base + base), "\(link) on \(address)")
                if link.contains("/-/refresh") { continue }
                if seen.count < 400, seen.insert(link).inserted { open.append(link) }
            }
        }
        #expect(links > 2_000 && seen.count > 100, "\(links) links on \(seen.count) pages")
    }

    @Test("everything else is not there")
    func outside() async throws {
        let site = try site("/aws")
        for target in [
            "/overview", "/awsx/overview", "/-/healthy", "/static/app.js", "//aws/overview", "/%61ws/overview",
        ] {
            #expect(await site.ask(target).status == 404, "\(target)")
        }
        let front = await site.ask("/")
        #expect(front.status == 302)
        #expect(front["Location"] == "/aws/")
        #expect(await site.ask("/aws/-/healthy").status == 200)
        #expect(await site.ask("/aws?_format=html").status == 200)
    }

    @Test("a slash at the end, a global kind and a refresh lead to addresses below it")
    func redirects() async throws {
        let site = try site("/aws")
        #expect(await site.ask("/aws/overview/")["Location"] == "/aws/overview")
        #expect(await site.ask("/aws/production/all/ec2/?q=web")["Location"] == "/aws/production/all/ec2?q=web")
        let back = await site.ask(
            "/aws" + Route.refresh(target: "/production/all/ec2").path, method: .post,
            headers: [("Sec-Fetch-Site", "same-origin")])
        #expect(back.status == 303)
        #expect(back["Location"]?.hasPrefix("/aws/production/all/ec2?") == true)
        let twin = await site.ask("/aws/prodution/all/ec2.json")
        #expect(twin.status == 404)
        #expect(twin.text.contains(#""/aws/production/all/ec2""#))
    }

    @Test("an address in a value is nobody's link")
    func values() async throws {
        let site = try site("/aws")
        let page = await site.ask("/aws/find?q=%20href=%22/overview%22")
        #expect(page.text.contains("href=&quot;/overview&quot;"))
        #expect(!page.text.contains("&quot;/aws"))
    }
}
