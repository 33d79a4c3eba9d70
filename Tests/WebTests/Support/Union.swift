import Document
import FoundationEssentials
import Inventory
import Schedules
import Templating

@testable import Web

/// Every key that the sample's pages set, by template: together they show every part of every template.
struct Union {
    let site: Site
    private let now = SampleSnapshot.now

    /// Every key by template, and those that a page of it gave two texts in one place.
    var keys: (all: [String: Set<String>], repeated: [String: Set<String>]) {
        var keys: [String: Set<String>] = [:]
        var repeated: [String: Set<String>] = [:]
        func add(_ name: String, _ data: TemplateData) {
            keys[name, default: []].formUnion(data.keys ?? [])
            if !data.repeated.isEmpty { repeated[name, default: []].formUnion(data.repeated) }
        }
        for snapshot in [SampleSnapshot.full, troubled, crowded] {
            for data in tables(snapshot) + schedules(snapshot) { add("table", data) }
            for data in details(snapshot) { add("detail", data) }
            for text in ["", "prod", "nobody"] {
                add(
                    "accounts",
                    AccountsPage(site: site, snapshot: snapshot, page: .overview, text: text, now: now).data(
                        recordsKeys: true))
            }
            for (accounts, regions) in [
                (Scope.all, nil), (.names(["production"]), nil), (.names(["production"]), .names(["us-east-1"])),
            ] as [(Scope, Scope?)] {
                guard
                    let overview = try? Overview(
                        accounts: accounts, regions: regions ?? .all, over: snapshot, now: now)
                else { continue }
                let page = OverviewPage(
                    site: site, snapshot: snapshot, accounts: accounts, regions: regions, overview: overview, now: now)
                add("overview", page.data(recordsKeys: true))
            }
            for request in [
                CellRequest(), CellRequest(accounts: .names(["production"]), start: 100),
                CellRequest(regions: .names(["eu-west-1"]), states: ["denied"]),
                CellRequest(accounts: .names(["production"]), regions: .names(["r40"]), states: ["error"]),
            ] {
                guard let selection = try? CellSelection(request, over: snapshot, now: now) else { continue }
                let note = RefreshNote(RefreshReport(asked: selection.cells.map(\.key)), in: snapshot, at: now)
                let page = MatrixPage(
                    site: site, snapshot: snapshot, request: request, selection: selection, now: now, refreshed: note)
                add("matrix", page.data(recordsKeys: true))
            }
            for text in ["", "orders", "web", "sg-0web", "nothing-like-it"] {
                let result = site.find(text, snapshot, 100)
                add(
                    "find",
                    FindPage(site: site, snapshot: snapshot, text: text, result: result, now: now).data(
                        recordsKeys: true))
            }
            add(
                "find",
                FindPage(site: site, snapshot: snapshot, text: "10.2.0.1", result: SampleFinds.ways(snapshot), now: now)
                    .data(recordsKeys: true))
            let members = EnvironmentMembers(snapshot)
            add(
                "environments",
                EnvironmentsPage(site: site, snapshot: snapshot, members: members, now: now).data(recordsKeys: true))
            for page in SampleEnvironments.pages(site, now) {
                add("environments", page.list)
                for data in page.reports { add("environment", data) }
                for data in page.comparisons { add("comparison", data) }
            }
            let stack = ResourceKey(account: "production", region: "eu-west-1", kind: "cloudformation", id: "web")
            if let stack = snapshot.resource(stack) {
                for text in ["{}", "a: &b c"] {
                    let page = TemplatePage(
                        site: site, snapshot: snapshot, stack: stack, template: StackTemplate(text), language: .json,
                        now: now)
                    add("template", page.data(recordsKeys: true))
                }
            }
            let message = Message(
                status: 404, title: "t", words: "w", detail: "d", ways: [Message.Way(text: "x", route: .overview)])
            add(
                "message",
                MessagePage(site: site, snapshot: snapshot, message: message, now: now).data(recordsKeys: true))
        }
        return (keys, repeated)
    }

    /// The table of schedules, one with too many of them and one whose definitions cannot be read.
    private func schedules(_ snapshot: Snapshot) -> [TemplateData] {
        [SampleSchedules.many, SampleSchedules.unread].compactMap { settings in
            var site = site
            site.schedules = ScheduleLens(settings)
            let request = TableRequest(accounts: .all, regions: .all, word: ScheduleLens.word, size: 100)
            guard let table = try? Table(request, over: site.schedules.view(of: snapshot), now: now) else { return nil }
            return TablePage(site: site, snapshot: snapshot, request: request, table: table, now: now)
                .data(recordsKeys: true)
        }
    }

    private func tables(_ snapshot: Snapshot) -> [TemplateData] {
        var requests = snapshot.kinds.views.map {
            TableRequest(accounts: .all, regions: .all, word: $0.name, size: 100)
        }
        requests.append(
            TableRequest(
                accounts: .all, regions: .all, word: "ec2", filter: "web", sort: "name", size: 3,
                added: ["tags", "volumes", "monitoring", "tag:env"], hidden: ["zone"]))
        requests.append(
            TableRequest(
                accounts: .all, regions: .all, word: "ec2", filter: "state:running", size: 3, facets: ["tags", "id"]))
        requests.append(TableRequest(accounts: .all, regions: .all, word: "ec2", filter: "nobody", size: 3))
        requests.append(TableRequest(accounts: .all, regions: .all, word: "ec2", filter: "state:runing", size: 3))
        requests.append(TableRequest(accounts: .all, regions: .all, word: "ec2", filter: "name:\"open", size: 3))
        var data: [TemplateData] = []
        for request in requests {
            guard let table = try? Table(request, over: snapshot, now: now, countsUsualFacets: true) else { continue }
            let note = RefreshNote(RefreshReport(asked: table.cells.map(\.key)), in: snapshot, at: now)
            data.append(
                TablePage(site: site, snapshot: snapshot, request: request, table: table, now: now, refreshed: note)
                    .data(recordsKeys: true))
            guard let next = table.next else { continue }
            var following = request
            following.next = next
            guard let page = try? Table(following, over: snapshot, now: now) else { continue }
            data.append(
                TablePage(site: site, snapshot: snapshot, request: following, table: page, now: now).data(
                    recordsKeys: true))
        }
        return data
    }

