import Inventory

/// Every address of the site: what it reads, it prints.
///
/// - Shape: says what an address asks for; whether there is such an account, region, kind or id is for the pages to find out.
enum Route: Hashable, Sendable {
    /// What the configuration opens first; the overview without it.
    case front
    case overview
    /// What there is in some accounts, or in some of their regions.
    case place(Scope, Scope?)
    /// The same as data.
    case overviewTwin(Scope, Scope?, TableFormat)
    case table(TableRequest, Format)
    case resource(ResourceKey, Format)
    /// The page of a resource with its document as YAML.
    case document(ResourceKey)
    /// The template of a stack, looked at in a page, as it was written or in a language; its download is the resource `cloudformation/{stack}.json`.
    case template(ResourceKey, SourceLanguage?)
    case find(FindAddress, Format)
    /// The accounts whose names match a text, each leading to its own form of a page.
    indirect case accounts(of: Route, matching: String)
    case matrix(Format, CellRequest = CellRequest())
    case environments(Format)
    case environment(String, Format)
    /// What differs between two environments.
    case comparison(String, String, Format)
    /// Where a few letters surely lead, else Find.
    case jump(String, Format)
    case healthy, ready, metrics, versions
    /// Asks for the cells of the page at `target` to be read again.
    case refresh(target: String)
    case asset(String)

    /// In what form the answer is wanted.
    enum Format: Hashable {
        case html
        case twin(TableFormat)

        static let json = Format.twin(.json)
        static let csv = Format.twin(.csv)
        static let yaml = Format.twin(.yaml)

        init?(rawValue: String) {
            if rawValue == "html" {
                self = .html
            } else {
                guard let format = TableFormat(rawValue: rawValue) else { return nil }
                self = .twin(format)
            }
        }

        /// What `_format` says.
        var rawValue: String {
            switch self {
            case .html: "html"
            case .twin(let format): format.rawValue
            }
        }
    }

    /// Whether the answer is for programs rather than for people.
    var isData: Bool {
        switch self {
        case .table(_, let format), .resource(_, let format), .find(_, let format), .matrix(let format, _),
            .environments(let format), .environment(_, let format), .comparison(_, _, let format), .jump(_, let format):
            format != .html
        case .overviewTwin: true
        case .front, .overview, .place, .document, .template, .accounts, .healthy, .ready, .metrics, .versions,
            .refresh, .asset:
            false
        }
    }

    /// Rows on one page of a table unless the address says otherwise.
    static let pageSize = 100
    /// Facets that one address asks for, at most.
    static let facetLimit = 10
    /// Rows on one page, at most.
    static let pageSizeLimit = 5000
}

extension Scope {
    /// Reads one segment: `all`, a name, or several names parted by commas.
    init(segment: String) {
        self = segment == "all" ? .all : .names(segment.split(separator: ",").map(String.init))
    }

    /// The segment, encoded.
    var segment: String {
        switch self {
        case .all: "all"
        case .names(let names): names.map(PercentText.segment).joined(separator: ",")
        }
    }

    /// The one name, if it is one.
    var single: String? {
        guard case .names(let names) = self, names.count == 1 else { return nil }
        return names[0]
    }
}
