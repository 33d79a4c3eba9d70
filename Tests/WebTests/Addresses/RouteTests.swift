import Configuration
import Inventory
import Testing

@testable import Web

@Suite("Addresses")
struct RouteTests {
    static let names = [
        "prod", "ec2", "us-east-1", "a b", "ü", "a%b", "a%2Fb", "a?b", "a#b", "a&b", "a=b", "a+b", "\"<'>", "a;b",
        "a:b", "a\\b",
        "..a", "…", "\u{202E}x", "find.json", "a.csv", "-a", "e", "emoji 👩‍👩‍👧",
    ]
    static let ids =
        names + [
            "arn:aws:sns:eu-west-1:123456789012:topic/with/slash", "orders.csv", "stack.json", "/", "//x", "a/../b",
            "%00",
            "Z1:www.example.com:A:blue", "*.example.com", "all", "static", ",",
        ]

    private func roundTrip(_ route: Route) throws -> Route? { Route(try Target(route.path)) }

    @Test("a resource's address names it, whatever it is called", arguments: ids)
    func resources(id: String) throws {
        for name in Self.names {
            let key = ResourceKey(account: name, region: "eu-west-1", kind: "sqs", id: id)
            for format in [Route.Format.html, .json, .yaml] {
                let route = Route.resource(key, format)
                #expect(try roundTrip(route) == route)
            }
            let other = Route.resource(ResourceKey(account: "a", region: name, kind: name, id: id), .html)
            #expect(try roundTrip(other) == other)
            #expect(other.path.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != 0x22 && $0 != 0x26 && $0 != 0x27 })
        }
        for language in [nil, SourceLanguage.json, .yaml] {
            let stack = ResourceKey(account: "a", region: "b", kind: "cloudformation", id: id)
            let template = Route.template(stack, language)
            #expect(try roundTrip(template) == template)
        }
        let document = Route.document(ResourceKey(account: "a", region: "b", kind: "sqs", id: id))
        #expect(try roundTrip(document) == document)
    }

    @Test("a table's address says all of the table", arguments: names)
    func tables(name: String) throws {
        for format in [Route.Format.html, .json, .csv] {
            let isTwin = format != .html
            for scope in [Scope.all, .names([name]), .names([name, "dev"])] {
                let plain = TableRequest(
                    accounts: scope, regions: scope, word: "ec2", size: isTwin ? nil : Route.pageSize)
                let full = TableRequest(
                    accounts: scope, regions: .all, word: name == "find.json" || name == "a.csv" ? "rds" : name,
                    filter: "state:running \"\(name)\" -tag:a=b&c", sort: name,
                    isDescending: name.count.isMultiple(of: 2),
                    size: 7, next: name, added: [name, "arn"], hidden: ["id", name])
                #expect(try roundTrip(.table(plain, format)) == .table(plain, format))
                #expect(try roundTrip(.table(full, format)) == .table(full, format))
            }
        }
    }

