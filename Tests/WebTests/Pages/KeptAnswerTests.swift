import HTTPServer
import Inventory
import Synchronization
import Testing

@testable import Web

@Suite("Answers that are asked for again")
struct KeptAnswerTests {
    private let page = "/production/all/ec2"

    @Test(
        "have a name; who has one is told so, without the body",
        arguments: ["/production/all/ec2", "/production/all/ec2.json", "/overview", "/find?q=web", "/static/app.js"])
    func unchanged(target: String) async throws {
        let site = try TestSite()
        let first = await site.ask(target)
        let tag = try #require(first["ETag"])
        #expect(first.status == 200 && !first.response.body.isEmpty)
        #expect(first["Vary"] == "Accept-Encoding")
        for known in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
            let again = await site.ask(target, headers: [("If-None-Match", known)])
            #expect(again.status == 304 && again.response.body.isEmpty, "\(known)")
            #expect(again["ETag"] == tag)
        }
        for other in ["\"other\"", "W/\"other\"", tag.replacing("\"", with: ""), ""] {
            #expect(await site.ask(target, headers: [("If-None-Match", other)]).status == 200, "\(other)")
        }
    }

    @Test("are packed for who can unpack them")
    func packed() async throws {
        let site = try TestSite()
        let plain = await site.ask(page)
        for field in ["gzip", "deflate, GZIP;q=0.5", "br, x-gzip"] {
            let answer = await site.ask(page, headers: [("Accept-Encoding", field)])
            #expect(answer["Content-Encoding"] == "gzip")
            #expect(answer.response.body.starts(with: [0x1F, 0x8B]))
            #expect(answer.response.body.count < plain.response.body.count / 2)
            // The two forms are not the same bytes.
            #expect(answer["ETag"] == plain["ETag"].map { "W/\($0)" })
        }
        for field in ["", "br", "gzip;q=0", "gzip; q=0.0", "identity"] {
            #expect(await site.ask(page, headers: [("Accept-Encoding", field)])["Content-Encoding"] == nil, "\(field)")
        }
        #expect(await site.ask("/nowhere/at/all", headers: [("Accept-Encoding", "gzip")])["Content-Encoding"] == nil)
    }

    @Test("are made anew for another second, another snapshot and after anything was asked to happen")
    func anew() async throws {
        let cache = AnswerCache()
        let moment = AnswerCache.Moment(generation: 1, second: 7, edition: cache.edition)
        let entry = AnswerCache.Entry(HTTPResponse(body: [1, 2, 3]), label: "table")
        cache.keep(entry, of: "/a", at: moment)
        #expect(cache.entry(of: "/a", at: moment) === entry)
        #expect(cache.entry(of: "/b", at: moment) == nil)
        for other in [
            AnswerCache.Moment(generation: 2, second: 7, edition: moment.edition),
            AnswerCache.Moment(generation: 1, second: 8, edition: moment.edition),
        ] { #expect(cache.entry(of: "/a", at: other) == nil) }
        cache.empty()
        #expect(cache.entry(of: "/a", at: moment) == nil)
        // What was begun before the change comes too late.
        cache.keep(entry, of: "/a", at: moment)
        let now = AnswerCache.Moment(generation: 1, second: 7, edition: cache.edition)
        #expect(cache.entry(of: "/a", at: now) == nil)
    }

    @Test("are not given to names that are not answered to")
    func names() async throws {
        let site = try TestSite()
        #expect(await site.ask(page).status == 200)
        #expect(await site.ask(page, headers: [("Host", "evil.example")]).status == 421)
        #expect(await site.ask(page).status == 200)
    }

    @Test("each has an id of its own, which a trusted proxy may give")
    func ids() async throws {
        let site = try TestSite()
        let ids = [await site.ask(page)["X-Request-Id"], await site.ask(page)["X-Request-Id"]].compactMap(\.self)
        #expect(Set(ids).count == 2)
        #expect(ids.allSatisfy { $0.count == 16 })
        #expect(await site.ask(page, headers: [("X-Request-Id", "mine")])["X-Request-Id"] != "mine")
    }
}
