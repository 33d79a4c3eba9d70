import HTTPServer
import Inventory
import Testing

@testable import Web

@Suite("Environments on pages")
struct EnvironmentPagesTests {
    @Test("Pages, twins and the form lead to one another")
    func pages() async throws {
        let site = try TestSite(SampleEnvironments.snapshot)
        let list = await site.ask("/env")
        #expect(list.status == 200)
        #expect(PageReader(list.text).values("a", "href").contains("/env/staging"))
        for path in [
            "/env/staging", "/env/STAGING", "/env/production", "/env/compare?a=staging&b=production",
            "/env/compare?a=production&b=production",
        ] {
            #expect(await site.ask(path).status == 200, "\(path)")
            let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
            let query = parts.count > 1 ? "?" + parts[1] : ""
            for (suffix, type) in [
                (".json", "application/json"), (".yaml", "application/yaml"), (".md", "text/markdown"),
            ] {
                let twin = await site.ask(parts[0] + suffix + query)
                #expect(twin.status == 200 && twin["Content-Type"]?.hasPrefix(type) == true, "\(path)\(suffix)")
            }
            #expect(await site.ask(parts[0] + ".csv" + query).status == 400)
        }
        #expect(site.reports.all == [])
    }

    @Test("What is not there is told with what is near")
    func missing() async throws {
        let site = try TestSite(SampleEnvironments.snapshot)
        let page = await site.ask("/env/stagin")
        #expect(page.status == 404 && PageReader(page.text).values("a", "href").contains("/env/staging"))
        #expect(await site.ask("/env/compare?a=staging&b=<script>").status == 404)
        #expect(await site.ask("/env/compare?a=staging").status == 302)
        #expect(await site.ask("/env/compare.json?a=staging").status == 400)
        #expect(await site.ask("/env/a/b").status == 404)
    }

    @Test(
        "A jump goes where it is sure, and to Find otherwise",
        arguments: [
            ("i-0web03", "/production/eu-west-1/ec2/i-0web03"), ("production", "/production"),
            ("PRODUCTION ec2", "/production/all/ec2"), ("rds eu-west-1 qa_team", "/qa_team/eu-west-1/rds"),
            ("route53", "/all/global/route53"), ("staging", "/env/staging"), ("overview", "/overview"),
            ("", "/find"), ("web", "/find?q=web"), ("zzz zzz", "/find?q=zzz+zzz"), ("ec2 rds", "/find?q=ec2+rds"),
            ("//evil.example", "/find?q=//evil.example"),
        ])
    func jumps(text: String, place: String) async throws {
        let site = try TestSite(SampleEnvironments.snapshot)
        let answer = await site.ask(Route.jump(text, .html).path)
        #expect(answer.status == 302)
        let location = try #require(answer["Location"])
        #expect(location.replacing("%20", with: "+") == place)
        let told = await site.ask(Route.jump(text, .json).path)
        #expect(told.status == 200 && told["Content-Type"] == "application/json")
    }
}