    private func details(_ snapshot: Snapshot) -> [TemplateData] {
        snapshot.cells.values.flatMap(\.rows).compactMap { row in
            guard let kind = snapshot.kinds.kind(row.key.kind) else { return nil }
            let note = RefreshNote(RefreshReport(asked: [row.key.cell]), in: snapshot, at: now)
            return DetailPage(
                site: site, snapshot: snapshot, resource: row, kind: kind, now: now, refreshed: note
            ).data(recordsKeys: true)
        }
    }

    /// The sample with more accounts than a menu holds, more rules than a page shows, and more that refers to a group
    /// than is named.
    private var crowded: Snapshot {
        let problem = CellError(code: .credentialsExpired, message: "expired", since: now)
        let more = (1...60).map { AccountInfo(name: "more-\($0)", regions: ["eu-west-1"], problem: problem) }
        let regions = (1...20).map { "r\($0)" }
        let rules = (1...501).map { number in Value.object(["FromPort": .integer(number), "IpProtocol": "tcp"]) }
        func key(_ kind: String) -> CellKey { SampleSnapshot.key("production", "eu-west-1", kind) }
        let group: Value = ["GroupId": "sg-0many", "GroupName": "many", "_rules": .array(rules)]
        let stack: Value = ["StackName": "deployed", "RoleARN": "arn:aws:iam::111122223333:role/deploy"]
        let role: Value = ["RoleName": "deploy"]
        var rows: [(CellKey, Value)] = [
            (key("sg"), group), (key("cloudformation"), stack),
            (SampleSnapshot.key("production", CellKey.globalRegion, "iam-role"), role),
        ]
        for number in 1...60 { rows.append((key("ec2"), SampleRows.instance("i-0c\(number)", "c", "running", 1))) }
        let full = SampleSnapshot.changed { cells in
            for (key, row) in rows {
                let context = RowContext(account: key.account, region: key.region, accountID: nil, partition: "aws")
                let made = SampleKinds.all.kind(key.kind)?.resource(from: row, in: context)
                let all = (cells[key]?.rows ?? []) + [made].compactMap(\.self)
                cells[key]?.rows = all.sorted { $0.id < $1.id }
            }
        }
        var accounts = full.accounts + more
        accounts[0].regions += regions
        return Snapshot(generation: 1000, kinds: full.kinds, accounts: accounts, cells: full.cells)
    }

    /// The sample with the troubles that its cells do not have: a broken account, broken rows, the same id twice.
    private var troubled: Snapshot {
        let changed = SampleSnapshot.changed { cells in
            let web = SampleSnapshot.key("production", "eu-west-1", "ec2")
            cells[web]?.rows[0].problems = [RowProblem(call: "DescribeInstanceStatus", code: .denied)]
            cells[web]?.rows[0].isKept = true
            cells[web]?.unreadParents = ["a parent"]
            let queues = SampleSnapshot.key("production", "eu-west-1", "sqs")
            cells[queues]?.status = .held
            cells[queues]?.unconfirmed = Cell.Unconfirmed(ids: [], hasTags: false)
            let other = SampleSnapshot.key("production", "us-east-1", "ec2")
            let context = RowContext(account: "production", region: "us-east-1", accountID: nil, partition: "aws")
            let twin = SampleKinds.all.kind("ec2")?.resource(
                from: SampleRows.instance("i-0web01", "twin", "running", 3), in: context)
            cells[other]?.rows += [twin].compactMap(\.self)
            cells[other]?.rows.sort { $0.key.id < $1.key.id }
            for number in 1...300 {
                var row = SampleKinds.all.kind("ec2")?.resource(
                    from: SampleRows.instance("i-9bad\(number)", "", "impaired", 1), in: context)
                row?.state = "impaired-\(number % 12)"
                cells[other]?.rows += [row].compactMap(\.self)
            }
            for index in 1...250 {
                let key = SampleSnapshot.key("production", "r\(index)", "ec2")
                cells[key] = Cell(key: key)
                if index <= 30 { cells[key]?.status = .held }
            }
        }
        var accounts = changed.accounts
        accounts[2].problem = CellError(code: .credentialsExpired, message: "expired", since: now)
        accounts[0].regions += (1...250).map { "r\($0)" }
        var changes = RecentChanges(since: now - 3600)
        let web = SampleSnapshot.key("production", "eu-west-1", "ec2")
        let rows = changed.cells[web]?.rows ?? []
        var stopped = rows
        stopped[2].state = "stopping"
        let crowd = (0..<60).map {
            Resource(
                key: ResourceKey(account: "production", region: "eu-west-1", kind: "ec2", id: "i-\($0)"), name: "x",
                raw: RawDocument([:]))
        }.sorted { $0.id < $1.id }
        changes.note(web, from: [], to: crowd, at: now - 70)
        changes.note(web, from: Array(rows.dropLast()), to: Array(stopped.dropFirst()), at: now - 60)
        return Snapshot(
            generation: 9, kinds: changed.kinds, accounts: accounts, cells: changed.cells,
            organization: OrganizationInfo(
                account: "production", problem: SampleSnapshot.denied,
                skipped: [.init(id: "777788889999", name: SampleSnapshot.hostile, reason: .suspended)]),
            changes: changes)
    }
}
