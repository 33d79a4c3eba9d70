import Document
import Inventory
import Testing

@Suite("Find: pages of answers")
struct FindPagesTests {
    private static func rows(_ numbers: some Sequence<Int>) -> [Resource] {
        numbers.map { number in
            Samples.row(
                "elasticache-cluster", "c\(number)", account: number % 3 == 0 ? "dev" : "prod",
                name: number % 5 == 0 ? "web" : "web-\(number % 7)",
                endpoints: number % 2 == 0 ? [Samples.endpoint("h\(number).example", 6379)] : [],
                tags: [("odd", number % 4 == 0 ? "web" : "other")], columns: ["redis"])
        }
    }

    private static func index(_ rows: [Resource]) -> SearchIndex { SearchIndex(Samples.snapshot(rows)) }

    /// Every page of `size` answers, the rows changed between them by `change`.
    private func pages(_ text: String, size: Int, change: (Int) -> SearchIndex) -> [[ResourceKey]] {
        var pages: [[ResourceKey]] = []
        var token: FindToken?
        while pages.count < 1000 {
            let result = change(pages.count).find(FindRequest(text, size: size, after: token))
            pages.append(result.answers.map(\.resource.key))
            guard let next = result.next else { return pages }
            token = FindToken(next, of: text)
            if token == nil { return [] }
        }
        return pages
    }

    @Test("Pages have every answer once, in the order of the whole", arguments: [1, 2, 7, 59, 60, 100])
    func whole(size: Int) {
        let index = Self.index(Self.rows(0..<60))
        for text in ["web", "redis", "web redis", "web-*"] {
            let all = index.find(text, limit: 1000)
            let pages = pages(text, size: size) { _ in index }
            #expect(pages.flatMap(\.self) == all.answers.map(\.resource.key))
            #expect(pages.count == max(1, (all.total + size - 1) / size))
        }
    }

    @Test("A page says how many stand before it, and how many there are")
    func counts() throws {
        let index = Self.index(Self.rows(0..<60))
        let first = index.find(FindRequest("redis", size: 25))
        let token = try #require(first.next.flatMap { FindToken($0, of: "redis") })
        let second = index.find(FindRequest("redis", size: 25, after: token))
        #expect(first.before == 0 && second.before == 25 && second.total == 60)
        #expect(second.chain.isEmpty)
    }

    @Test("What stays is neither left out nor shown twice while other rows come and go")
    func changes() {
        let pages = pages("redis", size: 5) { page in
            // Rows before and behind the page's start go and come.
            Self.index(
                Self.rows((0..<60).filter { ($0 + page) % 6 != 0 || $0 % 2 == 1 }) + Self.rows(100 + page..<103 + page))
        }
        let seen = pages.flatMap(\.self)
        #expect(Set(seen).count == seen.count)
        let staying = Self.rows((0..<60).filter { $0 % 2 == 1 }).map(\.key)
        #expect(Set(staying).isSubset(of: seen))
    }

    @Test("A token is of its question, and what is none is refused")
    func tokens() throws {
        let next = try #require(Self.index(Self.rows(0..<9)).find(FindRequest("web", size: 2)).next)
        #expect(FindToken(next, of: "web")?.text == next)
        #expect(FindToken(next, of: "redis") == nil)
        for text in ["", "x", "W10", String(next.dropLast(5)), String(repeating: "A", count: 10_000)] {
            #expect(FindToken(text, of: "web") == nil)
        }
    }
}
