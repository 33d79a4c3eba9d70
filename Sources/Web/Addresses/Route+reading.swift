import Inventory
import Schedules

extension Route {
    /// The first segments that name no account.
    static let reserved: Set<String> = [
        "all", "static", "-", "find", "overview", "matrix", "changes", "schedules", "rules", "spot", "pipelines", "env",
        "sql",
    ]

    /// Reads a target; nil where no page can be.
    init?(_ target: Target) {
        let isAlone = target.segments.count == 1
        switch target.segments.first {
        case nil: self = .front
        case "all" where isAlone, "overview" where isAlone:
            self = target.twin.map { .overviewTwin(.all, nil, $0) } ?? .overview
        case "static": self.init(asset: target)
        case "-": self.init(machinery: target)
        case let first? where isAlone && Self.split(first).word == "find":
            self = .find(FindAddress(target), Self.split(first).format ?? target.format)
        case "matrix" where isAlone: self = .matrix(target.format, CellRequest(target))
        case let first? where isAlone && Self.split(first).word == ScheduleLens.word:
            let format = Self.split(first).format
            self = .table(
                TableRequest(target, accounts: .all, regions: .all, word: ScheduleLens.word, isPaged: format == nil),
                format ?? target.format)
        case "env": self.init(environment: target)
        case let first? where Self.reserved.contains(first) && first != "all": return nil
        default: self.init(inventory: target)
        }
    }

    private init?(asset target: Target) {
        guard target.segments.count == 2 else { return nil }
        self = .asset(target.segments[1])
    }

    private init?(environment target: Target) {
        let segments = target.segments
        guard segments.count == 2 else {
            guard segments.count == 1 else { return nil }
            self = .environments(target.format)
            return
        }
        // Where the form is told, what stands behind a dot belongs to the name.
        let (name, suffix) = target.value("_format") == nil ? Self.split(segments[1]) : (segments[1], nil)
        let format = suffix ?? target.format
        self =
            name == "compare"
            ? .comparison(target.value("a") ?? "", target.value("b") ?? "", format) : .environment(name, format)
    }

    private init?(machinery target: Target) {
        guard target.segments.count == 2 else { return nil }
        switch target.segments[1] {
        case "healthy": self = .healthy
        case "ready": self = .ready
        case "metrics": self = .metrics
        case "versions": self = .versions
        case "accounts":
            // Only what is an address here is one; anything else is the overview.
            let page = target.value("of").flatMap { try? Target($0) }.flatMap { Route($0) }
            self = .accounts(of: page ?? .overview, matching: target.value("q") ?? "")
        case "jump": self = .jump(target.value("q") ?? "", target.format)
        case "refresh": self = .refresh(target: target.value("of") ?? "/")
        default: return nil
        }
    }

    private init?(inventory target: Target) {
        let segments = target.segments
        switch segments.count {
        case 1, 2:
            let accounts = Scope(segment: segments[0])
            let regions = segments.count == 2 ? Scope(segment: segments[1]) : nil
            self = target.twin.map { .overviewTwin(accounts, regions, $0) } ?? .place(accounts, regions)
        case 3:
            // No kind's or view's word has a dot, so what follows one is the form.
            let (word, format) = Self.split(segments[2])
            let request = TableRequest(
                target, accounts: Scope(segment: segments[0]), regions: Scope(segment: segments[1]), word: word,
                isPaged: format == nil)
            self = .table(request, format ?? target.format)
        case 4:
            let key = ResourceKey(account: segments[0], region: segments[1], kind: segments[2], id: segments[3])
            if segments[2] == "cloudformation", target.value("_format") == "template" {
                self = .template(key, target.value("_document").flatMap(SourceLanguage.init(rawValue:)))
            } else if target.value("_document") == "yaml", target.format == .html {
                self = .document(key)
            } else {
                self = .resource(key, target.format)
            }
        default: return nil
        }
    }

    /// Takes `.json`, `.csv` and the like off a word.
    static func split(_ segment: String) -> (word: String, format: Format?) {
        for format in TableFormat.allCases where format.isSuffix && segment.hasSuffix(".\(format.rawValue)") {
            return (String(segment.dropLast(format.rawValue.count + 1)), .twin(format))
        }
        return (segment, nil)
    }
}

extension Target {
    /// What `_format` asks for; a page unless it is known.
    var format: Route.Format { value("_format").flatMap(Route.Format.init(rawValue:)) ?? .html }
}

extension Target {
    /// The form of data that an overview is asked for in; nil for a page.
    fileprivate var twin: TableFormat? {
        guard case .twin(let twin) = format, twin == .json || twin == .yaml else { return nil }
        return twin
    }
}

extension CellRequest {
    /// Reads the query: names separated by commas, in one parameter or several.
    fileprivate init(_ target: Target) {
        func names(_ name: String) -> [String] {
            target.values(name).flatMap { $0.split(separator: ",").map(String.init) }
        }
        func scope(_ name: String) -> Scope {
            let names = names(name)
            return names.isEmpty || names == ["all"] ? .all : .names(names)
        }
        self.init(
            accounts: scope("account"), regions: scope("region"), words: names("kind"), states: names("state"),
            start: target.value("_next").flatMap { Int($0) }.map { min(max($0, 0), 10_000_000) } ?? 0)
    }
}

extension TableRequest {
    /// Reads scopes and query.
    ///
    /// A page has a bounded number of rows; a twin has all unless it asks for fewer.
    fileprivate init(_ target: Target, accounts: Scope, regions: Scope, word: String, isPaged: Bool) {
        let descending = target.value("_sort_desc").flatMap { $0.isEmpty ? nil : $0 }
        let ascending = target.value("_sort").flatMap { $0.isEmpty ? nil : $0 }
        let isTwin = !isPaged || (target.value("_format").flatMap(Route.Format.init(rawValue:)) ?? .html) != .html
        let asked = target.value("_size").flatMap { Int($0) }.map { min(max($0, 1), Route.pageSizeLimit) }
        self.init(
            accounts: accounts, regions: regions, word: word, filter: target.value("q") ?? "",
            sort: descending ?? ascending, isDescending: descending != nil,
            size: asked ?? (isTwin ? nil : Route.pageSize),
            next: target.value("_next").flatMap { $0.isEmpty ? nil : $0 },
            // A field for a tag's key alone, as forms without scripts have it.
            added: target.values("_col") + target.values("_tag").map { "tag:\($0)" }, hidden: target.values("_nocol"),
            facets: Array(target.values("_facet").prefix(Route.facetLimit)))
    }
}
