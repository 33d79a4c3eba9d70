import Inventory

/// A matrix whose accounts are called as badly as can be.
enum OddNames {
    static let names = ["ec2", "us-east-1", "a b", "ü", "a&b+100%", "\"><script>"]

    static let snapshot: Snapshot = {
        let kinds = SampleKinds.all
        var cells: [CellKey: Cell] = [:]
        for name in names {
            for kind in kinds.kinds {
                let key = CellKey(account: name, region: kind.isGlobal ? "global" : "eu-west-1", kind: kind.name)
                cells[key] = Cell(key: key, status: .fresh, fetchedAt: SampleSnapshot.now)
            }
            let key = CellKey(account: name, region: "eu-west-1", kind: "ec2")
            let context = RowContext(account: name, region: "eu-west-1", accountID: nil)
            cells[key]?.rows = [
                kinds.kind("ec2")?.resource(from: SampleRows.instance("i/0 \(name)?#", name, "running", 1), in: context)
            ].compactMap(\.self)
        }
        return Snapshot(
            generation: 1, kinds: kinds, accounts: names.map { AccountInfo(name: $0, regions: ["eu-west-1"]) },
            cells: cells)
    }()
}
