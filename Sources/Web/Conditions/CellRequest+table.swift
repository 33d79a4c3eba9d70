import Inventory

extension CellRequest {
    /// The cells that a table of `kinds` is made of.
    init(_ table: TableRequest, kinds: [Kind]) {
        // A global kind's cell is covered by whatever region is asked for.
        let regions = kinds.contains(where: \.isGlobal) ? .all : table.regions
        self.init(accounts: table.accounts, regions: regions, words: kinds.map(\.name))
    }
}
