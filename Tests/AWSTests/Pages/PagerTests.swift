import Document
import Testing

@testable import AWS

@Suite("Pages")
struct PagerTests {
    private static func pagination(_ words: Value) throws -> Pagination { try #require(Pagination(words)) }

    /// Runs `pages` through a pager until it asks for no more.
    private func join(
        _ pagination: Pagination?, _ pages: [Value], limits: Pager.PageLimits = Pager.PageLimits()
    ) throws -> (result: Value, inputs: [[String: Value]]) {
        var pager = Pager(pagination, limits: limits)
        var inputs: [[String: Value]] = []
        for page in pages {
            guard let next = try pager.add(page, bytes: 100) else { return (pager.result(), inputs) }
            inputs.append(Dictionary(next.map { ($0.name, $0.token) }, uniquingKeysWith: { $1 }))
        }
        Issue.record("the pager wanted more pages")
        return (pager.result(), inputs)
    }

    @Test("lists are joined, tokens are handed on and left out, the first page's other members stay")
    func lists() throws {
        let pagination = try Self.pagination([
            "input_token": "Marker", "output_token": "NextMarker", "result_key": ["Items", "Prefixes"],
        ])
        let (result, inputs) = try join(
            pagination,
            [
                ["Items": [1, 2], "NextMarker": "a", "Owner": "first"],
                ["Items": [], "Prefixes": ["p"], "NextMarker": "b", "Owner": "second"],
                ["Items": [3], "Prefixes": ["q"], "NextMarker": ""],
            ])
        #expect(result == ["Items": [1, 2, 3], "Prefixes": ["p", "q"], "Owner": "first"])
        #expect(inputs == [["Marker": "a"], ["Marker": "b"]])
    }

    @Test("Route 53 has three tokens, any of which may be missing, and says when it ends")
    func route53() throws {
        let pagination = try Self.pagination([
            "input_token": ["StartRecordName", "StartRecordType", "StartRecordIdentifier"],
            "output_token": ["NextRecordName", "NextRecordType", "NextRecordIdentifier"],
            "result_key": "ResourceRecordSets", "more_results": "IsTruncated", "limit_key": "MaxItems",
        ])
        #expect(pagination.limitKey == "MaxItems")
        let (result, inputs) = try join(
            pagination,
            [
                ["ResourceRecordSets": ["r1"], "IsTruncated": true, "NextRecordName": "n", "NextRecordType": "A"],
                [
                    "ResourceRecordSets": ["r2"], "IsTruncated": true, "NextRecordName": "n", "NextRecordType": "A",
                    "NextRecordIdentifier": "i", "MaxItems": "1",
                ],
                ["ResourceRecordSets": ["r3"], "IsTruncated": false, "NextRecordName": "left over"],
            ])
        #expect(result == ["ResourceRecordSets": ["r1", "r2", "r3"]])
        #expect(
            inputs == [
                ["StartRecordName": "n", "StartRecordType": "A", "StartRecordIdentifier": .null],
                ["StartRecordName": "n", "StartRecordType": "A", "StartRecordIdentifier": "i"],
            ])
    }

    @Test("more to come and no token to ask for it is no end")
    func lostToken() throws {
        let pagination = try Self.pagination([
            "input_token": "Marker", "output_token": "NextMarker", "result_key": "Items", "more_results": "IsTruncated",
        ])
        var pager = Pager(pagination)
        let error = #expect(throws: APIError.self) { try pager.add(["Items": [1], "IsTruncated": true], bytes: 9) }
        #expect(error?.code == .badResponse)
    }

    @Test("results and tokens may lie deeper")
    func nested() throws {
        let pagination = try Self.pagination([
            "input_token": "Marker", "output_token": "DistributionList.NextMarker",
            "result_key": "DistributionList.Items", "more_results": "DistributionList.IsTruncated",
        ])
        let (result, _) = try join(
            pagination,
            [
                ["DistributionList": ["Items": [1], "NextMarker": "x", "IsTruncated": true, "Quantity": 2]],
                ["DistributionList": ["Items": [2], "IsTruncated": false, "Quantity": 1]],
            ])
        #expect(result == ["DistributionList": ["Items": [1, 2], "Quantity": 2]])
    }

