import Document
import Inventory
import Testing

@Suite("Hints of filters")
struct FilterHintTests {
    private static let snapshot: Snapshot = {
        let rows = [
            Samples.row("rds-instance", "a", account: "production", state: "running", tags: [("Team", "payments")]),
            Samples.row("rds-instance", "b", account: "staging", state: "stopped", tags: [("Team", "search")]),
        ]
        let plain = Samples.snapshot(rows, accounts: [])
        return Snapshot(
            generation: 1, kinds: plain.kinds,
            accounts: [
                AccountInfo(name: "production", accountID: "483920175566", regions: ["eu-west-1"]),
                AccountInfo(name: "staging", accountID: "111122223333", regions: ["eu-west-1"]),
            ], cells: plain.cells)
    }()

    private func table(_ filter: String) throws -> Table {
        try Table(
            TableRequest(accounts: .all, regions: .all, word: "rds-instance", filter: filter), over: Self.snapshot,
            now: Samples.now)
    }

    @Test(
        "A value that no row has leads to the nearest one that some have",
        arguments: [
            ("state:runing", "state:runing", "state:running"), ("account:prod", "account:prod", "account:production"),
            ("state: running", "state:blank running", "state:running"),
            ("tag:team=payment", "tag:team=payment", "tag:team=payments"),
            ("region:eu-west", "region:eu-west", "region:eu-west-1"),
        ])
    func hint(filter: String, written: String, meant: String) throws {
        let found = try table(filter)
        #expect(found.matched == 0)
        let hint = try #require(found.hints.first)
        #expect(hint.written == written && hint.meant == meant)
        #expect(try table(hint.filter).matched == 1 || meant.hasPrefix("region"))
        #expect(found.document(word: "rds-instance", generation: 1)["hints"]?.array?.first?["meant"] == .string(meant))
    }

    @Test("The rest of the filter stays, and what some row has is no mistake")
    func rest() throws {
        #expect(try table("state:runing -name:x tag:Team").hints.map(\.filter) == ["state:running -name:x tag:Team"])
        #expect(try table("state:running account:staging").hints.isEmpty)
        #expect(try table("state:running").hints.isEmpty)
        #expect(try table("-state:runing").hints.isEmpty)
    }

    @Test("Accounts are found by their ids, whole or in part")
    func accountIDs() throws {
        for filter in ["account:483920175566", "account:4839*", "account:483920175566,staging -account:111122223333"] {
            #expect(try table(filter).rows.map(\.resource.key.account) == ["production"], "\(filter)")
        }
        #expect(try table("-account:483920175566").rows.map(\.resource.key.account) == ["staging"])
        #expect(try table("account:4839").matched == 0)
    }
}
