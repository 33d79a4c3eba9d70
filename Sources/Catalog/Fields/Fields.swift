import Document

/// The members of one mapping of a kind file, each key known and once.
struct Fields {
    let node: YAMLNode
    /// In the order written.
    let entries: [(key: YAMLNode, value: YAMLNode)]

    /// Reads `node` as a mapping with any keys; nil, with a problem, when it is none.
    init?(_ node: YAMLNode, of what: String, limit: Int = Defaults.entries, problems: inout ProblemList) {
        guard case .mapping(let pairs) = node.content else {
            problems.add(.wrongType, at: node, "\(what) is a mapping, not \(node.shape)")
            return nil
        }
        var seen: Set<String> = []
        var entries: [(key: YAMLNode, value: YAMLNode)] = []
        for pair in pairs {
            guard let key = pair.key.scalar else { continue }
            if seen.insert(key).inserted {
                entries.append(pair)
            } else {
                problems.add(.duplicateKey, at: pair.key, "the key \(quoted(key)) stands here twice")
            }
        }
        if entries.count > limit {
            problems.add(.limit, at: node, "\(what) has \(entries.count) entries, more than \(limit)")
            entries.removeLast(entries.count - limit)
        }
        self.node = node
        self.entries = entries
    }

    /// Reads `node` as a mapping with no keys but `known`, and all of `required`.
    init?(
        _ node: YAMLNode, of what: String, known: [String], required: [String] = [], problems: inout ProblemList
    ) {
        self.init(node, of: what, problems: &problems)
        for (key, _) in entries {
            guard let word = key.scalar, !known.contains(word) else { continue }
            problems.addUnknown(
                .unknownKey, at: key, "\(what) has no key \(quoted(word))", word: word, known: known)
        }
        for key in required where self[key] == nil {
            problems.add(.missingKey, at: node, "\(what) has no \(key)")
        }
    }

    /// What is written under `key`; nil when the key is absent.
    subscript(key: String) -> YAMLNode? { entries.first { $0.key.scalar == key }?.value }
}
