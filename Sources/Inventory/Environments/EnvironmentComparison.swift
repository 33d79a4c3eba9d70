/// What differs between two environments: their resources aligned by name.
///
/// - Shape: kinds that declare what is `compared`; only what differs, each difference explained.
package struct EnvironmentComparison: Sendable {
    /// Resources that are the same thing in both environments.
    package struct Item: Sendable {
        package let kind: String
        /// The name that both have, or else what is left of it without the environment's words; empty where nothing is, nil for
        /// resources without a name.
        package let name: String?
        package let left: [Resource]
        package let right: [Resource]
        package let differences: [Difference]
    }

    /// One difference.
    package struct Difference: Sendable, Hashable {
        /// What differs.
        package enum Subject: Sendable, Hashable {
            /// One environment has none.
            case missing
            /// One has none among what could be read, and not all could be.
            case unknown
            /// Both have some, but not as many.
            case count
            /// A column of the kind.
            case column(name: String, title: String)
        }

        package let subject: Subject
        package let left: String
        package let right: String
        /// One sentence without its final stop.
        package let words: String
    }

    /// What of a kind is not compared, and why.
    package struct Gap: Sendable, Hashable {
        package let kind: String
        /// One sentence.
        package let words: String
    }

    package let left: EnvironmentName
    package let right: EnvironmentName
    /// In the order of the kinds, then by name.
    package let items: [Item]
    /// How many items do not differ.
    package let equal: Int
    /// Kinds that are compared at all, of those that have rows in either.
    package let compared: [String]
    /// What people would look for here and is not compared.
    package let notCompared: [Gap]
    /// Cells that could not be read, in which more of either may be.
    package let unread: [Cell]

    package init(
        _ left: EnvironmentName, _ right: EnvironmentName, in members: EnvironmentMembers, of snapshot: Snapshot
    ) {
        self.left = left
        self.right = right
        let all = snapshot.unreadCells
        let sides = [left, right].map { name in
            Side(name: name, rows: members.resources(of: name), unread: members.unread(of: name, all))
        }
        var items: [Item] = []
        var equal = 0
        var compared: [String] = []
        var notCompared: [Gap] = []
        for kind in snapshot.kinds.kinds where !kind.compared.isEmpty {
            let rows = sides.map { side in side.rows.filter { $0.key.kind == kind.name } }
            let groups = EnvironmentAlignment(rows[0], rows[1], of: kind, in: [left, right]).groups
            guard !groups.isEmpty else { continue }
            compared.append(kind.name)
            if let words = kind.notCompared { notCompared.append(Gap(kind: kind.name, words: words)) }
            let comparer = Comparer(kind: kind, sides: sides, snapshot: snapshot)
            for group in groups {
                let found = comparer.differences(group.left, group.right)
                if found.isEmpty {
                    equal += 1
                } else {
                    items.append(
                        Item(
                            kind: kind.name, name: group.name, left: group.left, right: group.right,
                            differences: found))
                }
            }
        }
        self.items = items
        self.equal = equal
        self.compared = compared
        self.notCompared = notCompared
        let keys = Set(sides.flatMap(\.unread).map(\.key))
        unread = all.filter { keys.contains($0.key) }
    }

    /// One environment in a comparison.
    struct Side {
        let name: EnvironmentName
        let rows: [Resource]
        let unread: [Cell]

        /// The cells of a kind that could not be read.
        func unread(of kind: String) -> [Cell] { unread.filter { $0.key.kind == kind || $0.key.kind == "*" } }
    }
}

extension EnvironmentComparison.Item {
    /// What is said of it in a title: the name, or what it lacks.
    package var title: String { name.map { $0.isEmpty ? "(the environment's word alone)" : $0 } ?? "(without a name)" }

    /// How the names were aligned, where they are not the same; nil where there is nothing to explain.
    package func alignment(_ left: EnvironmentName, _ right: EnvironmentName) -> String? {
        let names = Set((self.left + self.right).map(\.name))
        guard let name, names.contains(where: { $0 != name }), names.count > 1 else { return nil }
        let shown = names.sorted().prefix(4).joined(separator: ", ")
        return "\(shown)\(names.count > 4 ? ", …" : ""): the same without the words for \(left.text) and \(right.text)"
    }
}
