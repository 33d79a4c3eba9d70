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
    mutating func follow(host: String, depth: Int = 0, via: String? = nil, health: String? = nil) {
        let places = index.resources(at: host)
        guard !places.isEmpty else {
            add(ChainHop(depth: depth, text: host, via: via, resource: nil, end: .elsewhere, health: health))
            return
        }
        for place in places.prefix(Self.maximumBranches) {
            follow(place, named: host, depth: depth, via: via, health: health)
        }
        if places.count > Self.maximumBranches {
            add(ChainHop(depth: depth, text: host, via: via, resource: nil, end: .cut))
        }
    }

    /// Follows a resource that is called `text` where the way comes from.
    mutating func follow(
        _ resource: Resource, named text: String, depth: Int = 0, via: String? = nil, health: String? = nil
    ) {
        guard hops.count < Self.maximumHops else { return }
        if path.contains(resource.key) {
            add(ChainHop(depth: depth, text: text, via: via, resource: resource, end: .loop, health: health))
            return
        }
        guard let kind = index.snapshot.kinds.kind(resource.key.kind) else { return }
        let ways = ways(on: resource, kind)
        var end: ChainHop.End?
        if !ways.isEmpty {
            end = depth >= Self.maximumDepth ? .cut : followed.contains(resource.key) ? .above : nil
        }
        add(ChainHop(depth: depth, text: text, via: via, resource: resource, end: end, health: health))
        guard end == nil else { return }
        followed.insert(resource.key)
        path.append(resource.key)
        var seen: Set<String> = []
        for way in ways where seen.insert(way.text).inserted {
            guard seen.count <= Self.maximumBranches else {
                add(ChainHop(depth: depth + 1, text: way.text, via: way.via, resource: nil, end: .cut))
                break
            }
            take(way, depth: depth + 1)
        }
        path.removeLast()
    }

    private struct Way {
        let text: String
        let via: String
        /// The resource that `text` names; nil for a host or an address.
        let key: ResourceKey?
        var health: String?
    }

    /// What the columns that lead on, and those that name an owner, say.
    ///
    /// - Shape: without the resources through which the way came: a cluster's writer belongs to the cluster, and that is no
    ///   loop. Names that lead to each other are.
    private func ways(on resource: Resource, _ kind: Kind) -> [Way] {
        let health = HealthWords(of: resource, kind)
        return (kind.leadsTo + kind.belongsTo).flatMap { ways(by: $0, on: resource, kind) }.compactMap { way in
            if let key = way.key, path.contains(key) { return nil }
            var way = way
            way.health = health.words(about: way.text)
            return way
        }
    }

    private func ways(by name: String, on resource: Resource, _ kind: Kind) -> [Way] {
        guard let (place, column) = kind.column(name) else { return [] }
        let texts = resource.column(place).texts
        guard let target = column.form.linked else {
            return texts.compactMap { text in
                FindQuestion.hostOrAddress(text).map { Way(text: $0, via: column.title, key: nil) }
            }
        }
        guard let other = index.snapshot.kinds.kind(target) else { return [] }
        let region = other.isGlobal ? CellKey.globalRegion : resource.key.region
        return texts.map { text in
            let key = ResourceKey(account: resource.key.account, region: region, kind: other.name, id: text)
            return Way(text: text, via: column.title, key: key)
        }
    }

    private mutating func take(_ way: Way, depth: Int) {
        guard hops.count < Self.maximumHops else { return }
        guard let key = way.key else {
            return follow(host: way.text, depth: depth, via: way.via, health: way.health)
        }
        guard let next = index.snapshot.resource(key) else {
            add(ChainHop(depth: depth, text: way.text, via: way.via, resource: nil, end: .missing, health: way.health))
            return
        }
        follow(next, named: way.text, depth: depth, via: way.via, health: way.health)
    }

    private mutating func add(_ hop: ChainHop) {
        guard hops.count < Self.maximumHops else { return }
        let isLast = hops.count == Self.maximumHops - 1 && hop.end == nil
        hops.append(
            isLast
                ? ChainHop(
                    depth: hop.depth, text: hop.text, via: hop.via, resource: hop.resource, end: .cut,
                    health: hop.health) : hop)
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
        switch FindQuestion(whole: text.lowercased()) {
        case .address(let address): return "\(address)"
        // A single word is an id, and nobody resolves those.
        case .host(let host, _, _): return host.contains(".") ? host : nil
        default: return nil
        }
    }
}
