import Configuration
import Inventory

extension Route {
    /// The table that `default_account`, `default_region` and `default_service` name; nil when none of them is there.
    ///
    /// - Shape: what is not named is the first there is; a region that the account does not have becomes all of its own.
    init?(defaultsOf configuration: Configuration, in snapshot: Snapshot) {
        let account = configuration.defaultAccount
        let region = configuration.defaultRegion
        guard account != nil || region != nil || configuration.defaultService != nil,
            let first = account ?? snapshot.accounts.first?.name,
            let word = configuration.defaultService ?? configuration.menus.first?.entries.first
                ?? snapshot.kinds.views.first?.name
        else { return nil }
        let accounts: Scope = first == "all" ? .all : .names([first])
        let known = snapshot.accounts.filter { accounts.contains($0.name) }.flatMap(\.regions)
        let regions: Scope = (region ?? known.first).flatMap { known.contains($0) ? .names([$0]) : nil } ?? .all
        self = Place(accounts: accounts, regions: regions, table: nil).route(word: word, kinds: snapshot.kinds)
    }
}
