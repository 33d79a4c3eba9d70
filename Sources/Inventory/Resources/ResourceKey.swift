/// Which resource: the path of its page.
package struct ResourceKey: Sendable, Hashable {
    package let account: String
    package let region: String
    package let kind: String
    package let id: String

    package init(account: String, region: String, kind: String, id: String) {
        self.account = account
        self.region = region
        self.kind = kind
        self.id = id
    }

    package var cell: CellKey { CellKey(account: account, region: region, kind: kind) }
}
