import Document
import FoundationEssentials

extension EnvironmentComparison {
    /// Tells how the resources of one name differ.
    struct Comparer {
        let kind: Kind
        let sides: [Side]
        let snapshot: Snapshot

        func differences(_ left: [Resource], _ right: [Resource]) -> [Difference] {
            if left.isEmpty { return [absence(of: sides[0], others: right.count, isLeft: true)] }
            if right.isEmpty { return [absence(of: sides[1], others: left.count, isLeft: false)] }
            var found: [Difference] = []
            if left.count != right.count { found.append(count(left, right)) }
            for name in kind.compared {
                guard let (place, column) = kind.column(name) else { continue }
                let (a, b) = (values(left, place, column, 0), values(right, place, column, 1))
                // As many of each value, or with other counts at least the same values.
                let isSame = left.count == right.count ? a.keyed == b.keyed : Set(a.keyed.keys) == Set(b.keyed.keys)
                guard !isSame else { continue }
                found.append(
                    Difference(
                        subject: .column(name: name, title: column.title), left: a.shown, right: b.shown,
                        words: Self.words(column.title, [a, b], sides.map(\.name.text))))
            }
            return found
        }

        private func absence(of side: Side, others: Int, isLeft: Bool) -> Difference {
            let cells = side.unread(of: kind.name)
            let isKnown = cells.isEmpty
            let there = String(others)
            let here = isKnown ? "missing" : "unknown"
            let words =
                isKnown
                ? "missing in \(side.name.text)"
                : "unknown in \(side.name.text): \(Self.places(cells)) could not be read"
            return Difference(
                subject: isKnown ? .missing : .unknown, left: isLeft ? here : there, right: isLeft ? there : here,
                words: words)
        }

        private func count(_ left: [Resource], _ right: [Resource]) -> Difference {
            let cells = sides.flatMap { $0.unread(of: kind.name) }
            let doubt = cells.isEmpty ? "" : "; \(Self.places(cells)) could not be read"
            return Difference(
                subject: .count, left: String(left.count), right: String(right.count),
                words:
                    "\(left.count) in \(sides[0].name.text) (\(Self.regions(left))), "
                    + "\(right.count) in \(sides[1].name.text) (\(Self.regions(right)))\(doubt)")
        }

        private static func places(_ cells: [Cell]) -> String {
            let places = cells.prefix(3).map { "\($0.key.account)/\($0.key.region)/\($0.key.kind)" }
            return places.joined(separator: ", ") + (cells.count > 3 ? " and \(cells.count - 3) more" : "")
        }

        private static func regions(_ rows: [Resource]) -> String {
            Set(rows.map(\.key.region)).sorted().joined(separator: ", ")
        }

        /// Ids of other resources as their names, where those are known: an image has another id in every region.
        private func named(_ value: Value, _ form: Form, _ key: ResourceKey) -> Value {
            guard let target = form.linked, let kind = snapshot.kinds.kind(target) else { return value }
            switch value {
            case .string(let id):
                let region = kind.isGlobal ? CellKey.globalRegion : key.region
                let other = ResourceKey(account: key.account, region: region, kind: target, id: id)
                return snapshot.resource(other).map { .string($0.name) } ?? value
            case .array(let elements): return .array(elements.map { named($0, form, key) })
            default: return value
            }
        }

        private struct Values {
            /// How many rows have each value, which is without the environment's words.
            var keyed: [String: Int] = [:]
            /// As people read them, with how many rows have each; the commonest first.
            var texts: [(text: String, count: Int)] = []

            /// `16.3`, or `3 have 16.3, 1 has 16.4`.
            var shown: String {
                if texts.count == 1 { return texts[0].text }
                let others = texts.count - 6
                return texts.prefix(6).map { text, count in "\(count) \(count == 1 ? "has" : "have") \(text)" }
                    .joined(separator: ", ") + (others > 0 ? ", and there are \(others) other values" : "")
            }
        }

        /// `Class is a in staging and b in production`, or `Desired: in staging all have 2; in production 1 has 2, 1 has 6`.
        private static func words(_ title: String, _ values: [Values], _ names: [String]) -> String {
            if values.allSatisfy({ $0.texts.count == 1 }) {
                return "\(title) is \(values[0].shown) in \(names[0]) and \(values[1].shown) in \(names[1])"
            }
            let parts = zip(values, names).map { values, name in
                let isOne = values.texts.count == 1
                let all = isOne && values.texts[0].count > 1 ? "all have " : isOne ? "it is " : ""
                return "in \(name) \(all)\(values.shown)"
            }
            return "\(title): \(parts.joined(separator: "; "))"
        }

        private func values(_ rows: [Resource], _ place: Int, _ column: Column, _ side: Int) -> Values {
            var values = Values()
            var texts: [String: Int] = [:]
            for row in rows {
                // Times count from nowhere here: columns of ages are not compared.
                let text = column.form.text(named(row.column(place), column.form, row.key), now: .distantPast)
                let isWord = text.utf8.contains { $0 >= UInt8(ascii: "a") }
                values.keyed[isWord ? sides[side].name.aligned(text) : text, default: 0] += 1
                texts[text.isEmpty ? "–" : text, default: 0] += 1
            }
            values.texts = texts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { (text: $0.key, count: $0.value) }
            return values
        }
    }
}
