/// The resources of a snapshot by environment.
///
/// - Shape: environments are told apart without case, and called as most of their resources call them.
/// - Cost: looks at every row once.
package struct EnvironmentMembers: Sendable {
    /// In the order of their names.
    package let names: [EnvironmentName]
    /// Resources that no rule gives an environment.
    package let unnamed: Int
    private let rows: [String: [Resource]]
    private let snapshot: Snapshot

    package init(_ snapshot: Snapshot) {
        self.snapshot = snapshot
        var rows: [String: [Resource]] = [:]
        var spellings: [String: [String: Int]] = [:]
        var unnamed = 0
        // Most rows of a cell have the same environment, whose key is made once.
        var last = (text: "", key: "")
        for cell in snapshot.cells.values {
            for row in cell.rows {
                guard let text = row.environment, !text.isEmpty else {
                    unnamed += 1
                    continue
                }
                if text != last.text { last = (text, text.lowercased()) }
                rows[last.key, default: []].append(row)
                spellings[last.key, default: [:]][text, default: 0] += 1
            }
        }
        self.rows = rows
        self.unnamed = unnamed
        names = spellings.map { key, counts in
            let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
            return EnvironmentName(most?.key ?? key)
        }.sorted { NaturalOrder.compare($0.text, $1.text) < 0 }
    }

    /// The environment that is called `text`, case aside.
    package func name(_ text: String) -> EnvironmentName? {
        let key = text.lowercased()
        return names.first { $0.key == key }
    }

    /// The resources of an environment, kind after kind, by name.
    package func resources(of name: EnvironmentName) -> [Resource] {
        (rows[name.key] ?? []).sorted { left, right in
            let (a, b) = (left.key, right.key)
            if a.kind != b.kind { return a.kind < b.kind }
            let order = NaturalOrder.compare(left.name, right.name)
            return order != 0 ? order < 0 : a.precedes(b)
        }
    }

    /// The environment with the most resources, another one than `other`.
    package func largest(except other: EnvironmentName?) -> EnvironmentName? {
        names.filter { $0 != other }.max { count(of: $0) < count(of: $1) }
    }

    /// How many resources an environment has.
    package func count(of name: EnvironmentName) -> Int { rows[name.key]?.count ?? 0 }

    /// The cells that could not be read and in which the environment may have resources.
    ///
    /// - Shape: those of the accounts that have some of its resources, and of accounts of which nothing at all is known.
    package func unread(of name: EnvironmentName, _ unread: [Cell]) -> [Cell] {
        let hosts = Set((rows[name.key] ?? []).map(\.key.account))
        let known = Set(snapshot.cells.values.lazy.filter { !$0.rows.isEmpty }.map(\.key.account))
        return unread.filter { hosts.contains($0.key.account) || !known.contains($0.key.account) }
    }
}
