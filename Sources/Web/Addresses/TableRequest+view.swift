package import Configuration
package import Inventory

extension TableRequest {
    /// The table that a named view of config.yaml stands for.
    package init(_ view: Configuration.NamedView) {
        self.init(
            accounts: view.accounts.isEmpty ? .all : .names(view.accounts),
            regions: view.regions.isEmpty ? .all : .names(view.regions), word: view.table, filter: view.filter,
            sort: view.sort, isDescending: view.isDescending, size: Route.pageSize, added: view.columns,
            hidden: view.hidden)
    }
}
