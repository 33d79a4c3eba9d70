package import Document

extension EnvironmentComparison {
    /// The comparison as data.
    package func document(in snapshot: Snapshot) -> Object {
        [
            "a": .string(left.text), "b": .string(right.text), "generation": .integer(snapshot.generation),
            "complete": .bool(unread.isEmpty), "compared": .array(compared.map { .string($0) }),
            "not_compared": .array(notCompared.map { ["kind": .string($0.kind), "words": .string($0.words)] }),
            "equal": .integer(equal),
            "items": .array(
                items.map { item in
                    [
                        "kind": .string(item.kind), "name": item.name.map { .string($0) } ?? .null,
                        "alignment": item.alignment(left, right).map { .string($0) } ?? .null,
                        "a": .array(item.left.map { .object($0.placeObject) }),
                        "b": .array(item.right.map { .object($0.placeObject) }),
                        "differences": .array(item.differences.map { .object($0.object) }),
                    ]
                }),
            "unread": .array(unread.map { .object($0.object) }),
        ]
    }

    /// The comparison as Markdown, for a ticket or a chat.
    package func markdown(in kinds: KindSet) -> [UInt8] {
        func row(_ cells: [String]) -> String { Table.line(cells.map(Table.escaped)) }
        var text = "# \(Table.escaped(left.text)) and \(Table.escaped(right.text))\n\n"
        text += items.isEmpty ? "Nothing differs" : "\(items.count) differ"
        text += ", \(equal) are the same.\n"
        if !items.isEmpty {
            text +=
                "\n" + row(["Kind", "Name", "What", left.text, right.text])
                + Table.line(Array(repeating: "---", count: 5))
            for item in items {
                for difference in item.differences {
                    text += row([
                        kinds.kind(item.kind)?.title ?? item.kind, item.title, difference.title, difference.left,
                        difference.right,
                    ])
                }
            }
        }
        for gap in notCompared { text += "\n\(kinds.kind(gap.kind)?.title ?? gap.kind): \(Table.escaped(gap.words))\n" }
        if !unread.isEmpty {
            text += "\n\(unread.count) cells could not be read: what is missing there is called unknown.\n"
        }
        return Array(text.utf8)
    }
}

extension EnvironmentComparison.Difference {
    /// What differs, in a word or two.
    package var title: String {
        switch subject {
        case .missing: "missing"
        case .unknown: "unknown"
        case .count: "count"
        case .column(_, let title): title
        }
    }

    fileprivate var object: Object {
        let (word, column): (String, Value) =
            switch subject {
            case .missing: ("missing", .null)
            case .unknown: ("unknown", .null)
            case .count: ("count", .null)
            case .column(let name, _): ("column", .string(name))
            }
        return [
            "subject": .string(word), "column": column, "a": .string(left), "b": .string(right),
            "words": .string(words),
        ]
    }
}
