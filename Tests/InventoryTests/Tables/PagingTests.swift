import Document
import Inventory
import Testing

@Suite("Paging")
struct PagingTests {
    private func row(_ number: Int, _ random: inout SeededGenerator) -> Resource {
        let values: [Value] = [nil, 1, 2, 2, 3.5, "x", "X", "y10", "y9", ["a", "b"], [], true, "\u{E9}"]
        return Samples.row(
            random.pick(["rds-instance", "elasticache-cluster"]), "id-\(number)",
            account: random.pick(["prod", "dev"]),
            region: random.pick(["eu-west-1", "us-east-1"]), name: random.pick(["a", "b", "web-1", "web-10", "web-9"]),
            columns: [random.pick(values), random.pick(values)])
    }

    private func pages(_ request: TableRequest, _ snapshots: () -> Snapshot) throws -> [[ResourceKey]] {
        var request = request
        var pages: [[ResourceKey]] = []
        repeat {
            let table = try Table(request, over: snapshots(), now: Samples.now)
            pages.append(table.rows.map(\.resource.key))
            request.next = table.next
        } while request.next != nil && pages.count < 1000
        return pages
    }

    private func request(_ random: inout SeededGenerator) -> TableRequest {
        var request = TableRequest(accounts: .all, regions: .all, word: "data")
        request.sort = random.pick([nil, "name", "engine", "storage", "nodes", "account", "age", "tag:x", "kind"])
        request.isDescending = Bool.random(using: &random)
        request.size = Int.random(in: 1...7, using: &random)
        return request
    }

    @Test("The pages together are the whole table, in its order", arguments: 0..<30)
    func whole(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let rows = (0..<Int.random(in: 0...40, using: &random)).map { row($0, &random) }
        let snapshot = Samples.snapshot(rows)
        var request = request(&random)
        let paged = try pages(request) { snapshot }.flatMap { $0 }
        request.size = nil
        #expect(try paged == Table(request, over: snapshot, now: Samples.now).rows.map(\.resource.key))
        #expect(Set(paged).count == rows.count)
    }

    @Test("Each page leads back to the one before it", arguments: 0..<40)
    func backwards(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(5000 + seed))
        let snapshot = Samples.snapshot((0..<Int.random(in: 1...40, using: &random)).map { row($0, &random) })
        var request = request(&random)
        if seed.isMultiple(of: 3) { request.filter = "a" }
        var tokens: [String?] = [nil]
        while tokens.count < 100 {
            request.next = tokens[tokens.count - 1]
            let table = try Table(request, over: snapshot, now: Samples.now)
            let before = tokens.dropLast().last
            switch table.previous {
            case nil: #expect(tokens.count == 1)
            case .first: #expect(tokens.count == 2)
            case .after(let token): #expect(before == token)
            }
            guard let next = table.next else { break }
            tokens.append(next)
        }
    }

    @Test("Rows that come and go between pages neither repeat nor hide the others", arguments: 0..<60)
    func changing(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(1000 + seed))
        var rows = (0..<30).map { row($0, &random) }
        let surviving = Set(rows.filter { _ in Bool.random(using: &random) }.map(\.key))
        let request = request(&random)
        var number = 1000
        let seen = try pages(request) {
            rows.removeAll { !surviving.contains($0.key) && Int.random(in: 0...3, using: &random) == 0 }
            number += 1
            rows.append(row(number, &random))
            return Samples.snapshot(number % 2 == 0 ? rows.shuffled(using: &random) : rows)
        }.flatMap { $0 }
        #expect(Set(seen).count == seen.count)
        #expect(surviving.isSubset(of: seen))
    }

    @Test("A token belongs to one order")
    func otherOrder() throws {
        var random = SeededGenerator(seed: 1)
        let snapshot = Samples.snapshot((0..<10).map { row($0, &random) })
        var request = TableRequest(accounts: .all, regions: .all, word: "data", sort: "name", size: 3)
        request.next = try Table(request, over: snapshot, now: Samples.now).next
        #expect(
            request.next?.utf8.allSatisfy {
                Character(Unicode.Scalar($0)).isLetter || Character(Unicode.Scalar($0)).isNumber || $0 == 45 || $0 == 95
            } == true)
        request.isDescending = true
        #expect(throws: LookupProblem.self) { try Table(request, over: snapshot, now: Samples.now) }
        request.isDescending = false
        request.sort = "engine"
        #expect(throws: LookupProblem.self) { try Table(request, over: snapshot, now: Samples.now) }
    }

    @Test("Damaged tokens are refused or lead somewhere, never further", arguments: 0..<20)
    func damaged(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let snapshot = Samples.snapshot((0..<10).map { row($0, &random) })
        var request = TableRequest(accounts: .all, regions: .all, word: "data", sort: "name", size: 3)
        let token = try #require(try Table(request, over: snapshot, now: Samples.now).next)
        for _ in 0..<100 {
            var bytes = Array(token.utf8)
            bytes[Int.random(in: bytes.indices, using: &random)] = random.pick(Array("AZaz09-_=%é".utf8))
            request.next = String(decoding: bytes, as: UTF8.self)
            if let table = try? Table(request, over: snapshot, now: Samples.now) { #expect(table.rows.count <= 3) }
        }
        request.next = String(repeating: "A", count: 100_000)
        #expect(throws: LookupProblem.self) { try Table(request, over: snapshot, now: Samples.now) }
    }

    @Test("A token does not grow with what stands in a row")
    func tokenLength() throws {
        let rows = (0..<3).map {
            Samples.row("rds-instance", "id-\($0)", name: String(repeating: "x", count: 1_000_000))
        }
        let request = TableRequest(accounts: .all, regions: .all, word: "rds-instance", sort: "name", size: 1)
        let table = try Table(request, over: Samples.snapshot(rows), now: Samples.now)
        #expect(try #require(table.next).utf8.count < 500)
        #expect(try pages(request) { Samples.snapshot(rows) }.flatMap { $0 }.count == 3)
    }
}
