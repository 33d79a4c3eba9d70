import Configuration
import Inventory
import Templating

/// What stands around every page: title, menus, Find.
struct Frame {
    let site: Site
    let snapshot: Snapshot
    let title: String
    let place: Place
    var findText = ""
    /// The page itself where it is not the one that stands at `place`.
    var page: Route?
    /// Whether there is no page at the address: none is marked as the one that is looked at.
    var isMessage = false

    /// Writes the values of the parts `_head` and `_foot`.
    func write(to data: inout TemplateData) {
        data.set("PAGE_TITLE", title)
        data.set("HOME", Route.overview.path)
        data.set("JUMP", Route.jump("", .html).path)
        data.set("FIND", Route.find("", .html).path)
        data.set("FIND_TEXT", findText)
        data.set("STYLE", Route.asset("elastatus.css").path)
        data.set("THEME", Route.asset("theme.js").path)
        data.set("SCRIPT", Route.asset("app.js").path)
        data.set("ICON", Route.asset("icon.svg").path)
        data.set("VERSION", site.version)
        data.set("GENERATION", String(snapshot.generation))
        if let failure = site.state.failure {
            data.section("STALE_CONFIGURATION") {
                $0.set("SINCE", Moments.relative(failure.at, now: site.now()))
                $0.set("READ", Moments.exact(site.state.readAt))
                $0.set("WORDS", VisibleText.cell(failure.words).text)
            }
        }
        // On paper nothing else tells where a page is from, and of when.
        data.set("ADDRESS", (page ?? place.page).path)
        data.set("PRINTED", Moments.exact(site.now()))
        writeTools(to: &data)
        writeAccounts(to: &data)
        writeRegions(to: &data)
        for menu in menus { write(menu, to: &data) }
        writeViews(to: &data)
    }

    /// The pages beside the tables.
    private func writeTools(to data: inout TemplateData) {
        let tools: [(String, Route)] = [
            ("Overview", .overview), ("Matrix", .matrix(.html)), ("Schedules", .schedules()),
            ("Environments", .environments(.html)),
        ]
        for (name, route) in tools {
            data.section("TOOL") {
                $0.set("NAME", name)
                $0.set("HREF", route.path)
                if !isMessage, isShown(by: route) { $0.show("CURRENT") }
            }
        }
    }

    /// Whether this page is the one at `tool`, or belongs to it.
    private func isShown(by tool: Route) -> Bool {
        switch (tool, page ?? place.page) {
        case (.overview, .overview), (.matrix, .matrix): true
        case (.environments, .environments), (.environments, .environment), (.environments, .comparison): true
        case (.table(let table, _), .table(let shown, _)): table.word == shown.word
        default: false
        }
    }

    /// The tables that config.yaml names, as far as their kinds could be read.
    private func writeViews(to data: inout TemplateData) {
        let views = site.configuration.views.filter { !snapshot.kinds.kinds(of: $0.table).isEmpty }
        guard !views.isEmpty else { return }
        data.section("VIEWS") { data in
            for view in views {
                let request = TableRequest(view)
                data.section("VIEW") {
                    $0.set("NAME", view.name)
                    $0.set("HREF", Route.table(request, .html).path)
                    if place.table == request { $0.show("CURRENT") }
                }
            }
        }
    }

    /// Entries of a menu above which it can be searched.
    private static let findLimit = 12
    /// Accounts in a menu; of more, the menu has those that are chosen and leads to the page of all.
    static let accountLimit = 40

    private func writeAccounts(to data: inout TemplateData) {
        data.set("ACCOUNT_NOW", name(of: place.accounts, all: "All accounts") { snapshot.account($0)?.title ?? $0 })
        data.set("ACCOUNT_PAGE", "/-/accounts")
        entry("ACCOUNT", "All accounts", place.route(accounts: .all, in: snapshot), place.accounts == .all, &data)
        let isLong = snapshot.accounts.count > Self.accountLimit
        let page = place.page
        if isLong {
            data.section("ACCOUNT_LIST") { $0.set("HREF", Route.accounts(of: page, matching: "").path) }
            data.section("ACCOUNT_FIND") { $0.set("OF", page.path) }
        }
        let shown = isLong ? chosen : snapshot.accounts
        for group in AccountGroup.all(of: shown) {
            if let name = group.name { data.section("ACCOUNT") { $0.section("HEADING") { $0.set("NAME", name) } } }
            for account in group.accounts {
                let isCurrent = place.accounts.single == account.name
                entry("ACCOUNT", account.title, place.route(to: account), isCurrent, &data)
            }
        }
        if isLong {
            let count = Amounts.grouped(snapshot.accounts.count)
            entry("ACCOUNT", "Choose among \(count) …", .accounts(of: page, matching: ""), false, &data)
        }
    }

