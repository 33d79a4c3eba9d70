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
        guard let first = target.segments.first else {
            self = .front
            return
        }
        let isAlone = target.segments.count == 1
        // What follows a dot behind the word of a page is the form.
        let (word, suffix) = isAlone ? Self.split(first, in: target) : (first, nil)
        let format = suffix ?? target.format
        switch word {
        case "all" where isAlone, "overview" where isAlone: self = .overview(of: .all, nil, format)
        case "static": self.init(asset: target)
        case "-": self.init(machinery: target)
        case "find" where isAlone: self = .find(target.value("q") ?? "", format)
        case "matrix" where isAlone: self = .matrix(format, CellRequest(target))
        case ScheduleLens.word where isAlone:
            self = .table(
                TableRequest(target, accounts: .all, regions: .all, word: ScheduleLens.word, isPaged: suffix == nil),
                format)
        case "env" where isAlone: self = .environments(format)
        case "env": self.init(environment: target)
        case let word where Self.reserved.contains(word) && word != "all": return nil
        default: self.init(inventory: target)
        }
    }

    /// What there is in some accounts and regions, as a page or as data.
    private static func overview(of accounts: Scope, _ regions: Scope?, _ format: Format) -> Route {
        if case .twin(let twin) = format { return .overviewTwin(accounts, regions, twin) }
        return accounts == .all && regions == nil ? .overview : .place(accounts, regions)
    }

    private init?(asset target: Target) {
        guard target.segments.count == 2 else { return nil }
        self = .asset(target.segments[1])
    }

    private init?(environment target: Target) {
        let segments = target.segments
        guard segments.count == 2 else { return nil }
        let (name, suffix) = Self.split(segments[1], in: target)
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
            let (last, suffix) = Self.split(segments[segments.count - 1], in: target)
            let accounts = Scope(segment: segments.count == 1 ? last : segments[0])
            self = .overview(of: accounts, segments.count == 2 ? Scope(segment: last) : nil, suffix ?? target.format)
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

    /// Takes the form off a name; where the query tells the form, what stands behind a dot belongs to the name.
    private static func split(_ segment: String, in target: Target) -> (word: String, format: Format?) {
        target.value("_format") == nil ? split(segment) : (segment, nil)
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
    fileprivate var format: Route.Format { value("_format").flatMap(Route.Format.init(rawValue:)) ?? .html }
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
            facets: Array(target.values("_facet").prefix(Route.facetLimit)),
            output: TableOutput(
                shape: target.value("_shape").flatMap(TableOutput.Shape.init(rawValue:)) ?? .objects,
                isRaw: target.value("_raw") == "1", hasByteOrderMark: target.value("_bom") == "1"))
    }
}
