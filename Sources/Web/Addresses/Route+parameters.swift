import Inventory

extension Route {
    /// The names that the query of this address may have; nil where nobody looks at it.
    var parameters: [String]? {
        switch self {
        case .front, .overview, .place, .overviewTwin, .environments, .environment: ["_format"]
        case .table:
            [
                "q", "_sort", "_sort_desc", "_size", "_next", "_col", "_nocol", "_tag", "_facet", "_format", "_shape",
                "_raw", "_bom",
            ]
        case .resource, .document, .template: ["_format", "_document"]
        case .find: ["q", "_size", "_next", "_format"]
        case .jump: ["q", "_format"]
        case .accounts: ["of", "q"]
        case .matrix: ["account", "region", "kind", "state", "_next", "_format"]
        case .comparison: ["a", "b", "_format"]
        case .healthy, .ready, .metrics, .versions, .refresh, .asset: nil
        }
    }

    /// The forms that this address can be given in, as `_format` and what follows a dot say them.
    var forms: [String] {
        let data = ["html", "json", "yaml"]
        switch self {
        case .table: return ["html"] + TableFormat.allCases.map(\.rawValue)
        case .resource(let key, _), .template(let key, _):
            return key.kind == "cloudformation" ? data + ["template"] : data
        case .overview, .place, .overviewTwin, .document, .matrix: return data
        case .find: return data + ["jsonl"]
        case .environments, .environment, .comparison: return data + ["md"]
        case .jump: return ["html", "json"]
        case .front, .accounts: return ["html"]
        case .healthy, .ready, .metrics, .versions, .refresh, .asset: return []
        }
    }

    /// The form that the address asks for.
    var format: Format {
        switch self {
        case .table(_, let format), .resource(_, let format), .find(_, let format), .matrix(let format, _),
            .environments(let format), .environment(_, let format), .comparison(_, _, let format), .jump(_, let format):
            format
        case .overviewTwin(_, _, let format): .twin(format)
        case .front, .overview, .place, .document, .template, .accounts, .healthy, .ready, .metrics, .versions,
            .refresh, .asset:
            .html
        }
    }
}
