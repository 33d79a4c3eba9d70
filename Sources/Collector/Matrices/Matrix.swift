package import Inventory

/// Which cells there are: accounts × regions × kinds, global kinds once per account.
package struct Matrix: Sendable {
    package private(set) var accounts: [AccountInfo]
    package let kinds: KindSet
    private var places: [String: Int]

    package init(accounts: [AccountInfo], kinds: KindSet) {
        self.accounts = accounts
        self.kinds = kinds
        places = Self.places(of: accounts)
    }

    /// Every cell, in the order account, region, kind.
    package var cells: [CellKey] { accounts.flatMap(cells(of:)) }

    /// The cells of one account.
    package func cells(of account: AccountInfo) -> [CellKey] {
        let everywhere = kinds.kinds.filter { $0.home == nil }
        let global = everywhere.filter(\.isGlobal).map {
            CellKey(account: account.name, region: CellKey.globalRegion, kind: $0.name)
        }
        let regional = account.regions.flatMap { region in
            everywhere.filter { !$0.isGlobal }.map { CellKey(account: account.name, region: region, kind: $0.name) }
        }
        // What has a home is read there whatever regions the account has besides.
        let settled = kinds.kinds.compactMap { kind in
            kind.home.flatMap { home in
                home.account == account.name
                    ? CellKey(account: home.account, region: home.region, kind: kind.name) : nil
            }
        }
        return regional + global + settled
    }

    /// What is known of one account; nil for an account that is none.
    package func account(_ name: String) -> AccountInfo? { places[name].map { accounts[$0] } }

    /// Adds an account behind the others, unless there is one of its name.
    package mutating func add(_ account: AccountInfo) {
        guard places[account.name] == nil else { return }
        places[account.name] = accounts.count
        accounts.append(account)
    }

    /// Forgets an account.
    package mutating func remove(_ name: String) {
        accounts.removeAll { $0.name == name }
        places = Self.places(of: accounts)
    }

    /// Replaces what is known of one account.
    package mutating func update(_ account: AccountInfo) {
        guard let place = places[account.name] else { return }
        accounts[place] = account
    }

    private static func places(of accounts: [AccountInfo]) -> [String: Int] {
        Dictionary(accounts.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
