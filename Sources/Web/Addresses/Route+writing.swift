import Inventory
import Schedules

extension Route {
    /// The address: path-absolute, encoded, ready for a link.
    var path: String {
        switch self {
        case .front: "/"
        case .overview, .place(.all, nil): "/overview"
        case .place(let accounts, let regions):
            Self.path(accounts, regions)
                + Self.query([
                    ("_format", Self.split((regions ?? accounts).segment).format == nil ? "" : Format.html.rawValue)
                ])
        case .overviewTwin(.all, nil, let format): "/overview" + Self.query([("_format", format.rawValue)])
        case .overviewTwin(let accounts, let regions, let format):
            Self.path(accounts, regions) + Self.query([("_format", format.rawValue)])
        case .table(let request, let format): Self.path(request, format)
        case .resource(let key, let format):
            Self.path(key.account, key.region, key.kind, key.id)
                + (format == .html ? "" : "?_format=\(format.rawValue)")
        case .document(let key):
            Self.path(key.account, key.region, key.kind, key.id) + "?_document=\(SourceLanguage.yaml.rawValue)"
        case .template(let key, let language):
            Self.path(key.account, key.region, key.kind, key.id)
                + Self.query([("_format", "template"), ("_document", language?.rawValue ?? "")])
        case .find(let text, let format):
            "/find" + Self.query([("q", text), ("_format", format == .html ? "" : format.rawValue)])
        case .accounts(let page, let text): "/-/accounts" + Self.query([("of", page.path), ("q", text)])
        case .matrix(let format, let request): "/matrix" + Self.query(Self.items(of: request, format))
        case .environments(let format): "/env" + (format == .html ? "" : "?_format=\(format.rawValue)")
        case .environment(let name, .html):
            "/env/\(PercentText.segment(name))"
                + Self.query([("_format", Self.split(name).format == nil ? "" : "html")])
        case .environment(let name, let format):
            "/env/\(PercentText.segment(name))\(Self.suffix(format))" + Self.query([("_format", Self.rest(format))])
        case .comparison(let a, let b, let format):
            "/env/compare\(Self.suffix(format))" + Self.query([("a", a), ("b", b), ("_format", Self.rest(format))])
        case .jump(let text, let format):
            "/-/jump" + Self.query([("q", text), ("_format", format == .html ? "" : format.rawValue)])
        case .healthy: "/-/healthy"
        case .ready: "/-/ready"
        case .metrics: "/-/metrics"
        case .versions: "/-/versions"
        case .refresh(let target): "/-/refresh" + Self.query([("of", target)])
        case .asset(let name): "/static/\(PercentText.segment(name))"
        }
    }

    private static func path(_ segments: String...) -> String {
        var path = ""
        for segment in segments {
            path += "/"
            path += PercentText.segment(segment)
        }
        return path
    }

    private static func path(_ accounts: Scope, _ regions: Scope?) -> String {
        "/\(accounts.segment)" + (regions.map { "/\($0.segment)" } ?? "")
    }

    /// What follows the word in an address, for forms that stand there.
    private static func suffix(_ format: Format) -> String {
        if case .twin(let twin) = format, twin.isSuffix { return ".\(twin.rawValue)" }
        return ""
    }

    /// What `_format` says, for forms that do not.
    private static func rest(_ format: Format) -> String {
        if case .twin(let twin) = format, !twin.isSuffix { return twin.rawValue }
        return ""
    }

    private static func path(_ request: TableRequest, _ format: Format) -> String {
        let isWhole = request.word == ScheduleLens.word && request.accounts == .all && request.regions == .all
        let scope = isWhole ? "" : "/\(request.accounts.segment)/\(request.regions.segment)"
        let place = "\(scope)/\(PercentText.segment(request.word))"
        var suffix = ""
        if case .twin(let twin) = format, twin.isSuffix { suffix = ".\(twin.rawValue)" }
        let isTwin = format != .html
        var items: [(String, String)] = [("q", request.filter)]
        if let sort = request.sort { items.append((request.isDescending ? "_sort_desc" : "_sort", sort)) }
        if let size = request.size, isTwin || size != pageSize { items.append(("_size", String(size))) }
        items += request.added.map { ("_col", $0) } + request.hidden.map { ("_nocol", $0) }
        items += request.facets.map { ("_facet", $0) }
        if request.output.shape != .objects { items.append(("_shape", request.output.shape.rawValue)) }
        if request.output.isRaw { items.append(("_raw", "1")) }
        if request.output.hasByteOrderMark { items.append(("_bom", "1")) }
        if let next = request.next { items.append(("_next", next)) }
        if isTwin && suffix.isEmpty { items.append(("_format", format.rawValue)) }
        return place + suffix + query(items)
    }

    private static func items(of request: CellRequest, _ format: Format) -> [(String, String)] {
        func names(_ scope: Scope) -> String {
            if case .names(let names) = scope { names.joined(separator: ",") } else { "" }
        }
        return [
            ("account", names(request.accounts)), ("region", names(request.regions)),
            ("kind", request.words.joined(separator: ",")), ("state", request.states.joined(separator: ",")),
            ("_next", request.start > 0 ? String(request.start) : ""),
            ("_format", format == .html ? "" : format.rawValue),
        ]
    }

    /// `?a=b&c=d` of the items that have a value; nothing for none.
    private static func query(_ items: [(String, String)]) -> String {
        let parts = items.filter { !$0.1.isEmpty }.map { "\($0.0)=\(PercentText.query($0.1))" }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }
}