    @Test("a token may be the last element's key, or an object")
    func oddTokens() throws {
        let path = try #require(MemberPath("NextMarker || Contents[-1].Key"))
        #expect(path.value(in: ["Contents": [["Key": "a"], ["Key": "b"]]]) == "b")
        #expect(path.value(in: ["NextMarker": "n", "Contents": [["Key": "a"]]]) == "n")
        #expect(path.value(in: ["NextMarker": "", "Contents": []]) == "")
        #expect(path.value(in: [:]) == nil)
        for bad in ["", "A.", ".A", "A[", "A[x]", "A[]", "A ||", "a(b)", "A.[0]"] {
            #expect(MemberPath(bad) == nil, "\(bad)")
        }

        let scan = try Self.pagination([
            "input_token": "ExclusiveStartKey", "output_token": "LastEvaluatedKey",
            "result_key": ["Items", "Count", "ScannedCount"],
        ])
        let (result, inputs) = try join(
            scan,
            [
                ["Items": [["k": 1]], "Count": 1, "ScannedCount": 2, "LastEvaluatedKey": ["k": ["S": "1"]]],
                ["Items": [["k": 2]], "Count": 1, "ScannedCount": 3],
            ])
        #expect(result == ["Items": [["k": 1], ["k": 2]], "Count": 2, "ScannedCount": 5])
        #expect(inputs == [["ExclusiveStartKey": ["k": ["S": "1"]]]])
    }

    @Test("without paginator the one answer is the result")
    func single() throws {
        let page: Value = ["NextToken": "", "Marker": .null, "nextToken": ["a": 1], "A": 1]
        let (result, inputs) = try join(nil, [page])
        #expect(result == page)
        #expect(inputs.isEmpty)
        #expect(Pagination(["input_token": ["A", "B"], "output_token": "C", "result_key": "D"]) == nil)
        #expect(Pagination(["input_token": "A", "output_token": "C"]) == nil)
    }

    @Test(
        "without paginator a first page that says there are more is no whole answer",
        arguments: ["NextToken", "nextToken", "NextMarker", "Marker"])
    func morePages(token: String) throws {
        var pager = Pager(nil)
        let page = Value.object(["Items": [1], token: "t"])
        let error = #expect(throws: APIError.self) { try pager.add(page, bytes: 9) }
        #expect(error?.code == .badResponse && error?.message.contains(token) == true)
    }

    @Test(
        "circles of any length end",
        arguments: [["A", "A"], ["A", "B", "A"], ["A", "B", "C", "D", "E", "B"]])
    func circles(tokens: [String]) throws {
        try expectRefusal(after: tokens.count) { .object(["NextToken": .string(tokens[$0]), "Items": [1]]) }
    }

    @Test("ever new tokens end at the page limit, empty pages sooner, ever more items and bytes at theirs")
    func endless() throws {
        try expectRefusal(after: 51) { ["NextToken": .string("\($0)")] }
        try expectRefusal(after: 51) { ["NextToken": .string("\($0)"), "Items": []] }
        try expectRefusal(after: 100) { ["NextToken": .string("\($0)"), "Items": $0 % 50 == 0 ? [1] : []] }
        try expectRefusal(after: 11, bytes: 100_000) { ["NextToken": .string("\($0)"), "Items": [1]] }
        try expectRefusal(after: 11) {
            ["NextToken": .string("\($0)"), "Items": .array(Array(repeating: 1, count: 1_000))]
        }
    }

    @Test("a huge token ends at once")
    func hugeToken() throws {
        try expectRefusal(after: 1) { _ in ["NextToken": .string(String(repeating: "x", count: 100_000))] }
    }

    @Test("the limits are those that were promised")
    func limits() {
        #expect(Pager.PageLimits().pages == 10_000)
        #expect(Pager.PageLimits().items == 1_000_000)
        #expect(Pager.PageLimits().bytes == 256 << 20)
        #expect(Pager.PageLimits().emptyPages == 1_000)
    }

    private func expectRefusal(after count: Int, bytes: Int = 100, _ page: (Int) -> Value) throws {
        let pagination = try Self.pagination([
            "input_token": "NextToken", "output_token": "NextToken", "result_key": "Items",
        ])
        var pager = Pager(
            pagination,
            limits: Pager.PageLimits(pages: 100, items: 10_000, emptyPages: 50, bytes: 1_000_000, token: 64 << 10))
        for index in 0..<(count - 1) { #expect(try pager.add(page(index), bytes: bytes) != nil) }
        let error = #expect(throws: APIError.self) { try pager.add(page(count - 1), bytes: bytes) }
        #expect(error?.code == .badResponse)
    }
}
