import Document
import FoundationEssentials
import HTTPServer
import Inventory

extension WebApplication {
    /// Where `text` leads: one place or resource is gone to at once, anything else is searched for.
    func jump(_ text: String, _ format: Route.Format) -> HTTPResponse {
        let snapshot = snapshots.current
        let jump = Jump(text, in: snapshot, now: site.now(), find: site.find)
        guard format == .html else {
            let document: Object = [
                "q": .string(text),
                "goes": .string(site.base.outside((jump.goal ?? .find(FindAddress(text), .html)).path)),
                "options": .array(
                    jump.options.map { option in
                        [
                            "text": .string(VisibleText.cell(option.text).text),
                            "note": .string(VisibleText.cell(option.note).text),
                            "path": .string(site.base.outside(option.route.path)),
                        ]
                    }),
            ]
            return Answer.json(200, Value.object(document).json())
        }
        return Answer.redirect(302, to: (jump.goal ?? .find(FindAddress(text), .html)).path)
    }
}

/// Where a few letters may lead.
struct Jump {
    /// One way.
    struct Option {
        let text: String
        /// What it is.
        let note: String
        let route: Route
    }

    /// Where to go at once; nil when that is not sure.
    let goal: Route?
    let options: [Option]

    /// Resources among the options, at most.
    private static let resources = 8
    /// Places among the options, at most.
    private static let places = 6

    init(_ text: String, in snapshot: Snapshot, now: Date, find: (FindRequest, Snapshot) -> FindResult) {
        let folded = text.prefix(200).lowercased().split(separator: " ").joined(separator: " ")
        guard !folded.isEmpty else {
            goal = .find(FindAddress(""), .html)
            options = Self.pages.map { Option(text: $0.0, note: "page", route: $0.1) }
            return
        }
        let places = Places(snapshot)
        let exact = places.place(folded.split(separator: " ").map(String.init))
        let result = find(FindRequest(String(text.prefix(2000)), size: Self.resources, now: now), snapshot)
        goal = exact ?? result.only.map { .resource($0.resource.key, .html) }
        let near = places.options(beginningWith: folded).prefix(Self.places)
        let named = exact.map { [Option(text: folded, note: "place", route: $0)] } ?? []
        let found = result.answers.map { answer in
            let key = answer.resource.key
            return Option(
                text: answer.resource.name, note: "\(key.kind) · \(key.account) / \(key.region)",
                route: .resource(key, .html))
        }
        options = named + near.filter { $0.route != exact } + found
    }

    /// Pages by their names.
    fileprivate static let pages: [(String, Route)] = [
        ("overview", .overview), ("matrix", .matrix(.html)), ("find", .find(FindAddress(""), .html)),
        ("environments", .environments(.html)), ("env", .environments(.html)),
    ]
}

/// The places of a snapshot by name.
private struct Places {
    private let snapshot: Snapshot
    private let environments: [EnvironmentName]

    init(_ snapshot: Snapshot) {
        self.snapshot = snapshot
        environments = EnvironmentMembers(snapshot).names
    }

    /// The page that words name: a page, an environment, or an account, a region and a table in any order.
    func place(_ words: [String]) -> Route? {
        if words.count == 1, let page = Jump.pages.first(where: { $0.0 == words[0] }) { return page.1 }
        var accounts: Scope?
        var regions: Scope?
        var table: String?
        for word in words {
            if accounts == nil, let account = snapshot.accounts.first(where: { $0.name.lowercased() == word }) {
                accounts = .names([account.name])
            } else if regions == nil, snapshot.regions.contains(word) {
                regions = .names([word])
            } else if table == nil, !snapshot.kinds.kinds(of: word).isEmpty {
                table = word
            } else if words.count == 1, let name = environments.first(where: { $0.key == word }) {
                return .environment(name.text, .html)
            } else {
                return nil
            }
        }
        let place = Place(accounts: accounts ?? .all, regions: regions ?? .all, table: nil)
        if let table { return place.route(word: table, kinds: snapshot.kinds) }
        return accounts == nil && regions == nil ? nil : .place(accounts ?? .all, regions)
    }

    /// Places whose name, or a word of whose title, begins with `text`.
    func options(beginningWith text: String) -> [Jump.Option] {
        var options: [Jump.Option] = []
        let tables = snapshot.kinds.views.map { ($0.name, $0.title) } + snapshot.kinds.kinds.map { ($0.name, $0.title) }
        var seen: Set<String> = []
        for (word, title) in tables where seen.insert(word).inserted {
            let isNear = word.hasPrefix(text) || title.lowercased().hasPrefix(text)
            let route = Place.everywhere.route(word: word, kinds: snapshot.kinds)
            if isNear { options.append(Jump.Option(text: title, note: "table", route: route)) }
        }
        for account in snapshot.accounts where account.name.lowercased().hasPrefix(text) {
            options.append(
                Jump.Option(text: account.title, note: "account", route: .place(.names([account.name]), nil)))
        }
        for name in environments where name.key.hasPrefix(text) {
            options.append(Jump.Option(text: name.text, note: "environment", route: .environment(name.text, .html)))
        }
        for region in snapshot.regions where region.hasPrefix(text) {
            options.append(Jump.Option(text: region, note: "region", route: .place(.all, .names([region]))))
        }
        for page in Jump.pages where page.0.hasPrefix(text) && page.0 != "env" {
            options.append(Jump.Option(text: page.0, note: "page", route: page.1))
        }
        return options
    }
}
