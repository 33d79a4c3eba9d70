import Document
package import FoundationEssentials

/// Everything that people ask of one environment.
package struct EnvironmentReport: Sendable {
    /// The resources of one view that somebody connects to.
    package struct Group: Sendable {
        /// The view's word and title.
        package let word: String
        package let title: String
        package let resources: [Resource]
    }

    /// A resource that needs a look, and why.
    package struct Trouble: Sendable {
        package let resource: Resource
        package let reason: String
    }

    /// What a stack gives out.
    package struct Outputs: Sendable {
        package let stack: Resource
        /// `Name=value`, as its column says it.
        package let texts: [String]
    }

    package let name: EnvironmentName
    /// How many resources there are by view, in the menus' order.
    package let counts: [(word: String, title: String, count: Int)]
    package let total: Int
    /// Writers and configuration endpoints first, plain machines last.
    package let groups: [Group]
    package let troubles: [Trouble]
    package let outputs: [Outputs]
    /// The stack that was made or changed last, and when.
    package let newestUpdate: (stack: Resource, at: Date)?
    package let accounts: [String]
    package let regions: [String]
    /// Cells that could not be read, in which more of it may be.
    package let unread: [Cell]

    package init(_ name: EnvironmentName, in members: EnvironmentMembers, of snapshot: Snapshot) {
        self.name = name
        let rows = members.resources(of: name)
        total = rows.count
        unread = members.unread(of: name, snapshot.unreadCells)
        var seen: Set<String> = []
        accounts = snapshot.accounts.map(\.name).filter(Set(rows.map(\.key.account)).contains)
        regions = rows.map(\.key.region).filter { seen.insert($0).inserted }.sorted()
        let kinds = snapshot.kinds
        troubles = rows.compactMap { row in
            row.trouble(kinds.kind(row.key.kind)).map { Trouble(resource: row, reason: $0) }
        }
        let byKind = Dictionary(grouping: rows, by: \.key.kind)
        counts = kinds.views.compactMap { view in
            let count = view.kinds.reduce(0) { $0 + (byKind[$1]?.count ?? 0) }
            return count > 0 ? (view.name, view.title, count) : nil
        }
        groups = Self.groups(byKind, kinds)
        let stacks = rows.filter { kinds.kind($0.key.kind)?.column("outputs") != nil }
        outputs = stacks.compactMap { row in
            guard let (place, _) = kinds.kind(row.key.kind)?.column("outputs") else { return nil }
            let texts = row.column(place).texts
            return texts.isEmpty ? nil : Outputs(stack: row, texts: texts)
        }
        newestUpdate = stacks.compactMap { row -> (stack: Resource, at: Date)? in
            let place = kinds.kind(row.key.kind)?.column("updated_at")?.index
            let updated = place.flatMap { row.column($0).string }.flatMap(Timestamp.parse)
            return (updated ?? row.createdAt).map { (row, $0) }
        }.max { $0.at < $1.at }
    }

    private static func groups(_ byKind: [String: [Resource]], _ kinds: KindSet) -> [Group] {
        var groups: [(standing: Standing, hasPorts: Bool, group: Group)] = []
        for view in kinds.views {
            let rows = view.kinds.flatMap { byKind[$0] ?? [] }.filter { $0.isConnectable(kinds.kind($0.key.kind)) }
            let ranked = rows.map { row in
                let belongs = !(kinds.kind(row.key.kind)?.belongsTo ?? []).isEmpty
                return (standing: Standing(endpoint: row.endpoints.first, belongs: belongs), row: row)
            }.sorted { left, right in
                if left.standing != right.standing { return left.standing < right.standing }
                return NaturalOrder.compare(left.row.name, right.row.name) < 0
            }
            guard let first = ranked.first else { continue }
            groups.append(
                (
                    first.standing, first.row.endpoints.contains { $0.port != nil || $0.host.contains("/") },
                    Group(word: view.name, title: view.title, resources: ranked.map(\.row))
                ))
        }
        // Views are in the menus' order, which a stable sort keeps among equals.
        let order = groups.indices.sorted { left, right in
            let (a, b) = (groups[left], groups[right])
            if a.standing != b.standing { return a.standing < b.standing }
            return a.hasPorts != b.hasPorts ? a.hasPorts : left < right
        }
        return order.map { groups[$0].group }
    }
}

extension Resource {
    /// Whether somebody connects to it: it has an endpoint which is more than an address that belongs to something else.
    fileprivate func isConnectable(_ kind: Kind?) -> Bool {
        guard !endpoints.isEmpty else { return false }
        return kind?.belongsTo.isEmpty != false || endpoints.contains { $0.port != nil || $0.host.contains("/") }
    }
}
