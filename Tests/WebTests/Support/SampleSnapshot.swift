import Document
import FoundationEssentials
import Inventory

/// A small company: two accounts and a hostile one, good cells and one of every bad sort.
enum SampleSnapshot {
    static let now = Date(timeIntervalSince1970: 1_795_000_000)  // 2026-11-18T11:06:40Z

    /// What no page may take for markup, and no eye for something else.
    static let hostile = "\"'><script>alert(1)</script>&amp;{{X}}\u{202E}\u{0}\u{7}`${1}"

    static let full = Builder().build()

    /// The same with `change` done to its cells.
    static func changed(_ change: (inout CellTable) -> Void) -> Snapshot {
        var cells = full.cells
        change(&cells)
        return Snapshot(generation: full.generation + 1, kinds: full.kinds, accounts: full.accounts, cells: cells)
    }

    static func key(_ account: String, _ region: String, _ kind: String) -> CellKey {
        CellKey(account: account, region: region, kind: kind)
    }

    static let denied = CellError(
        code: .denied, message: "User: arn:aws:iam::111122223333:role/elastatus is not authorized to perform this",
        action: "rds:DescribeDBInstances", requestID: "7a62c49f-347e-4fc4-9331-6e8eEXAMPLE", since: now - 10800,
        nextTry: now + 120)
}

private struct Builder {
    let kinds = SampleKinds.all
    let accounts = [
        AccountInfo(
            name: "production", group: "live", accountID: "111122223333", regions: ["eu-west-1", "us-east-1"]),
        AccountInfo(
            name: "qa_team", group: "nonprod", accountID: "444455556666", regions: ["eu-west-1", "ap-south-1"]),
        AccountInfo(name: "a b", group: "nonprod", regions: ["eu-west-1"]),
    ]

    func build() -> Snapshot {
        var cells: [CellKey: Cell] = [:]
        for account in accounts {
            for kind in kinds.kinds {
                for region in kind.isGlobal ? [CellKey.globalRegion] : account.regions {
                    let key = CellKey(account: account.name, region: region, kind: kind.name)
                    cells[key] = Cell(
                        key: key, status: .fresh, fetchedAt: SampleSnapshot.now - 120, duration: .milliseconds(340),
                        requests: 2)
                }
            }
        }
        for (place, rows) in SampleRows.all { add(rows, to: place, &cells) }
        spoil(&cells)
        return Snapshot(generation: 41, kinds: kinds, accounts: accounts, cells: cells)
    }

    private func add(_ rows: [Value], to place: CellKey, _ cells: inout [CellKey: Cell]) {
        guard let kind = kinds.kind(place.kind) else { return }
        let account = accounts.first { $0.name == place.account }
        let context = RowContext(
            account: place.account, region: place.region, accountID: account?.accountID)
        cells[place]?.rows += rows.map { kind.resource(from: $0, in: context) }
        cells[place]?.rows.sort { $0.key.id < $1.key.id }
    }

    /// One cell of every bad sort.
    private func spoil(_ cells: inout [CellKey: Cell]) {
        let denied = SampleSnapshot.key("qa_team", "eu-west-1", "rds-instance")
        cells[denied]?.status = .denied
        cells[denied]?.error = SampleSnapshot.denied
        cells[denied]?.fetchedAt = SampleSnapshot.now - 10800
        let disabled = SampleSnapshot.key("qa_team", "ap-south-1", "ec2")
        cells[disabled]?.status = .notEnabled
        cells[disabled]?.fetchedAt = nil
        cells[disabled]?.error = CellError(
            code: .regionDisabled, message: "OptInRequired", since: SampleSnapshot.now - 60)
        let never = SampleSnapshot.key("a b", "eu-west-1", "sqs")
        cells[never] = Cell(key: never)
        let forbidden = SampleSnapshot.key("a b", "eu-west-1", "dynamodb")
        cells[forbidden]?.status = .denied
        cells[forbidden]?.fetchedAt = nil
        cells[forbidden]?.error = CellError(
            code: .denied, message: "no", action: "dynamodb:ListTables", since: SampleSnapshot.now - 60)
        let broken = SampleSnapshot.key("production", "us-east-1", "elasticache-cluster")
        cells[broken]?.status = .error
        cells[broken]?.fetchedAt = nil
        cells[broken]?.error = CellError(
            code: .timeout, message: "no answer within 10 s", action: "DescribeCacheClusters",
            since: SampleSnapshot.now - 300, nextTry: SampleSnapshot.now + 30)
    }
}
