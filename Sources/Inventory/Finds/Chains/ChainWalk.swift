import Document

/// Follows what leads to what through the rows of one snapshot.
///
/// - Shape: the steps in the order of a walk that goes down first, each with its depth, so that they read as a tree.
/// - Cost: at most `maximumHops` steps; a host is looked up once in every cell's index.
struct ChainWalk {
    /// A chain of DNS names longer than that resolves nowhere either; what follows are load balancer, group and instance.
    static let maximumDepth = 12
    /// Steps in all.
    static let maximumHops = 60
    /// Steps that are followed from one.
    static let maximumBranches = 16

    private let index: SearchIndex
    private var path: [ResourceKey] = []
    private var followed: Set<ResourceKey> = []
    private(set) var hops: [ChainHop] = []

    init(_ index: SearchIndex) { self.index = index }

    /// Follows a host name or an address.
    mutating func follow(host: String, depth: Int = 0, via: String? = nil) {
        let places = index.resources(at: host)
        guard !places.isEmpty else {
            add(ChainHop(depth: depth, text: host, via: via, resource: nil, end: .elsewhere))
            return
        }
        for place in places.prefix(Self.maximumBranches) {
            follow(place, named: host, depth: depth, via: via)
        }
        if places.count > Self.maximumBranches {
            add(ChainHop(depth: depth, text: host, via: via, resource: nil, end: .cut))
        }
    }

    /// Follows a resource that is called `text` where the way comes from.
    mutating func follow(_ resource: Resource, named text: String, depth: Int = 0, via: String? = nil) {
        guard hops.count < Self.maximumHops else { return }
        if path.contains(resource.key) {
            add(ChainHop(depth: depth, text: text, via: via, resource: resource, end: .loop))
            return
        }
        guard let kind = index.snapshot.kinds.kind(resource.key.kind) else { return }
        let ways = ways(on: resource, kind)
        var end: ChainHop.End?
        if !ways.isEmpty {
            end = depth >= Self.maximumDepth ? .cut : followed.contains(resource.key) ? .above : nil
        }
        add(ChainHop(depth: depth, text: text, via: via, resource: resource, end: end))
        guard end == nil else { return }
        followed.insert(resource.key)
        path.append(resource.key)
        var seen: Set<String> = []
        for way in ways where seen.insert(way.text).inserted {
            guard seen.count <= Self.maximumBranches else {
                add(ChainHop(depth: depth + 1, text: way.text, via: way.via, resource: nil, end: .cut))
                break
            }
            take(way, from: resource, depth: depth + 1)
        }
        path.removeLast()
    }

    private struct Way {
        let text: String
        let via: String
        /// The kind of the resource with the id `text`; nil for a host or an address.
        let kind: Kind?
    }

    /// What the columns that lead on, and those that name an owner, say.
    private func ways(on resource: Resource, _ kind: Kind) -> [Way] {
        (kind.leadsTo + kind.belongsTo).flatMap { name -> [Way] in
            guard let (place, column) = kind.column(name) else { return [] }
            let texts = resource.column(place).texts
            if let target = column.form.linked {
                guard let other = index.snapshot.kinds.kind(target) else { return [] }
                return texts.map { Way(text: $0, via: column.title, kind: other) }
            }
            return texts.compactMap { text in
                FindQuestion.hostOrAddress(text).map { Way(text: $0, via: column.title, kind: nil) }
            }
        }
    }

    private mutating func take(_ way: Way, from resource: Resource, depth: Int) {
        guard hops.count < Self.maximumHops else { return }
        guard let kind = way.kind else { return follow(host: way.text, depth: depth, via: way.via) }
        let key = ResourceKey(
            account: resource.key.account,
            region: kind.isGlobal ? CellKey.globalRegion : resource.key.region, kind: kind.name, id: way.text)
        guard let next = index.snapshot.resource(key) else {
            add(ChainHop(depth: depth, text: way.text, via: way.via, resource: nil, end: .missing))
            return
        }
        follow(next, named: way.text, depth: depth, via: way.via)
    }

    private mutating func add(_ hop: ChainHop) {
        guard hops.count < Self.maximumHops else { return }
        let isLast = hops.count == Self.maximumHops - 1 && hop.end == nil
        hops.append(
            isLast
                ? ChainHop(depth: hop.depth, text: hop.text, via: hop.via, resource: hop.resource, end: .cut) : hop)
    }
}

extension Form {
    /// The kind whose resources it names.
    var linked: String? {
        switch self {
        case .link(let target), .links(let target): target
        default: nil
        }
    }
}

extension FindQuestion {
    /// The host or address in a text such as `10.0.0.7:8080` or `web.example.com/path`; nil for what is neither.
    fileprivate static func hostOrAddress(_ text: String) -> String? {
        guard text.utf8.count <= 300 else { return nil }
        switch FindQuestion(text) {
        case .address(let address): return "\(address)"
        // A single word is an id, and nobody resolves those.
        case .host(let host, _, _): return host.contains(".") ? host : nil
        case .nothing, .arn, .id, .network, .tag, .words: return nil
        }
    }
}