    @Test("the other addresses", arguments: names)
    func others(name: String) throws {
        var routes: [Route] = [
            .environments(.html), .environments(.json), .environment(name, .html), .environment(name, .json),
            .environment(name, .twin(.md)), .environment(name, .yaml), .comparison(name, "b", .html),
            .comparison("a", name, .twin(.md)), .jump(name, .html), .jump(name, .json),
            .front, .overview, .healthy, .ready, .matrix(.html), .matrix(.json),
            .overviewTwin(.all, nil, .json), .overviewTwin(.names([name]), .names(["eu-west-1"]), .yaml),
            .matrix(
                .yaml,
                CellRequest(
                    accounts: .names([name]), regions: .names(["eu-*", "global"]), words: ["rds", "App Services"],
                    states: ["denied", "failing"], start: 100)), .place(.names([name]), nil),
            .place(.names([name, "b"]), .names(["eu-west-1"])), .place(.all, .all), .find(FindAddress(name), .html),
            .find(FindAddress(name), .json), .find(FindAddress(name, size: 7, next: "x"), .twin(.jsonl)),
            .refresh(target: "/a/b/ec2?q=\(name)"), .asset(name),
        ]
        if Route.reserved.contains(Route.split(name).word) { routes = [] }
        for route in routes { #expect(try roundTrip(route) == route, "\(route.path)") }
    }

    @Test(
        "what / opens: what the configuration names, the first of what it does not",
        arguments: [
            (nil, nil, nil, nil), ("production", "eu-west-1", "rds", "/production/eu-west-1/rds"),
            ("all", "all", "ec2", "/all/all/ec2"), ("a b", nil, nil, "/a%20b/eu-west-1/ec2"),
            (nil, nil, "sqs", "/production/eu-west-1/sqs"), (nil, "us-west-2", nil, "/production/all/ec2"),
            (nil, nil, "route53", "/production/global/route53"),
        ] as [(String?, String?, String?, String?)])
    func front(account: String?, region: String?, service: String?, path: String?) {
        let configuration = Configuration(
            accounts: [], regions: [], menus: [Configuration.Menu(title: "Compute", entries: ["ec2"])],
            defaultAccount: account, defaultRegion: region, defaultService: service)
        #expect(Route(defaultsOf: configuration, in: SampleSnapshot.full)?.path == path)
    }

    @Test("the words of elastatus's old bookmarks")
    func bookmarks() throws {
        let table = TableRequest(
            accounts: .names(["production"]), regions: .names(["eu-west-1"]), word: "ec2", size: Route.pageSize)
        #expect(Route(try Target("/production/eu-west-1/ec2")) == .table(table, .html))
        #expect(
            Route(try Target("/production/eu-west-1/cloudformation/web.json"))
                == .resource(
                    ResourceKey(account: "production", region: "eu-west-1", kind: "cloudformation", id: "web.json"),
                    .html))
        #expect(
            Route(try Target("/production/eu-west-1/sg/sg-1"))
                == .resource(ResourceKey(account: "production", region: "eu-west-1", kind: "sg", id: "sg-1"), .html))
    }

    @Test("sizes are bounded, twins hold everything")
    func sizes() throws {
        func size(_ target: String) throws -> Int? {
            guard case .table(let request, _) = Route(try Target(target)) else { return -1 }
            return request.size
        }
        #expect(try size("/a/b/ec2?_size=1000000") == Route.pageSizeLimit)
        #expect(try size("/a/b/ec2?_size=0") == 1)
        #expect(try size("/a/b/ec2?_size=x") == Route.pageSize)
        #expect(try size("/a/b/ec2.json") == nil)
        #expect(try size("/a/b/ec2.csv?_size=9") == 9)
        #expect(try size("/a/b/ec2?_format=json") == nil)
    }

    @Test(
        "bad escapes, NUL and bytes that are no text",
        arguments: ["/%", "/%4", "/%zz", "/a/%00", "/%ff", "/?q=%", "/?%00=a", "/a?b=%C3"])
    func badEscapes(target: String) {
        #expect(throws: BadTarget.badEscape) { try Target(target) }
    }

    @Test(
        "no way up, and no way out",
        arguments: ["/..", "/a/../b", "/%2e%2e/a", "/a/%2E/b", "//evil.example", "//evil.example/", "/a//b", "/a/b//"])
    func traversal(target: String) {
        #expect(throws: BadTarget.nowhere) { try Target(target) }
    }

    @Test(
        "what is no address of ours",
        arguments: [
            "/a/b/c/d/e", "/static", "/static/a/b", "/-", "/-/x", "/-/a/b", "/changes/x", "/sql", "/find/x",
            "/env/prod/x",
        ])
    func unknown(target: String) throws {
        #expect(Route(try Target(target)) == nil)
    }

    @Test("too many parameters, and targets that are no path")
    func limits() {
        #expect(throws: BadTarget.tooManyParameters) { try Target("/?" + String(repeating: "a=b&", count: 201)) }
        #expect(throws: BadTarget.notAPath) { try Target("http://a/") }
        #expect(throws: BadTarget.notAPath) { try Target("") }
    }
}
