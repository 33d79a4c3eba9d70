import FoundationEssentials
import Inventory
import Templating

/// Every account, by group: where menus lead when there are too many to list in each page.
struct AccountsPage {
    let site: Site
    let snapshot: Snapshot
    /// The page that is looked at, which each link shows for another account.
    let page: Route
    /// What the accounts' names, ids or groups hold; empty for all.
    let text: String
    let now: Date

    func data(recordsKeys: Bool = false) -> TemplateData {
        var data = TemplateData(recordsKeys: recordsKeys)
        let place = Place(of: page)
        Frame(
            site: site, snapshot: snapshot, title: "Accounts", place: place, page: .accounts(of: page, matching: text)
        ).write(to: &data)
        data.freshness(of: Array(snapshot.cells.values), in: snapshot, now: now)
        data.set("OF", page.path)
        data.set("TEXT", text)
        let found = snapshot.accounts.filter { $0.isFound(by: text) }
        data.set("COUNTS", "\(Amounts.grouped(found.count)) of \(Amounts.count(snapshot.accounts.count, "account"))")
        let groups = AccountGroup.all(of: found)
        data.section("PLACES") { data in
            if text.isEmpty {
                let route = place.route(accounts: .all, in: snapshot)
                write("All accounts", id: nil, route, isCurrent: place.accounts == .all, to: &data)
            }
            for group in groups { write(group, place, to: &data) }
        }
        return data
    }

    private func write(_ group: AccountGroup, _ place: Place, to data: inout TemplateData) {
        if let name = group.name { data.section("CHOICE") { $0.section("HEADING") { $0.set("NAME", name) } } }
        for account in group.accounts {
            write(
                account.title, id: account.accountID, place.route(to: account),
                isCurrent: place.accounts.single == account.name, to: &data)
        }
    }

    private func write(
        _ name: String, id: String?, _ route: Route, isCurrent: Bool, to data: inout TemplateData
    ) {
        data.section("CHOICE") { data in
            data.section("LEADS") {
                $0.set("NAME", name)
                $0.set("HREF", route.path)
                if let id { $0.section("ID") { $0.set("V", id) } }
                if isCurrent { $0.show("CURRENT") }
            }
        }
    }
}

/// Accounts under one heading.
struct AccountGroup {
    /// Nil for those that have none.
    let name: String?
    private(set) var accounts: [AccountInfo]

    /// The groups of `accounts`, in the order of the first account of each.
    static func all(of accounts: [AccountInfo]) -> [AccountGroup] {
        var places: [String?: Int] = [:]
        var groups: [AccountGroup] = []
        for account in accounts {
            if let place = places[account.group] {
                groups[place].accounts.append(account)
            } else {
                places[account.group] = groups.count
                groups.append(AccountGroup(name: account.group, accounts: [account]))
            }
        }
        return groups
    }
}

extension AccountInfo {
    /// Whether its name, title, id or group holds each word of `text`, in any case.
    func isFound(by text: String) -> Bool {
        let texts = [name, title, accountID ?? "", group ?? ""].map { $0.lowercased() }
        return text.lowercased().split(separator: " ").allSatisfy { word in texts.contains { $0.contains(word) } }
    }
}
