import HTTPServer
import Inventory
import Testing

@testable import Web

@Suite("Forms and parameters")
struct ParameterTests {
    /// A page of every sort that has data, and what follows the dot for its data.
    static let twins: [(page: String, forms: [String])] = [
        ("/overview", ["json", "yaml"]), ("/all", ["json", "yaml"]), ("/production", ["json", "yaml"]),
        ("/production/eu-west-1", ["json", "yaml"]), ("/matrix", ["json", "yaml"]),
        ("/find", ["json", "yaml"]), ("/env", ["json", "yaml", "md"]), ("/env/staging", ["json", "yaml", "md"]),
        ("/env/compare", ["json", "yaml", "md"]), ("/schedules", ["json", "jsonl", "csv", "yaml", "md"]),
        ("/all/all/ec2", ["json", "jsonl", "csv", "yaml", "md"]),
        ("/production/eu-west-1/ec2/i-0web01", ["json", "yaml"]),
    ]

    private static func query(_ page: String) -> String { page == "/env/compare" ? "a=staging&b=production" : "" }

    @Test("every page with data has it behind a dot and by _format, the same bytes", arguments: twins.indices)
    func extensions(index: Int) async throws {
        let (page, forms) = Self.twins[index]
        let site = try TestSite(SampleEnvironments.snapshot)
        let query = Self.query(page)
        let more = query.isEmpty ? "" : "&\(query)"
        #expect(await site.ask("\(page)?\(query)").status == 200)
        for form in forms {
            let byDot = await site.ask("\(page).\(form)?\(query)")
            let byName = await site.ask("\(page)?_format=\(form)\(more)")
            #expect(byDot.status == 200 && byName.status == 200, "\(page).\(form)")
            #expect(byDot.response.body == byName.response.body, "\(page).\(form)")
            #expect(byDot["Content-Type"] == TableFormat(rawValue: form)?.mediaType, "\(page).\(form)")
            #expect(byDot["Cache-Control"] == "private, no-cache", "\(page).\(form)")
        }
    }

    @Test(
        "a form, a parameter or a value that there is not is 400, with those that there are", arguments: twins.indices)
    func mistakes(index: Int) async throws {
        let page = Self.twins[index].page
        let site = try TestSite(SampleEnvironments.snapshot)
        let query = Self.query(page).isEmpty ? "" : "&\(Self.query(page))"
        for text in ["_format=xml", "nope=1", "_document=exe", "_sise=3"] {
            let answer = await site.ask("\(page)?\(text)\(query)")
            #expect(answer.status == 400, "\(page)?\(text)")
            #expect(answer.text.contains("There are: ") || text.hasPrefix("_document"), "\(page)?\(text)")
        }
        let json = await site.ask("\(page).json?nope=1\(query)")
        #expect(json.status == 400 && json["Content-Type"] == "application/json", "\(page)")
        #expect(json.text.contains("\"errors\":["), "\(json.text)")
        #expect(site.reports.all == [])
    }

    @Test(
        "what means nothing here is refused",
        arguments: [
            ("/matrix?_format=csv", "There is no form “csv” of this. There are: html, json, yaml."),
            ("/overview?_format=csv", "html, json, yaml"), ("/matrix.csv", "There is no form “csv”"),
            ("/all/all/ec2?_size=abc", "“_size” is a number from 1 to 5,000, not “abc”"),
            ("/all/all/ec2?_size=0", "_size"), ("/all/all/ec2?_size=5001", "_size"),
            ("/all/all/ec2?sort=name", "did you mean “_sort”"), ("/matrix?_next=x", "_next"),
            ("/all/all/ec2.json?_shape=list", "one of objects, array, arrays"),
            ("/all/all/ec2.csv?_shape=array", "JSON and YAML alone"), ("/all/all/ec2?_raw=1", "CSV alone"),
            ("/all/all/ec2.csv?_bom=yes", "1, or 0"),
        ])
    func refused(target: String, words: String) async throws {
        let answer = try await TestSite().ask(target)
        #expect(answer.status == 400)
        let text = answer["Content-Type"]?.hasPrefix("text/html") == true ? PageReader(answer.text).text : answer.text
        #expect(text.contains(words), "\(text)")
    }

    @Test(
        "what pages, forms and scripts ask for is taken",
        arguments: [
            "/matrix?account=&region=&kind=&state=denied", "/all/all/ec2?q=&_tag=&_col=id", "/overview?_refreshed=x",
            "/all/all/ec2?_refreshed=x&_size=", "/-/jump?_format=json&q=web", "/-/accounts?of=/overview&q=",
            "/?", "/overview?&", "/production/eu-west-1/sg/sg-0web?_document=yaml", "/-/healthy?x=1",
            "/static/app.js?v=2",
        ])
    func taken(target: String) async throws {
        #expect(try await TestSite().ask(target).status == 200)
    }

    @Test("an account whose name ends like a form is that account")
    func dottedAccounts() async throws {
        let full = SampleSnapshot.full
        let accounts = full.accounts + [AccountInfo(name: "odd.json", regions: ["eu-west-1"])]
        let site = try TestSite(
            Snapshot(generation: 1, kinds: full.kinds, accounts: accounts, cells: full.cells))
        let page = await site.ask("/odd.json")
        #expect(page.status == 200 && page["Content-Type"] == "text/html; charset=utf-8")
        #expect(Route.place(.names(["odd.json"]), nil).path == "/odd.json?_format=html")
        #expect(await site.ask("/odd.json?_format=html").status == 200)
        #expect(await site.ask("/odd.json?_format=json")["Content-Type"] == "application/json")
    }

    @Test("shapes of JSON, and links to the pages beside")
    func shapes() async throws {
        let site = try TestSite()
        let array = await site.ask("/production/eu-west-1/ec2.json?_shape=array").text
        #expect(array.hasPrefix("[{\"account\":\"production\""))
        let arrays = await site.ask("/production/eu-west-1/ec2.json?_shape=arrays&_col=id").text
        #expect(arrays.contains("\"columns\":[\"") && arrays.contains("\"rows\":[[\""))
        let first = await site.ask("/all/all/ec2.json?_size=1")
        let link = try #require(first["Link"])
        #expect(link.hasPrefix("</all/all/ec2.json?_size=1&_next=") && link.hasSuffix(">; rel=\"next\""))
        let next = String(link.dropFirst().prefix { $0 != ">" })
        #expect(await site.ask(next)["Link"]?.contains("</all/all/ec2.json?_size=1>; rel=\"prev\"") == true)
        #expect(await site.ask("/all/all/ec2.json")["Link"] == nil)
    }
}
