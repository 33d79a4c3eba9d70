import Document

/// Which resources of one kind are the same thing in two environments.
///
/// - Shape: what has the same name on both sides is paired first, so that it is never called missing; then what is the same
///   without one word of its environment (`carts-live-staging` and `carts-live-production`), then without all of them.
/// - Cost: by resource and by words of its name.
struct EnvironmentAlignment {
    /// Resources that are one thing.
    struct Group {
        /// What they have in common; nil for resources without a name.
        let name: String?
        let left: [Resource]
        let right: [Resource]
    }

    /// By name, those without one last.
    let groups: [Group]

    /// Resources of one side that nothing told apart.
    private struct Thing {
        /// By source: the columns that the kind is aligned by, then the name.
        let texts: [[String]]
        var rows: [Resource] = []
    }

    /// How much of a text has to be the same, the most first.
    private enum Step: CaseIterable {
        case whole, parts, withoutOneWord, withoutWords

        /// What `text` is called on this step; in several ways where it is not clear which word is the environment's.
        func variants(of text: String, _ words: Set<String>) -> Set<String> {
            if self == .whole { return [text] }
            let parts = EnvironmentName.parts(of: text)
            let own = Set(parts).intersection(words)
            switch self {
            case .whole, .parts: return [parts.joined(separator: "-")]
            case .withoutOneWord where !own.isEmpty:
                return Set(own.map { word in parts.filter { $0 != word }.joined(separator: "-") })
            case .withoutOneWord, .withoutWords:
                return [parts.filter { !own.contains($0) }.joined(separator: "-")]
            }
        }
    }

    init(_ left: [Resource], _ right: [Resource], of kind: Kind, in names: [EnvironmentName]) {
        let words = names.map(\.words)
        let things = [left, right].map { Self.things($0, kind) }
        var open = things.map { Set($0.indices) }
        var groups: [Group] = []

        func pair(source: Int, _ step: Step) {
            var places: [String: [[Int]]] = [:]
            for side in things.indices {
                for place in open[side].sorted() {
                    for text in things[side][place].texts[source] {
                        for variant in step.variants(of: text, words[side]) {
                            places[variant, default: [[], []]][side].append(place)
                        }
                    }
                }
            }
            for (variant, found) in places.sorted(by: { $0.key < $1.key }) {
                let both = zip(found, open).map { places, open in places.filter(open.contains) }
                guard !both.contains(where: \.isEmpty) else { continue }
                let rows = zip(both, things).map { places, things in places.flatMap { things[$0].rows } }
                groups.append(Group(name: variant, left: rows[0], right: rows[1]))
                for side in both.indices { open[side].subtract(both[side]) }
            }
        }

        pair(source: kind.alignedBy.count, .whole)
        for source in 0...kind.alignedBy.count {
            for step in Step.allCases { pair(source: source, step) }
        }
        // What is left has nobody on the other side, or no name at all.
        var rest: [String?: [[Resource]]] = [:]
        for side in things.indices {
            for place in open[side].sorted() {
                let thing = things[side][place]
                let name = thing.texts.first { !$0.isEmpty }?.first.map { names[side].aligned($0) }
                rest[name, default: [[], []]][side] += thing.rows
            }
        }
        groups += rest.map { Group(name: $0.key, left: $0.value[0], right: $0.value[1]) }
        let end = "\u{10FFFF}"
        self.groups = groups.sorted { left, right in
            let order = NaturalOrder.compare(left.name ?? end, right.name ?? end)
            return order != 0 ? order < 0 : !left.left.isEmpty && right.left.isEmpty
        }
    }

    private static func things(_ rows: [Resource], _ kind: Kind) -> [Thing] {
        let columns = kind.alignedBy.compactMap { kind.column($0)?.index }
        var things: [Thing] = []
        var places: [[[String]]: Int] = [:]
        for row in rows {
            // An id for a name says nothing.
            let isNamed = !row.name.isEmpty && !(row.name == row.key.id && row.name.hasRandomEnd)
            let texts = columns.map { row.column($0).texts.filter { !$0.isEmpty } } + [isNamed ? [row.name] : []]
            let place = places[texts] ?? things.count
            if place == things.count {
                places[texts] = place
                things.append(Thing(texts: texts))
            }
            things[place].rows.append(row)
        }
        return things
    }
}

extension String {
    /// Whether it is an id that AWS made: a word and at least eight hexadecimal digits.
    fileprivate var hasRandomEnd: Bool {
        guard let dash = lastIndex(of: "-") else { return false }
        let digits = self[index(after: dash)...]
        return digits.utf8.count >= 8 && digits.allSatisfy { $0.isASCII && $0.isHexDigit }
    }
}