    /// The accounts that the page is about, unless it is about all or very many.
    private var chosen: [AccountInfo] {
        guard case .names(let names) = place.accounts, names.count <= Self.accountLimit else { return [] }
        return snapshot.accounts.filter { names.contains($0.name) }
    }

    private func writeRegions(to data: inout TemplateData) {
        data.set("REGION_NOW", name(of: place.regions, all: "All regions") { $0 })
        if let table = place.table, snapshot.kinds.isGlobal(table.word) {
            let only = Scope.names([CellKey.globalRegion])
            entry("REGION", CellKey.globalRegion, place.route(regions: only), place.regions == only, &data)
            return
        }
        entry("REGION", "All regions", place.route(regions: .all), place.regions == .all, &data)
        let accounts = snapshot.accounts.filter { place.accounts.contains($0.name) }
        var seen: Set<String> = []
        let regions = accounts.flatMap(\.regions).filter { seen.insert($0).inserted }
        if regions.count > Self.findLimit { data.show("REGION_FIND") }
        for region in regions {
            entry("REGION", region, place.route(regions: .names([region])), place.regions.single == region, &data)
        }
    }

    private func name(of scope: Scope, all: String, title: (String) -> String) -> String {
        switch scope {
        case .all: all
        case .names(let names): names.count > 2 ? "\(names.count) chosen" : names.map(title).joined(separator: ", ")
        }
    }

    private func entry(
        _ section: StaticString, _ text: String, _ route: Route, _ isCurrent: Bool, _ data: inout TemplateData
    ) {
        data.section(section) {
            $0.section("ENTRY") {
                $0.set("NAME", text)
                $0.set("HREF", route.path)
                if isCurrent { $0.show("CURRENT") }
            }
        }
    }

    /// The configured menus, or the views' own groups when the configuration names none.
    private var menus: [Configuration.Menu] {
        if !site.configuration.menus.isEmpty { return site.configuration.menus }
        var titles: [String] = []
        for view in snapshot.kinds.views where !titles.contains(view.group) { titles.append(view.group) }
        return titles.map { title in
            Configuration.Menu(title: title, entries: snapshot.kinds.views.filter { $0.group == title }.map(\.name))
        }
    }

    private func write(_ menu: Configuration.Menu, to data: inout TemplateData) {
        let words = menu.entries.filter { !snapshot.kinds.kinds(of: $0).isEmpty }
        guard !words.isEmpty else { return }
        let current = place.table.map { table in
            snapshot.kinds.view(table.word)?.name ?? snapshot.kinds.view(showing: table.word)?.name ?? table.word
        }
        data.section("MENU") {
            $0.set("TITLE", menu.title)
            if words.contains(where: { $0 == current || $0 == place.table?.word }) { $0.show("OPEN") }
            if words.count > Self.findLimit { $0.show("SERVICE_FIND") }
            for word in words {
                let isCurrent = word == current || word == place.table?.word
                $0.section("SERVICE") {
                    $0.set("NAME", snapshot.kinds.title(of: word))
                    $0.set("WORD", word)
                    $0.set("HREF", route(of: word).path)
                    if isCurrent { $0.show("CURRENT") }
                }
            }
        }
    }

    /// The configured zone is what the menu's `route53` opens, as elastatus always did.
    private func route(of word: String) -> Route {
        let plain = place.route(word: word, kinds: snapshot.kinds)
        guard word == "route53", let zone = site.configuration.route53, snapshot.account(zone.account) != nil,
            case .table(var request, let format) = plain
        else { return plain }
        request.accounts = .names([zone.account])
        // The id tells a public zone from a private one of the same name.
        if let id = zone.zoneID {
            request.filter = "zone_id:\(id)"
        } else if let domain = zone.domain {
            request.filter = "zone:\(domain)"
        }
        return .table(request, format)
    }
}
