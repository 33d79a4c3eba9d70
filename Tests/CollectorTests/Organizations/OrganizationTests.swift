import AWS
@testable import Collector
import Document
import FoundationEssentials
import Inventory
import Synchronization
import Testing

@Suite("Members of an organization")
struct OrganizationTests {
    private static func answer(_ accounts: [(id: String, name: String, state: String)]) -> Value {
        [
            "Accounts": .array(
                accounts.map { ["Id": .string($0.id), "Name": .string($0.name), "Status": .string($0.state)] })
        ]
    }

    private func listing(
        _ accounts: [(id: String, name: String, state: String)], exclude: [String] = [], known: Set<String> = [],
        taken: Set<String> = ["hub"]
    ) -> OrganizationListing {
        let settings = OrganizationSettings(
            account: "hub", exclude: exclude, regions: RegionPatterns(["eu-west-1"]), reservedNames: ["all", "static"]
        ) { _ in }
        return OrganizationListing(Self.answer(accounts), settings, knownIDs: known, takenNames: taken)
    }

    @Test(
        "get names that fit a URL",
        arguments: [
            ("Orders Production", "orders_production"), ("a/b,c", "a_b_c"), ("hub", "hub-111111111111"),
            ("All", "all-111111111111"), ("  ", "111111111111"), ("..", "111111111111"), ("Zürich", "zürich"),
            ("x\u{202E}y\u{0}z", "x_y_z"), ("eu-west-1", "eu-west-1"),
        ])
    func names(written: String, name: String) {
        #expect(
            listing([("111111111111", written, "ACTIVE")]).members == [
                OrganizationMember(name: name, id: "111111111111")
            ])
    }

    @Test("get the same names whatever the order of the answer")
    func order() {
        let accounts = [("222222222222", "Web", "ACTIVE"), ("111111111111", "web", "ACTIVE")]
        let expected = [
            OrganizationMember(name: "web", id: "111111111111"),
            OrganizationMember(name: "web-222222222222", id: "222222222222"),
        ]
        #expect(listing(accounts).members == expected)
        #expect(listing(accounts.reversed()).members == expected)
    }

    @Test("that are not active, or excluded, are named with the reason")
    func skipped() {
        let found = listing(
            [
                ("111111111111", "gone", "SUSPENDED"), ("222222222222", "going", "PENDING_CLOSURE"),
                ("333333333333", "Sandbox Ann", "ACTIVE"), ("444444444444", "kept", "ACTIVE"),
                ("555555555555", "other", "ACTIVE"), ("666666666666", "named", "ACTIVE"), ("x", "no id", "ACTIVE"),
            ], exclude: ["Sandbox*", "555555555555"], known: ["666666666666"])
        #expect(found.members.map(\.name) == ["kept"])
        #expect(found.skipped.map(\.reason) == [.suspended, .closing, .excluded, .excluded])
    }

    private func settings(_ admitted: @escaping @Sendable ([OrganizationMember]) -> Void) throws -> CollectorSettings {
        CollectorSettings(
            accounts: [.init(name: "hub", group: nil, regions: RegionPatterns(["eu-west-1"]), accountID: nil)],
            kinds: KindSet(kinds: [try SampleKinds.group()], views: []),
            organization: OrganizationSettings(
                account: "hub", regions: RegionPatterns(["eu-west-1"]), every: .seconds(3_600), admit: admitted))
    }

    @Test("come and go without a restart, the hub itself is read once, and a failed listing changes nothing")
    func follows() async throws {
        let client = FakeClient()
        let answers = Mutex<[Value?]>([
            Self.answer([("111122223333", "The hub", "ACTIVE"), ("222222222222", "Web", "ACTIVE")]),
            nil,
            Self.answer([("222222222222", "Web", "SUSPENDED"), ("333333333333", "Shop", "ACTIVE")]),
        ])
        client.on("organizations:ListAccounts") { _ throws(APIError) in
            guard let answer = answers.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else {
                throw APIError(.denied, "no", action: "organizations:ListAccounts")
            }
            return answer
        }
        client.on("elbv2:DescribeTargetGroups") { _ in ["TargetGroups": [["Name": "web"]]] }
        let admitted = Mutex<[[String]]>([])
        let settings = try settings { members in admitted.withLock { $0.append(members.map(\.name)) } }
        let organization = try #require(settings.organization)
        let collector = Collector(settings, client: client)

        let first = try #require(await collector.admitMembers(of: organization))
        #expect(first.map(\.name) == ["web"])
        #expect(await collector.matrix.accounts.map(\.name) == ["hub", "web"])
        for account in first { await collector.prepare(account) }
        #expect(await collector.cells.count == 2)

        #expect(await collector.admitMembers(of: organization) == nil)
        let failed = await collector.organization
        #expect(failed?.problem?.action == "organizations:ListAccounts")
        #expect(failed?.listedAt != nil)
        #expect(await collector.matrix.accounts.map(\.name) == ["hub", "web"])

        let third = try #require(await collector.admitMembers(of: organization))
        #expect(third.map(\.name) == ["shop"])
        #expect(await collector.matrix.accounts.map(\.name) == ["hub", "shop"])
        #expect(await collector.cells.keys.filter { $0.account == "web" } == [])
        #expect(await collector.organization?.skipped.map(\.name) == ["Web"])
        #expect(admitted.withLock { $0 } == [["web"], ["shop"]])
    }

    @Test("a name that another one gets stays in the matrix, and an answer without accounts is none")
    func renamed() async throws {
        let client = FakeClient()
        let answers = Mutex<[Value]>([
            Self.answer([("111122223333", "The hub", "ACTIVE"), ("222222222222", "Web", "ACTIVE")]),
            Self.answer([("222222222222", "Web", "SUSPENDED"), ("333333333333", "Web", "ACTIVE")]),
            Self.answer([]), [:],
        ])
        client.on("organizations:ListAccounts") { _ in answers.withLock { $0.removeFirst() } }
        let settings = try settings { _ in }
        let organization = try #require(settings.organization)
        let collector = Collector(settings, client: client)
        _ = await collector.admitMembers(of: organization)
        let second = try #require(await collector.admitMembers(of: organization))
        #expect(second.map(\.name) == ["web"])
        #expect(await collector.matrix.accounts.map(\.accountID).last == "333333333333")
        for _ in 0..<2 {
            #expect(await collector.admitMembers(of: organization) == nil)
            #expect(await collector.organization?.problem?.code == .badResponse)
            #expect(await collector.matrix.accounts.map(\.name) == ["hub", "web"])
        }
    }
}
