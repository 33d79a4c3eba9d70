package import Inventory

/// Which cells there are: accounts × regions × kinds, global kinds once per account.
package struct Matrix: Sendable {
    package private(set) var accounts: [AccountInfo]
    package let kinds: KindSet

    package init(accounts: [AccountInfo], kinds: KindSet) {
        self.accounts = accounts
        self.kinds = kinds
    }

    /// Every cell, in the order account, region, kind.
    package var cells: [CellKey] { accounts.flatMap(cells(of:)) }

    /// The cells of one account.
    package func cells(of account: AccountInfo) -> [CellKey] {
        let global = kinds.kinds.filter(\.isGlobal).map {
            CellKey(account: account.name, region: CellKey.globalRegion, kind: $0.name)
        }
        let regional = account.regions.flatMap { region in
            kinds.kinds.filter { !$0.isGlobal }.map { CellKey(account: account.name, region: region, kind: $0.name) }
        }
        return regional + global
    }

    /// Adds an account behind the others, unless there is one of its name.
    package mutating func add(_ account: AccountInfo) {
        guard !accounts.contains(where: { $0.name == account.name }) else { return }
        accounts.append(account)
    }

    /// Forgets an account.
    package mutating func remove(_ name: String) { accounts.removeAll { $0.name == name } }

    /// Replaces what is known of one account.
    package mutating func update(_ account: AccountInfo) {
        guard let index = accounts.firstIndex(where: { $0.name == account.name }) else { return }
        accounts[index] = account
    }
}
