import Configuration
import HTTPServer
import Inventory
import Templating
import Testing

@testable import Web

@Suite("Pages")
struct PagesTests {
    static let pages = [
        "/", "/production", "/qa_team", "/a%20b", "/production/eu-west-1", "/all/eu-west-1", "/all/all", "/matrix",
        "/matrix?account=qa_team&state=failing", "/matrix?state=held",
        "/production/eu-west-1/ec2", "/all/all/ec2", "/production,qa_team/eu-west-1/ec2?q=web&_sort=name&_size=3",
        "/a%20b/eu-west-1/ec2", "/a%20b/eu-west-1/ec2/i-0hostile", "/production/eu-west-1/ec2/i-0web01",
        "/production/eu-west-1/rds", "/qa_team/eu-west-1/rds", "/qa_team/ap-south-1/ec2", "/a%20b/eu-west-1/sqs",
        "/a%20b/eu-west-1/dynamodb", "/production/us-east-1/elasticache", "/production/eu-west-1/sg/sg-0web",
        "/production/eu-west-1/sg/sg-0db", "/production/global/route53", "/production/global/route53-zone",
        "/production/eu-west-1/dynamodb/orders.csv", "/production/eu-west-1/cloudformation/data.json",
        "/production/eu-west-1/cloudformation/web?_format=template", "/find", "/find?q=orders",
        "/find?q=nothing-like-it",
        "/find?q=%3Cscript%3Ealert(1)%3C/script%3E", "/production/eu-west-1/ec2?q=state:",
        "/production/eu-west-1/sqs/orders", "/production/eu-west-1/sg/sg-0web?_document=yaml",
        "/-/accounts?of=/all/all/ec2&q=prod",
    ]

    @Test("every page is whole, guarded, and holds no script but ours", arguments: pages)
    func whole(target: String) async throws {
        let site = try TestSite(templates: ["web": .success("{\"a\": \"</code><script>\"}")])
        let answer = await site.ask(target)
        #expect(answer.status == 200)
        #expect(site.reports.all == [])
        #expect(answer["Content-Type"] == "text/html; charset=utf-8")
        #expect(answer["Cache-Control"] == "no-store")
        #expect(answer["Content-Security-Policy"]?.hasPrefix("default-src 'none'; script-src 'self'") == true)
        #expect(answer["X-Content-Type-Options"] == "nosniff")
        #expect(answer["Referrer-Policy"] == "same-origin")
        let page = PageReader(answer.text)
        #expect(page.values("script", "src") == ["/static/theme.js", "/static/app.js"])
        #expect(page.tags.count { $0.name == "script" } == 2)
        for tag in page.tags {
            let bad = tag.attributes.keys.filter { $0.hasPrefix("on") || $0 == "style" || $0 == "srcdoc" }
            #expect(bad.isEmpty, "\(tag)")
        }
        #expect(page.tags.count { $0.name == "h1" } == 1)
        #expect(page.tags.count { $0.name == "main" } == 1)
        #expect(answer.text.hasSuffix("</html>\n"))
        for target in page.targets {
            let isOurs = target.hasPrefix("/") && !target.hasPrefix("//") || target.hasPrefix("#")
            let isConsole = target.hasPrefix("https://") && target.contains(".console.aws.amazon.com/")
            #expect(isOurs || isConsole || target.hasPrefix("https://console.aws.amazon.com/"), "\(target)")
        }
    }

    @Test("every link on every page leads to a page", arguments: [false, true])
    func crawl(hasOddNames: Bool) async throws {
        let site = try TestSite(hasOddNames ? OddNames.snapshot : SampleSnapshot.full)
        var waiting = ["/", "/find?q=web"]
        var seen = Set(waiting)
        var sorted: Set<Substring> = []
        var filtered: [Substring: Int] = [:]
        while let target = waiting.popLast() {
            let answer = await site.ask(target)
            if let place = answer["Location"] {
                if seen.insert(place).inserted { waiting.append(place) }
                continue
            }
            // The sample's stacks have no template: that is the one thing which is asked of AWS.
            let isTemplate =
                target.contains("/cloudformation/") && [".json", ".yaml", "_format"].contains { target.contains($0) }
            #expect(answer.status == 200 || isTemplate, "\(target): \(answer.status)")
            guard answer["Content-Type"]?.hasPrefix("text/html") == true else { continue }
            for whole in PageReader(answer.text).values("a", "href") where whole.hasPrefix("/") {
                let link = String(whole.prefix { $0 != "#" })
                // One sorted form of each table is enough.
                let path = link.prefix { $0 != "?" }
                if link.contains("_sort"), !sorted.insert(path).inserted { continue }
                // So are some of its filtered forms: facets lead to every combination.
                if link.contains("?q="), !seen.contains(link) {
                    filtered[path, default: 0] += 1
                    if filtered[path, default: 0] > 6 { continue }
                }
                // Every table leads to its own part of the matrix: some of them are enough.
                if link.hasPrefix("/matrix?"), seen.count(where: { $0.hasPrefix("/matrix?") }) >= 60 { continue }
                if seen.insert(link).inserted { waiting.append(link) }
            }
        }
        #expect(seen.count > 150)
        #expect(site.reports.all == [])
    }

    @Test("each template's markers are exactly the keys that its page sets")
    func markers() throws {
        var configuration = TestSite.configuration
        configuration.menus.append(
            Configuration.Menu(title: "Long", entries: SampleKinds.all.kinds.prefix(20).map(\.name)))
        var site = try TestSite(configuration: configuration).application.site
        site.state.failure = ConfigurationState.Failure(at: SampleSnapshot.now, words: "config.yaml:1:1: error: x")
        let (keys, repeated) = Union(site: site).keys
        #expect(repeated == [:], "of two texts for one marker only one is shown")
        let everywhere = keys.values.reduce(into: Set<String>()) { $0.formUnion($1) }
        for name in site.templates.names {
            let markers = try #require(site.templates.markers(of: name))
            let own = try #require(keys[name], "no page uses the template \(name)")
            let known = markers.values.union(markers.sections)
            #expect(own.subtracting(known) == [], "pages set keys that \(name) does not have")
            // Parts are shared: not every page shows all that a part can.
            #expect(known.subtracting(everywhere) == [], "\(name) has markers that no page sets")
        }
    }
}
